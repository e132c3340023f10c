import { performance } from 'node:perf_hooks';

/** Longest that work in slices keeps everything else waiting, in milliseconds, beyond its last step. */
const sliceMs = 8;

/**
 * Lets a long piece of work give way to everything else that the process does: windows, transfers,
 * timers. Ask after each small step; the first slice begins at once.
 */
export class Turns {
  readonly #signal: AbortSignal | undefined;
  #untilMs = performance.now() + sliceMs;

  /** @param signal ends the work at its next turn */
  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** Whether the slice is used up: then `await next()`. */
  get isOver(): boolean {
    return performance.now() >= this.#untilMs;
  }

  /** @throws the signal's reason, once that is aborted */
  throwIfEnded(): void {
    this.#signal?.throwIfAborted();
  }

  /**
   * Resolves after everybody else has had a turn.
   * @throws the signal's reason, once that is aborted
   */
  async next(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.throwIfEnded();
    this.#untilMs = performance.now() + sliceMs;
  }
}

/**
 * Does something for each item, in slices. The first is done when this returns its promise.
 * @throws the signal's reason once it is aborted
 */
export async function forEachInTurns<Item>(
  items: Iterable<Item>,
  step: (item: Item) => void,
  turns = new Turns(),
): Promise<void> {
  for (const item of items) {
    if (turns.isOver) await turns.next();
    step(item);
  }
}
