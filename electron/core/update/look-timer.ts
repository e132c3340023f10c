import type { Clock } from '../platform/clock.ts';
import { nextLookAtMs } from './policy.ts';

/** After a look that failed: an hour, and up to another. */
const lookAgainMs = 3_600_000;

/** What the timer goes by. */
export interface LookTimerOptions {
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  readonly look: () => void;
}

/** When Reelkeep looks for a new version by itself. One timer. */
export class LookTimer {
  readonly #options: LookTimerOptions;
  #nextAtMs: number | undefined;
  #cancel: (() => void) | undefined;

  constructor(options: LookTimerOptions) {
    this.#options = options;
  }

  /** Plans the next look. @param lookedAtMs of the last one that got an answer */
  plan(lookedAtMs: number | undefined): void {
    const { clock, random } = this.#options;
    this.#arm(nextLookAtMs(clock.now(), lookedAtMs, random()));
  }

  /** The last one failed: looks again sooner. */
  planAgain(): void {
    const { clock, random } = this.#options;
    this.#arm(clock.now() + lookAgainMs * (1 + random()));
  }

  /** The computer may have slept: timers stand still meanwhile, and the planned moment does not. */
  wake(): void {
    if (this.#nextAtMs !== undefined) this.#arm(this.#nextAtMs);
  }

  stop(): void {
    this.#nextAtMs = undefined;
    this.#cancel?.();
  }

  #arm(atMs: number): void {
    const { clock, look } = this.#options;
    this.#cancel?.();
    this.#nextAtMs = atMs;
    this.#cancel = clock.after(Math.max(0, atMs - clock.now()), () => {
      this.#nextAtMs = undefined;
      look();
    });
  }
}
