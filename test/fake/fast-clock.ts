import type { MonotonicClock } from '../../electron/core/platform/clock.ts';

/** Real time, sped up: what would take a minute takes seconds, while sockets and files stay real. */
export class FastClock implements MonotonicClock {
  readonly #startMs: number;
  readonly #factor: number;

  /** @param startMs Unix milliseconds from which time is sped up: one for several processes keeps them in step */
  constructor(factor = 20, startMs = Date.now()) {
    this.#factor = factor;
    this.#startMs = startMs;
  }

  now(): number {
    return this.#startMs + this.elapsed();
  }

  elapsed(): number {
    return (Date.now() - this.#startMs) * this.#factor;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = setTimeout(run, delayMs / this.#factor);
    return () => {
      clearTimeout(timer);
    };
  }
}
