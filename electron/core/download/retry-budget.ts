import { backoffMs, type Backoff } from '../platform/backoff.ts';
import type { TransferLimits } from './transfer-request.ts';

/** Transfers that broke together do not come back together: half of the wait is left to chance. */
export const betweenAttempts: Backoff = { firstMs: 500, maxMs: 15_000, jitter: 0.5 };

/** Says how long a transfer waits for its next attempt, and when there is none. */
export class RetryBudget {
  readonly #limits: TransferLimits;
  readonly #chance: () => number;
  #maxBytes: number;
  #attempts = 0;
  #fruitless = 0;

  /** @param startBytes what is on disk before the first attempt: no progress of this run */
  constructor(limits: TransferLimits, chance: () => number, startBytes: number) {
    this.#limits = limits;
    this.#chance = chance;
    this.#maxBytes = startBytes;
  }

  /**
   * Counts an attempt that brought no whole file. Progress is a byte beyond all that were ever here: a
   * host that sends the same first half for ever makes none.
   * @param waitMs what the host or the plan asks for; without it, the backoff decides
   * @returns milliseconds; `undefined` when it is enough for now
   */
  afterAttempt(receivedBytes: number, waitMs?: number): number | undefined {
    const { fruitlessAttempts, attempts, longestRetryAfterMs } = this.#limits;
    const hasGrown = receivedBytes > this.#maxBytes;
    if (hasGrown) this.#maxBytes = receivedBytes;
    this.#fruitless = hasGrown ? 0 : this.#fruitless + 1;
    this.#attempts += 1;
    if (this.#fruitless >= fruitlessAttempts || this.#attempts >= attempts) return undefined;
    if (waitMs === undefined) return backoffMs(betweenAttempts, this.#fruitless, this.#chance());
    return waitMs > longestRetryAfterMs ? undefined : waitMs;
  }
}
