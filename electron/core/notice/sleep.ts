import type { MonotonicClock } from '../platform/clock.ts';

/** The longest time between two looks while the computer is awake, in milliseconds. */
export const heartbeatMs = 5 * 60_000;

/** A clock that is further off than a look may be late tells of a sleep, or was set. */
const jumpMs = heartbeatMs + 60_000;

/** Everything up to a pause of this length belongs to the sleep. */
const quietMs = 15_000;

/** However much happens, it is told after so long. */
const maxMs = 5 * 60_000;

/**
 * Notices by the clock that the computer has slept for more than some minutes, and how long what is found
 * out after that still belongs to it.
 */
export class SleepWatch {
  readonly #clock: Pick<MonotonicClock, 'now' | 'elapsed'>;
  #seenAtMs: number;
  #wokeAtMs = -Infinity;
  #newsAtMs = -Infinity;

  constructor(clock: Pick<MonotonicClock, 'now' | 'elapsed'>) {
    this.#clock = clock;
    this.#seenAtMs = clock.now();
  }

  /** Looks at the clock. @returns whether it was put back */
  look(): 'back' | undefined {
    const nowMs = this.#clock.now();
    const passedMs = nowMs - this.#seenAtMs;
    this.#seenAtMs = nowMs;
    if (passedMs > jumpMs) {
      this.#wokeAtMs = this.#clock.elapsed();
      this.#newsAtMs = this.#wokeAtMs;
    }
    return passedMs < -60_000 ? 'back' : undefined;
  }

  /** There was something to tell. */
  news(): void {
    this.#newsAtMs = this.#clock.elapsed();
  }

  /** Until when what is found out is of the sleep, by the monotonic clock; `undefined` when it is not. */
  untilMs(): number | undefined {
    const untilMs = Math.min(this.#newsAtMs + quietMs, this.#wokeAtMs + maxMs);
    return this.#wokeAtMs > -Infinity && untilMs > this.#clock.elapsed() ? untilMs : undefined;
  }
}
