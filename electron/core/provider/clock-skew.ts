/** A clock that is off by less than this is right: `Date` has whole seconds, and answers take their time. */
const toleranceMs = 60_000;

/** Observations that are remembered; the median of them is taken, so that one odd gateway does not count. */
const remembered = 9;

/**
 * How far this computer's clock is ahead of the providers', by the `Date` header of their answers
 * (RFC 9110, 6.6.1): deadlines are worth nothing on a clock that is wrong.
 */
export class ClockSkew {
  readonly #observedMs: number[] = [];

  /** Takes an answer's `Date` header and the time at which it came, in Unix milliseconds. */
  observe(dateHeader: string | undefined, nowMs: number): void {
    const dateMs = Date.parse(dateHeader ?? '');
    if (Number.isNaN(dateMs)) return;
    this.#observedMs.push(nowMs - dateMs);
    if (this.#observedMs.length > remembered) this.#observedMs.shift();
  }

  /** Milliseconds; negative when the clock is behind, 0 while it is right or nothing is known. */
  aheadMs(): number {
    const sorted = this.#observedMs.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    return Math.abs(median) > toleranceMs ? median : 0;
  }
}
