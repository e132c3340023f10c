import type { Agent } from 'node:https';
import type { JsonValue } from '../../shared/json.ts';
import type { ProviderFailure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { TaskId } from '../../shared/id.ts';
import { boundRaw } from '../platform/bounds.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyMask } from '../platform/key-mask.ts';
import { publicCopy } from '../platform/public-copy.ts';
import type { Answer, EndpointAdapter } from './adapter.ts';
import type { ClockSkew } from './clock-skew.ts';
import { openEnvelope, type HttpAnswer } from './envelope.ts';
import { asLink, asNumber, asObjectOrText } from './fields.ts';
import { callProvider, type ProviderCall } from './http.ts';

/** Where to ask, and with which key. */
export interface Access {
  readonly baseUrl: string;
  readonly key: string;
}

/** An answer as read, and as it may be kept: bounded, and without what is signed or secret in it. */
export interface StatusAnswer {
  readonly answer: Answer;
  readonly raw: JsonValue;
}

/**
 * Reads an endpoint's `data`. Only `null` says that the id is not known.
 * @returns `undefined` for what no endpoint says: a list, a number, other text
 */
export function readData(
  endpoint: EndpointAdapter,
  data: JsonValue,
  nowMs: number,
): Answer | undefined {
  if (data === null) return { kind: 'unknown-id' };
  const record = asObjectOrText(data);
  return record === undefined ? undefined : endpoint.read(record, nowMs);
}

/** What the client needs. */
export interface ClientOptions {
  readonly clock: Clock;
  /** Sent as `User-Agent`: the product's own name in browser form, since bare libraries are refused. */
  readonly userAgent: string;
  /** Hears the hosts' own time with every answer. */
  readonly skew: ClockSkew;
  /** Makes the https connections; Node's own if absent. */
  readonly agent?: Agent | undefined;
  /** Takes the accounts' keys out of what comes back, and learns those that are sent. */
  readonly keys: KeyMask;
}

/** The calls themselves: what a simulation answers in the provider's place. */
export type ProviderCalls = Pick<ProviderClient, 'status' | 'credits' | 'downloadUrl'>;

/** The provider's calls, each one request: never a retry, never a redirect, never a creation. */
export class ProviderClient {
  readonly #clock: Clock;
  readonly #userAgent: string;
  readonly #skew: ClockSkew;
  readonly #agent: Agent | undefined;
  readonly #keys: KeyMask;

  constructor({ clock, userAgent, skew, agent, keys }: ClientOptions) {
    this.#clock = clock;
    this.#userAgent = userAgent;
    this.#skew = skew;
    this.#agent = agent;
    this.#keys = keys;
  }

  /** Asks an endpoint about a task. An id that is not known there is an answer, not a failure. */
  async status(
    access: Access,
    endpoint: EndpointAdapter,
    taskId: TaskId,
  ): Promise<Outcome<StatusAnswer, ProviderFailure>> {
    const call = { method: 'GET', path: endpoint.path, query: { taskId } } as const;
    const data = await this.#ask(access, call, taskId);
    if (!data.ok) return data;
    const answer = readData(endpoint, data.value, this.#clock.now() - this.#skew.aheadMs());
    if (answer === undefined) return fail(this.#unknownData(access));
    return succeed({ answer, raw: boundRaw(publicCopy(data.value)) });
  }

  /** The account's credits, a fraction included: the cheap way to test a key. */
  async credits(access: Access): Promise<Outcome<number, ProviderFailure>> {
    const data = await this.#ask(access, { method: 'GET', path: '/api/v1/chat/credit' });
    if (!data.ok) return data;
    const credits = asNumber(data.value);
    return credits === undefined ? fail(this.#unknownData(access)) : succeed(credits);
  }

  /** A link to `url`'s file that lives 20 minutes: the way back in when the direct link is refused. */
  async downloadUrl(access: Access, url: string): Promise<Outcome<string, ProviderFailure>> {
    const data = await this.#ask(access, {
      method: 'POST',
      path: '/api/v1/common/download-url',
      body: { url },
    });
    if (!data.ok) return data;
    const link = asLink(data.value);
    return link === undefined ? fail(this.#unknownData(access)) : succeed(link);
  }

  async #ask(
    access: Access,
    call: Pick<ProviderCall, 'method' | 'path' | 'query' | 'body'>,
    asked?: TaskId,
  ): Promise<Outcome<JsonValue, ProviderFailure>> {
    this.#keys.add(access.key);
    const answer: Outcome<HttpAnswer, ProviderFailure> = await callProvider({
      ...call,
      ...access,
      userAgent: this.#userAgent,
      agent: this.#agent,
    });
    if (!answer.ok) return this.#keys.maskAll(answer);
    this.#skew.observe(answer.value.date);
    const text = this.#keys.mask(answer.value.text);
    return openEnvelope({ ...answer.value, text }, this.#clock.now(), asked);
  }

  #unknownData({ baseUrl }: Access): ProviderFailure {
    const host = new URL(baseUrl).host;
    return { code: 'not-the-provider', host, httpStatus: 200, got: 'unknown-data' };
  }
}
