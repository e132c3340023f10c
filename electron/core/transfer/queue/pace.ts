import { backoffMs, type Backoff } from '../../platform/backoff.ts';

/** How often the transfers under way are looked at. */
export const lookMs = 60_000;

/**
 * What a transfer must bring in a minute, or it drips: 100 bytes a second. A line of 9600 baud shared by
 * eight transfers gives each 120, so no line is taken for a host that drips, however poor.
 */
export const minBytesPerMinute = 6_000;

const firstTurnMinutes = 10;
const firstRestMs = 2 * 60_000;

const turnBackoff: Backoff = { firstMs: firstTurnMinutes * lookMs, maxMs: 6 * 60 * lookMs };
/** Where nobody waits: no turn is too long. */
const aloneBackoff: Backoff = { ...turnBackoff, maxMs: Infinity };
const restBackoff: Backoff = { firstMs: firstRestMs, maxMs: 2 * 60 * 60_000 };

/** Neither a rest nor the turns of others may take more of the time that is left to a deadline. */
const shareOfTimeLeft = 1 / 8;

/** While nobody waits for its slot, one that is whole within this time is left alone. */
const soonEnoughMs = 24 * 60 * 60_000;

/** So many minutes on end a host may ask for patience: five pauses of the longest that is granted touch six. */
const maxExcusedMinutes = 6;

/** What a transfer waits for without being slow: to be let in, or for a host that asked for patience. */
export type Wait = 'turn' | 'host';

/** How fast one transfer has been since the last look. */
export class Pace {
  #lastBytes: number | undefined;
  #isWhole = false;
  #gainedBytes = 0;
  /** Still to come; `undefined` where the host does not say how much there is. */
  #missingBytes: number | undefined;
  /** How long that takes at the speed of the minute before the last look. */
  #remainingMs = 0;
  #minutes = 0;
  #isSlow = false;
  #isFast = false;
  #wait: Wait | undefined;
  /** Since the last look. */
  #hasWaited = false;
  #excusedMinutes = 0;

  /** Bytes that are here by now; what was here before the first of them came is no progress. */
  heard({ receivedBytes, totalBytes }: { receivedBytes: number; totalBytes?: number }): void {
    this.#gainedBytes += Math.max(0, receivedBytes - (this.#lastBytes ?? receivedBytes));
    this.#lastBytes = receivedBytes;
    this.#isWhole = receivedBytes === totalBytes; // and waits for the disk
    this.#missingBytes = totalBytes === undefined ? undefined : totalBytes - receivedBytes;
  }

  /** It waits from now on, or no more. */
  waits(wait: Wait | undefined): void {
    this.#wait = wait;
    if (wait !== undefined) this.#hasWaited = true;
  }

  /** Another look, a minute after the last. The first counts for nothing: it is no whole minute. */
  look(): void {
    const isEnough = this.#isWhole || this.#gainedBytes >= minBytesPerMinute;
    const isExcused = !isEnough && this.#isExcused();
    const isFirst = this.#minutes === 0;
    this.#isSlow = !isEnough && !isExcused && !isFirst;
    this.#isFast = isEnough && !isFirst;
    if (isEnough) this.#excusedMinutes = 0;
    if (!isExcused) this.#minutes += 1;
    this.#remainingMs = this.#remainingAt(this.#gainedBytes / lookMs);
    this.#gainedBytes = 0;
    this.#hasWaited = this.#wait !== undefined;
  }

  #remainingAt(bytesPerMs: number): number {
    return bytesPerMs > 0 ? (this.#missingBytes ?? Infinity) / bytesPerMs : Infinity;
  }

  /** Whoever waits to be let in cannot help it; a host that asks for patience without end drips. */
  #isExcused(): boolean {
    if (!this.#hasWaited) return false;
    if (this.isWaitingForTurn) return true;
    this.#excusedMinutes += 1;
    return this.#excusedMinutes <= maxExcusedMinutes;
  }

  /** It has a slot, and is not let in: another works alone, or it is to work alone itself. */
  get isWaitingForTurn(): boolean {
    return this.#wait === 'turn';
  }

  get isSlow(): boolean {
    return this.#isSlow;
  }

  /** The last minute brought enough; that is not said of one in which it waited. */
  get isFast(): boolean {
    return this.#isFast;
  }

  /** How long the rest takes at its present speed, in milliseconds; `Infinity` where nobody knows. */
  get remainingMs(): number {
    return this.#remainingMs;
  }

  /** Looks so far, without the minutes in which it waited. */
  get minutes(): number {
    return this.#minutes;
  }
}

/** How many slots transfers that drip may keep while others wait. */
export function slowShare(limit: number): number {
  return Math.floor(limit / 2);
}

/** A turn's minutes by a backoff: at most a part of the time that is left, but at least the first turn's. */
function minutesOf(backoff: Backoff, turns: number, leftMs: number): number {
  const longest = leftMs > 0 ? (leftMs * shareOfTimeLeft) / lookMs : Infinity;
  const minutes = backoffMs(backoff, turns) / lookMs;
  return Math.max(firstTurnMinutes, Math.min(minutes, longest));
}

/**
 * How long one that drips keeps its slot while another that drips waits: longer each time, so that one
 * whose host knows no Range, and begins anew each time, also has its chance.
 * @param turns that it had before
 * @param leftMs to the deadline of the one that waits; `Infinity` for none, negative when it is over
 */
export function turnMinutes(turns: number, leftMs = Infinity): number {
  return minutesOf(turnBackoff, turns, leftMs);
}

/**
 * Whether one that drips, and for whose slot nobody waits, tries another connection, which may lead to a host of the
 * same name that is well. Not where it will be whole soon enough, and less and less often: one whose host knows no
 * Range loses what it had, and must have its chance.
 * @param turns that it had before
 * @param leftMs to its deadline; `Infinity` for none, negative when it is over
 */
export function triesAnother(pace: Pace, turns: number, leftMs = Infinity): boolean {
  const soonMs = leftMs > 0 ? Math.min(leftMs, soonEnoughMs) : soonEnoughMs;
  return pace.remainingMs >= soonMs && pace.minutes >= minutesOf(aloneBackoff, turns, leftMs);
}

/**
 * How long one that yielded its slot rests, in milliseconds, so that it does not take it back at once.
 * Never past its deadline; once that is over, no moment is known that would be too late.
 * @param turns that it had before
 * @param leftMs to its deadline; `Infinity` for none, negative when it is over
 */
export function restMs(turns: number, leftMs = Infinity): number {
  const longest =
    leftMs > 0 ? Math.min(leftMs / 2, Math.max(firstRestMs, leftMs * shareOfTimeLeft)) : Infinity;
  return Math.min(backoffMs(restBackoff, turns), longest);
}
