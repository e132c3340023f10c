import type { MonotonicClock } from '../platform/clock.ts';

/** A clock that is off by less than this is right: `Date` has whole seconds, and answers take their time. */
const toleranceMs = 60_000;

/** Observations that are remembered; the median of them is taken, so that one odd gateway does not count. */
const remembered = 9;

/** A server that names a time beyond these has no clock, and must not move a deadline. */
const earliestMs = Date.UTC(2024, 0, 1);
const latestMs = Date.UTC(2100, 0, 1);

/**
 * How far this computer's clock is ahead of the providers', by the `Date` header of their answers
 * (RFC 9110, 6.6.1): deadlines are worth nothing on a clock that is wrong.
 */
export class ClockSkew {
  readonly #clock: Pick<MonotonicClock, 'now' | 'elapsed'>;
  #observedMs: number[] = [];
  #aheadMs = 0;
  /** By how much the clock of the day was ahead of the monotonic one at the last answer. */
  #baseMs: number | undefined;

  /** @param clock this computer's, which may be wrong and may be set at any time */
  constructor(clock: Pick<MonotonicClock, 'now' | 'elapsed'>) {
    this.#clock = clock;
  }

  /** Takes the `Date` header of an answer that has just come. */
  observe(dateHeader: string | undefined): void {
    const dateMs = Date.parse(dateHeader ?? '');
    if (!(dateMs >= earliestMs && dateMs < latestMs)) return;
    const observedMs = this.#clock.now() - dateMs;
    this.#moveIfSet(observedMs);
    this.#observedMs.push(observedMs);
    if (this.#observedMs.length > remembered) this.#observedMs.shift();
    this.#forgetBefore();
    const median = this.#median();
    this.#aheadMs = Math.abs(median) > toleranceMs ? median : 0;
  }

  /**
   * The clock of the day has jumped since the last answer. If that explains the new one, it was set, and all
   * earlier answers are moved with it; if not, the computer slept, and they still hold.
   */
  #moveIfSet(observedMs: number): void {
    const baseMs = this.#clock.now() - this.#clock.elapsed();
    const jumpMs = baseMs - (this.#baseMs ?? baseMs);
    this.#baseMs = baseMs;
    const isSet = Math.abs(observedMs - this.#median() - jumpMs) <= toleranceMs;
    if (isSet) this.#observedMs = this.#observedMs.map((ms) => ms + jumpMs);
  }

  /** A clock that was set in another way: two answers in a row agree, and not with what there was before. */
  #forgetBefore(): void {
    const [last, lastButOne] = this.#observedMs.slice(-2).reverse();
    if (last === undefined || lastButOne === undefined) return;
    const isAgreed = Math.abs(last - lastButOne) <= toleranceMs;
    const isNew = Math.abs(last - this.#median()) > toleranceMs;
    if (isAgreed && isNew) this.#observedMs.splice(0, this.#observedMs.length - 2);
  }

  /** Milliseconds; negative when the clock is behind, 0 while it is right or nothing is known. */
  aheadMs(): number {
    return this.#aheadMs;
  }

  #median(): number {
    const sorted = this.#observedMs.toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  }
}
