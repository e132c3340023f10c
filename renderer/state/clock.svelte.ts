const tickMs = 60_000;

/** What a clock needs. */
export interface ClockParts {
  readonly now: () => number;
  /** How far `now` is ahead of the time that deadlines are in. */
  readonly aheadMs: () => number;
  readonly onTick: (nowMs: number) => void;
}

/** The minute that every countdown on the page shares. One timer, however many tasks. */
export class Clock {
  #localMs = $state(0);
  readonly #parts: ClockParts;

  constructor(parts: ClockParts) {
    this.#parts = parts;
    this.#localMs = parts.now();
  }

  /** By the providers' clocks: a wrong one here must not stretch a countdown. */
  get nowMs(): number {
    return this.#localMs - this.#parts.aheadMs();
  }

  /** Takes the time at once, for a window that comes back from sleep or from behind. */
  tick(): void {
    this.#localMs = this.#parts.now();
    this.#parts.onTick(this.nowMs);
  }

  /** Ticks every minute until the returned function is called. */
  start(): () => void {
    const timer = setInterval(() => {
      this.tick();
    }, tickMs);
    return () => {
      clearInterval(timer);
    };
  }
}
