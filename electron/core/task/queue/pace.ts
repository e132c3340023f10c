/** How often the transfers under way are looked at. */
export const lookMs = 60_000;

/**
 * What a transfer must bring in a minute, or it drips: 100 bytes a second. A line of 9600 baud shared by
 * eight transfers gives each 120, so no line is taken for a host that drips, however poor.
 */
export const leastBytesPerMinute = 6_000;

const firstTurnMinutes = 10;
const longestTurnMinutes = 6 * 60;
const firstRestMs = 2 * 60_000;
const longestRestMs = 2 * 60 * 60_000;

/** How fast one transfer has been since the last look. */
export class Pace {
  #lastBytes: number | undefined;
  #isWhole = false;
  #gainedBytes = 0;
  #minutes = 0;
  #isSlow = false;

  /** Bytes that are here by now; what was here before the first of them came is no progress. */
  heard({ receivedBytes, totalBytes }: { receivedBytes: number; totalBytes?: number }): void {
    this.#gainedBytes += Math.max(0, receivedBytes - (this.#lastBytes ?? receivedBytes));
    this.#lastBytes = receivedBytes;
    this.#isWhole = receivedBytes === totalBytes; // and waits for the disk
  }

  /** Another look, a minute after the last. The first counts for nothing: it is no whole minute. */
  look(): void {
    this.#isSlow = this.#minutes > 0 && !this.#isWhole && this.#gainedBytes < leastBytesPerMinute;
    this.#minutes += 1;
    this.#gainedBytes = 0;
  }

  get isSlow(): boolean {
    return this.#isSlow;
  }

  /** Looks so far. */
  get minutes(): number {
    return this.#minutes;
  }
}

/** How many slots transfers that drip may keep while others wait. */
export function slowShare(limit: number): number {
  return Math.floor(limit / 2);
}

/**
 * How long one that drips keeps its slot while another that drips waits: longer each time, so that one
 * whose host knows no Range, and begins anew each time, also has its chance.
 * @param turns that it had before
 */
export function turnMinutes(turns: number): number {
  return Math.min(longestTurnMinutes, firstTurnMinutes * 2 ** turns);
}

/** How long one that yielded its slot rests, so that it does not take it back at once. */
export function restMs(turns: number): number {
  return Math.min(longestRestMs, firstRestMs * 2 ** turns);
}
