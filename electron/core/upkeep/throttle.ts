import type { Clock } from '../platform/clock.ts';

const mebibyte = 1024 ** 2;

/** Bytes between two pauses, if there are any. */
const stretchBytes = 4 * mebibyte;

/** Bytes per second while videos come in: their links die, and the archive does not. */
const besideTransfers = 8 * mebibyte;

/** Bytes per second when the app reads by itself: the disk is the user's. */
const byItself = 40 * mebibyte;

/** How fast a check may read. */
export interface ThrottleOptions {
  readonly clock: Clock;
  readonly hasTransfers: () => boolean;
  /** The user waits for it: no pauses, unless videos come in. */
  readonly isUserRequested: boolean;
}

/** Makes the pauses between the pieces that a check reads, so that nothing else has to wait for it. */
export function createThrottle({
  clock,
  hasTransfers,
  isUserRequested,
}: ThrottleOptions): (bytes: number) => Promise<void> {
  let readBytes = 0;
  return async (bytes) => {
    readBytes += bytes;
    if (readBytes < stretchBytes) return;
    const bytesPerSecond = hasTransfers() ? besideTransfers : isUserRequested ? Infinity : byItself;
    const pauseMs = (readBytes / bytesPerSecond) * 1000;
    readBytes = 0;
    if (pauseMs > 0) await new Promise<void>((resolve) => clock.after(pauseMs, resolve));
  };
}
