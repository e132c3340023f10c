import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Failure, HostSigns } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { ProvenMedia } from '../../shared/task.ts';
import { hasFraming, classifyStatus, signsOf, toResponseHead } from './response.ts';
import type { TransferLimits, TransferRequest } from './transfer-request.ts';
import { toNetworkFailure } from './network-failure.ts';
import { MediaHttpError, type OpenResponse, type MediaHttpClient } from './media-http-client.ts';
import type { Part } from './part.ts';
import { RetryBudget } from './retry-budget.ts';
import { isWholeByItself, prove } from './prove.ts';
import { receive, type BodyEnd } from './receive.ts';
import { planTransfer, rangeHeaders, type TransferPlan, type PartialFile } from './resume.ts';
import type { SpeedLimit } from './speed-limit.ts';
import { abortableDelay, Watchdog } from './watchdog.ts';

/** What a transfer works with. */
export interface TransferParts {
  readonly request: TransferRequest;
  readonly part: Part;
  readonly limits: TransferLimits;
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 up to but without 1. */
  readonly chance: () => number;
  readonly origin: Pick<MediaHttpClient, 'open'>;
  readonly speedLimit: SpeedLimit | undefined;
}

/** How one call to the host ended. */
type AttemptEnd =
  | { readonly kind: 'proven'; readonly media: ProvenMedia }
  /** Another call may bring more: after the backoff, or when the host said. */
  | { readonly kind: 'again'; readonly failure: Failure; readonly waitMs?: number }
  /** The same at once, for the whole file: the host has answered, and was asked for the wrong part. */
  | { readonly kind: 'whole' }
  | { readonly kind: 'over'; readonly failure: Failure };

/** A plan that has a body to read. */
type BodyPlan = Extract<TransferPlan, { readonly kind: 'append' | 'replace' }>;

function over(failure: Failure): AttemptEnd {
  return { kind: 'over', failure };
}

/** One file on its way from the host to the disk: calls to the host until it is proven or hopeless. */
export class Transfer {
  readonly #parts: TransferParts;
  readonly #part: Part;
  /** The next call asks for the whole file: what came last did not fit what is on disk. */
  #asksWhole = false;
  /** The file is put together from more than one answer. */
  #isPatched: boolean;
  readonly #patience: RetryBudget;

  constructor(parts: TransferParts) {
    this.#parts = parts;
    this.#part = parts.part;
    this.#isPatched = parts.part.receivedBytes > 0;
    this.#patience = new RetryBudget(parts.limits, parts.chance, parts.part.receivedBytes);
  }

  /**
   * Runs to the end. A file that an earlier run brought whole is proven without asking anyone: its
   * link may be dead by now.
   * @throws DiskError
   */
  async run(): Promise<Outcome<ProvenMedia, Failure>> {
    let end = this.#part.isWhole ? await this.#prove(true) : await this.#attempt();
    while (end.kind === 'again' || end.kind === 'whole') {
      if (end.kind === 'again' && !(await this.#mayTryAgain(end))) return fail(end.failure);
      end = await this.#attempt();
    }
    return end.kind === 'proven' ? succeed(end.media) : fail(end.failure);
  }

  /** Waits for the next attempt's time, if there is to be one. */
  async #mayTryAgain(end: { failure: Failure; waitMs?: number }): Promise<boolean> {
    const { clock, log, request } = this.#parts;
    const waitMs = this.#patience.afterAttempt(this.#part.receivedBytes, end.waitMs);
    if (waitMs === undefined) return false;
    log.info(`Transfer: ${end.failure.code}; next attempt in ${waitMs} ms.`);
    if (end.waitMs !== undefined && end.waitMs > 0) request.onWait?.(true);
    await abortableDelay(clock, waitMs, request.signal);
    request.onWait?.(false);
    return true;
  }

  /** Calls the host once. */
  async #attempt(): Promise<AttemptEnd> {
    const { request, clock, limits, origin } = this.#parts;
    const watchdog = new Watchdog(clock, request.signal);
    try {
      const { url, baseUrl } = request;
      const headers = rangeHeaders(this.#continued());
      const asking = origin.open({ url, baseUrl, headers, signal: watchdog.signal });
      const opened = await watchdog.within(limits.connectTimeoutMs, asking);
      if (!opened.ok) return over(opened.failure);
      try {
        return await this.#take(opened.value, watchdog);
      } finally {
        opened.value.body.destroy();
      }
    } catch (error) {
      if (!(error instanceof MediaHttpError)) throw error;
      return this.#unanswered(error, watchdog);
    } finally {
      watchdog.dispose();
    }
  }

  #unanswered(error: MediaHttpError, watchdog: Watchdog): AttemptEnd {
    if (watchdog.ended === 'stopped') return over({ code: 'transfer-stopped' });
    const failure: Failure =
      watchdog.ended === 'stalled'
        ? { code: 'unreachable', host: error.host, detail: 'ETIMEDOUT' }
        : toNetworkFailure(error);
    return failure.code === 'unreachable' ? { kind: 'again', failure } : over(failure);
  }

