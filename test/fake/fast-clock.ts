import type { SteadyClock } from '../../electron/core/clock.ts';

/** Real time, sped up: what would take a minute takes seconds, while sockets and files stay real. */
export class FastClock implements SteadyClock {
  readonly #startMs = Date.now();
  readonly #factor: number;

  constructor(factor = 20) {
    this.#factor = factor;
  }

  now(): number {
    return this.#startMs + (Date.now() - this.#startMs) * this.#factor;
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
