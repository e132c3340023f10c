import type { MonotonicClock } from '../../electron/core/platform/clock.ts';

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
  handle: NodeJS.Timeout | undefined;
}

/** Real time, sped up, that can also leap ahead: timers that come due within the leap run at once. */
export class LeapClock implements MonotonicClock {
  readonly #startMs = Date.now();
  readonly #factor: number;
  readonly #timers = new Set<Timer>();
  #leaptMs = 0;
  #leaps = 0;

  constructor(factor = 20) {
    this.#factor = factor;
  }

  now(): number {
    return this.#startMs + this.elapsed();
  }

  elapsed(): number {
    return (Date.now() - this.#startMs) * this.#factor + this.#leaptMs;
  }

  /** How often it has leapt, and how long it has run beside. */
  get course(): { readonly leaps: number; readonly walkedMs: number } {
    return { leaps: this.#leaps, walkedMs: this.elapsed() - this.#leaptMs };
  }

  after(delayMs: number, run: () => void): () => void {
    const timer: Timer = { atMs: this.elapsed() + delayMs, run, handle: undefined };
    this.#timers.add(timer);
    this.#arm(timer);
    return () => {
      clearTimeout(timer.handle);
      this.#timers.delete(timer);
    };
  }

  /** Moves time on by so many milliseconds. */
  leap(durationMs: number): void {
    this.#leaptMs += durationMs;
    this.#leaps += 1;
    for (const timer of this.#timers) this.#arm(timer);
  }

  #arm(timer: Timer): void {
    clearTimeout(timer.handle);
    const leftMs = Math.max(0, timer.atMs - this.elapsed());
    // Node runs what lies further ahead than this at once.
    timer.handle = setTimeout(
      () => {
        this.#timers.delete(timer);
        timer.run();
      },
      Math.min(leftMs / this.#factor, 2 ** 31 - 1),
    );
  }
}
