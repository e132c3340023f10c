/** Time and timers, passed in so that tests own them. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Calls `run` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

/** The computer's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    // Node cuts delays above 2^31-1 ms to 1 ms (nodejs.org/api/timers.html); nothing here waits that long.
    const timer = setTimeout(run, Math.min(delayMs, 2 ** 31 - 1));
    return () => {
      clearTimeout(timer);
    };
  },
};
