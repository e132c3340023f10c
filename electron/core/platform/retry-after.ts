/** No host's wish to be left alone is followed for longer: it is more likely that its date is wrong. */
export const maxRetryAfterMs = 24 * 3_600_000;

/** The three forms of a date in a header; RFC 9110, 5.6.7. */
const httpDate = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*\d{2}:\d{2}:\d{2}/i;

/**
 * Reads `Retry-After` (RFC 9110, 10.2.3): seconds, or a date.
 * @param date the answer's own `Date`: this computer's clock may be wrong
 * @param nowMs Unix milliseconds, where the answer has no date
 * @returns milliseconds from now, from 0 to a day; `undefined` when it is absent or says nothing
 */
export function retryAfterMs(
  field: string | undefined,
  date: string | undefined,
  nowMs: number,
): number | undefined {
  const text = field?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, maxRetryAfterMs);
  if (!httpDate.test(text)) return undefined;
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs)) return undefined;
  const sentAtMs = Date.parse(date ?? '');
  const fromMs = Number.isNaN(sentAtMs) ? nowMs : sentAtMs;
  return Math.min(Math.max(0, atMs - fromMs), maxRetryAfterMs);
}
