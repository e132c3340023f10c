const tickMs = 60_000;

/** The minute that every countdown on the page shares. One timer, however many tasks. */
export class Clock {
  #nowMs = $state(0);
  readonly #now: () => number;
  readonly #onTick: (nowMs: number) => void;

  constructor(now: () => number, onTick: (nowMs: number) => void) {
    this.#now = now;
    this.#onTick = onTick;
    this.#nowMs = now();
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Takes the time at once, for a window that comes back from sleep or from behind. */
  tick(): void {
    this.#nowMs = this.#now();
    this.#onTick(this.#nowMs);
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
