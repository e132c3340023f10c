import type { Clock } from '../platform/clock.ts';

/** The end of a transfer's connection by Reelkeep's own hand. */
export type Ended = 'stopped' | 'stalled';

/**
 * Watches over one call: ends it when the user stops the transfer, and when nothing is heard for too
 * long. Only waiting for the network counts; a slow disk is not the host's fault.
 */
export class Watchdog {
  readonly #controller = new AbortController();
  readonly #clock: Clock;
  readonly #stop: AbortSignal;
  readonly #onStop = (): void => {
    this.#end('stopped');
  };
  #ended: Ended | undefined;

  constructor(clock: Clock, stop: AbortSignal) {
    this.#clock = clock;
    this.#stop = stop;
    if (stop.aborted) this.#end('stopped');
    else stop.addEventListener('abort', this.#onStop, { once: true });
  }

  /** Aborts the call. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why it was ended, if it was. */
  get ended(): Ended | undefined {
    return this.#ended;
  }

  /** Awaits the network, but not for longer than this. */
  async within<T>(limitMs: number, work: Promise<T>): Promise<T> {
    const cancel = this.#clock.after(limitMs, () => {
      this.#end('stalled');
    });
    try {
      return await work;
    } finally {
      cancel();
    }
  }

  /** Lets go of the user's signal. */
  dispose(): void {
    this.#stop.removeEventListener('abort', this.#onStop);
  }

  #end(reason: Ended): void {
    this.#ended ??= reason;
    this.#controller.abort();
  }
}

/** The chunks of a body, each of which must come within the idle timeout. */
export async function* watchedChunks(
  body: AsyncIterable<Buffer>,
  watchdog: Watchdog,
  idleTimeoutMs: number,
): AsyncGenerator<Buffer> {
  const chunks = body[Symbol.asyncIterator]();
  for (;;) {
    const next = await watchdog.within(idleTimeoutMs, chunks.next());
    if (next.done === true) return;
    yield next.value;
  }
}

/** The same chunks, but the first has at least `headBytes`, unless that is all there is. */
export async function* withHead(
  chunks: AsyncIterable<Buffer>,
  headBytes: number,
): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < headBytes) continue;
    yield head;
    head = undefined;
  }
  if (head !== undefined) yield head;
}

/** Waits, but not once the signal is aborted. */
export async function abortableDelay(
  clock: Clock,
  delayMs: number,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(delayMs, end);
    signal.addEventListener('abort', end, { once: true });
  });
}
