/** How long something waits before it is tried again: longer after each failure in a row. */
export interface Backoff {
  /** After the first failure. */
  readonly firstMs: number;
  /** No wait is longer. */
  readonly maxMs: number;
  /** By how much each wait is longer than the one before. @default 2 */
  readonly factor?: number;
  /** The share of each wait that is left to chance, so that what failed together is not tried together. @default 0 */
  readonly jitter?: number;
}

/**
 * The wait before the next try, in milliseconds.
 * @param failures in a row before this one, from 0
 * @param chance from 0, for the whole wait, up to but without 1
 */
export function backoffMs(backoff: Backoff, failures: number, chance = 0): number {
  const { firstMs, maxMs, factor = 2, jitter = 0 } = backoff;
  const fullMs = Math.min(firstMs * factor ** failures, maxMs);
  return jitter === 0 ? fullMs : Math.round(fullMs * (1 - jitter * chance));
}
