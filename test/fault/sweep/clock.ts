import type { MonotonicClock } from '../../../electron/core/platform/clock.ts';

/** Whoever waits for so long waits for something that may never come: a watchdog. */
const patienceMs = 20_000;

/** Time that passes by what a host sends; whoever waits for a moment waits for none. */
export class SweepClock implements MonotonicClock {
  #nowMs = Date.UTC(2026, 10, 22, 10);
  #isOver = false;
  readonly #watchdogs = new Set<() => void>();

  now(): number {
    return this.#nowMs;
  }

  elapsed(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    if (delayMs >= patienceMs && !this.#isOver) {
      this.#watchdogs.add(run);
      return () => this.#watchdogs.delete(run);
    }
    const timer = setImmediate(() => {
      this.pass(delayMs);
      run();
    });
    return () => {
      clearImmediate(timer);
    };
  }

  pass(durationMs: number): void {
    this.#nowMs += durationMs;
  }

  /** From now on so much time passes that every watchdog barks. */
  endPatience(): void {
    this.#isOver = true;
    for (const run of [...this.#watchdogs]) run();
  }

  /** Whoever is watched has spoken. */
  beginPatience(): void {
    this.#isOver = false;
  }
}
