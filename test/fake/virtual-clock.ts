import type { MonotonicClock } from '../../electron/core/platform/clock.ts';
import { PriorityQueue } from '../../electron/core/platform/priority-queue.ts';

/** Lets everything settle that waits for no timer: all microtasks have run when this resolves. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Months in seconds: timers in a heap, and time that leaps from one to the next. The world's time, which
 * the providers share, goes on while the computer sleeps; timers do not, and the computer's clock may be
 * set to anything.
 */
export class VirtualClock implements MonotonicClock {
  readonly #timers = new PriorityQueue<() => void>();
  #elapsedMs = 0;
  #worldMs: number;
  #offsetMs = 0;
  readonly #settle: () => Promise<void>;

  /** @param settle resolves when nothing is under way but timers; by default when all microtasks have run */
  constructor(worldMs: number, settle: () => Promise<void> = settled) {
    this.#worldMs = worldMs;
    this.#settle = settle;
  }

  /** Unix milliseconds, by the computer's clock. */
  now(): number {
    return this.#worldMs + this.#offsetMs;
  }

  elapsed(): number {
    return this.#elapsedMs;
  }

  /** Unix milliseconds, by everybody else's clock. */
  world(): number {
    return this.#worldMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = () => {
      run();
    };
    this.#timers.set(timer, this.#elapsedMs + Math.max(0, delayMs));
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Resolves after so long. */
  passed(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.after(delayMs, resolve));
  }

  /** Runs every timer up to a moment of the world's time. */
  async runUntil(worldMs: number): Promise<void> {
    await this.#settle();
    for (;;) {
      const next = this.#timers.peek();
      const restMs = worldMs - this.#worldMs;
      if (next === undefined || next.rank > this.#elapsedMs + restMs) {
        this.#pass(Math.max(0, restMs));
        return;
      }
      this.#timers.delete(next.key);
      this.#pass(next.rank - this.#elapsedMs);
      next.key();
      await this.#settle();
    }
  }

  /** The computer sleeps: no timer runs, and none knows of it. */
  sleep(durationMs: number): void {
    this.#worldMs += durationMs;
  }

  /** Sets the computer's clock, off the world's time by so much. */
  setOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  /** Nothing that was planned happens: the program that planned it is gone. */
  forgetTimers(): void {
    while (this.#timers.take() !== undefined);
  }

  #pass(durationMs: number): void {
    this.#elapsedMs += durationMs;
    this.#worldMs += durationMs;
  }
}
