/** Time and timers, passed in so that tests own them. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Calls `run` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

/** A clock with an additional, monotonic reading. */
export interface MonotonicClock extends Clock {
  /** Milliseconds since some start. It never jumps, and may stand still while the computer sleeps. */
  elapsed(): number;
}

/** The computer's own time. */
export const systemClock: MonotonicClock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (delayMs, run) => {
    // Node cuts delays above 2^31-1 ms to 1 ms (nodejs.org/api/timers.html); nothing here waits that long.
    const timer = setTimeout(run, Math.min(delayMs, 2 ** 31 - 1));
    return () => {
      clearTimeout(timer);
    };
  },
};
