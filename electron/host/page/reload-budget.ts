import type { Clock } from '../../core/platform/clock.ts';

/** A page that dies is loaded again, but not more often than this within the time below. */
const reloadLimit = 3;
const reloadWindowMs = 60_000;

/** How often a page may be loaded again by itself, so that one that always dies does not do so for ever. */
export class ReloadBudget {
  readonly #clock: Pick<Clock, 'now'>;
  #takenAtMs: readonly number[] = [];

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** @returns whether the page may be loaded again now; a clock that was set back counts nothing twice */
  take(): boolean {
    const nowMs = this.#clock.now();
    this.#takenAtMs = this.#takenAtMs.filter(
      (atMs) => atMs > nowMs - reloadWindowMs && atMs <= nowMs,
    );
    if (this.#takenAtMs.length >= reloadLimit) return false;
    this.#takenAtMs = [...this.#takenAtMs, nowMs];
    return true;
  }

  /** Starts over: the user has asked for the page. */
  refill(): void {
    this.#takenAtMs = [];
  }
}
