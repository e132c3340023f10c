import type { MonotonicClock } from '../../electron/core/platform/clock.ts';

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

/** A clock that stands still until a test moves it. Timers run in order of their time. */
export class ManualClock implements MonotonicClock {
  #nowMs: number;
  #elapsedMs = 0;
  readonly #timers = new Set<Timer>();

  /** Starts at a fixed date: 2026-11-22T10:00:00Z. */
  constructor(nowMs = Date.UTC(2026, 10, 22, 10)) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  elapsed(): number {
    return this.#elapsedMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { atMs: this.#elapsedMs + delayMs, run };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Moves on, running what becomes due; promises settle between one timer and the next. */
  async advance(durationMs: number): Promise<void> {
    const endMs = this.#elapsedMs + durationMs;
    await settle();
    for (;;) {
      const next = [...this.#timers].sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined || next.atMs > endMs) break;
      this.#timers.delete(next);
      this.#pass(Math.max(0, next.atMs - this.#elapsedMs));
      next.run();
      await settle();
    }
    this.#pass(endMs - this.#elapsedMs);
  }

  /** The computer sleeps: the time of day goes on, and timers do not. */
  sleep(durationMs: number): void {
    this.#nowMs += durationMs;
  }

  /** The computer's clock is set to another time; no timer knows of it. */
  jumpTo(nowMs: number): void {
    this.#nowMs = nowMs;
  }

  #pass(durationMs: number): void {
    this.#nowMs += durationMs;
    this.#elapsedMs += durationMs;
  }
}

/** Lets every promise that can settle without I/O do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
