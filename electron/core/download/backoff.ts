/** First pause before a connection is tried again. */
export const firstBackoffMs = 500;

/** No pause is longer, unless the host asks for one. */
export const longestBackoffMs = 15_000;

/**
 * The pause before the next attempt: doubling, with half of it left to chance, so that several
 * transfers that broke together do not come back together.
 * @param fruitless attempts in a row without a new byte, from 0
 * @param chance from 0 up to but without 1
 */
export function backoffMs(fruitless: number, chance: number): number {
  const full = Math.min(longestBackoffMs, firstBackoffMs * 2 ** fruitless);
  return Math.round(full / 2 + (full / 2) * chance);
}