  /** Reads an answer's head, and its body if that is what was asked for. */
  async #take(opened: OpenResponse, watchdog: Watchdog): Promise<AttemptEnd> {
    const { request, clock, limits } = this.#parts;
    const { host, status: httpStatus } = opened;
    const refusal = classifyStatus(opened, clock.now());
    if (refusal?.kind === 'final') return over(refusal.failure);
    if (refusal !== undefined) return { ...refusal, kind: 'again' };
    const plan = planTransfer(this.#continued(), toResponseHead(opened, request.url));
    if (plan.kind === 'complete') return this.#prove(true);
    if (plan.kind === 'ask-whole') return this.#askWhole({ code: 'media-http', host, httpStatus });
    const limitBytes = limits.maxBytes[request.kind];
    if ((plan.source.totalBytes ?? 0) > limitBytes) {
      return over({ code: 'media-too-large', host, limitBytes });
    }
    return this.#receive(opened, watchdog, plan);
  }

  #signsOf(opened: OpenResponse): HostSigns {
    return signsOf(opened, this.#parts.clock.now());
  }

  /** What the next call continues; `undefined` when it asks for the whole file. */
  #continued(): PartialFile | undefined {
    return this.#asksWhole ? undefined : this.#part.prefix;
  }

  /** What is on disk stays until the whole file really begins to come. */
  #askWhole(failure: Failure): AttemptEnd {
    if (this.#continued() === undefined) return over(failure);
    this.#asksWhole = true;
    return { kind: 'whole' }; // never twice in a row
  }

  async #receive(opened: OpenResponse, watchdog: Watchdog, plan: BodyPlan): Promise<AttemptEnd> {
    const { part } = this.#parts;
    const { source } = plan;
    const replaces = plan.kind === 'replace';
    const end = await receive({ ...this.#parts, watchdog, opened, source, replaces });
    if (part.isFrom(source)) {
      this.#asksWhole = false;
      this.#isPatched = !replaces;
    }
    return this.#afterBody(end, opened, watchdog);
  }

  async #afterBody(end: BodyEnd, opened: OpenResponse, watchdog: Watchdog): Promise<AttemptEnd> {
    const { host } = opened;
    const { receivedBytes, totalBytes: expectedBytes } = this.#part;
    switch (end.kind) {
      case 'not-media':
        return over({ code: 'media-not-media', host, got: end.got, ...this.#signsOf(opened) });
      case 'too-large':
        await this.#part.discard();
        return over({ code: 'media-too-large', host, limitBytes: end.limitBytes });
      case 'broken':
      case 'ended':
    }
    if (watchdog.ended === 'stopped') return over({ code: 'transfer-stopped' });
    if (this.#part.isWhole) return this.#prove(true);
    if (end.kind === 'ended' && expectedBytes === undefined) return this.#prove(hasFraming(opened));
    // The end was not announced and did not come. Asked again, a host that never closes would say the same.
    const { kind } = this.#parts.request;
    if (expectedBytes === undefined && (await isWholeByItself(this.#part, kind)))
      return this.#prove(true);
    if (watchdog.ended === 'stalled')
      return { kind: 'again', failure: { code: 'media-stalled', host } };
    const detail = end.kind === 'broken' ? end.detail : 'ECONNRESET';
    return {
      kind: 'again',
      failure:
        expectedBytes === undefined
          ? { code: 'unreachable', host, detail }
          : { code: 'media-truncated', host, receivedBytes, expectedBytes },
    };
  }

  /**
   * Proves the file. One that fails although its end was certain is hopeless, unless it was put
   * together from several answers: then it is asked for once more in one piece.
   */
  async #prove(isEndCertain: boolean): Promise<AttemptEnd> {
    const proof = await prove(this.#part, this.#parts.request.kind);
    if (proof.ok) return { kind: 'proven', media: proof.value };
    if (isEndCertain && !this.#isPatched) return over(proof.failure);
    this.#isPatched = false;
    return { kind: 'again', failure: proof.failure };
  }
}
