import { expect, test } from 'vitest';
import { maxRetryAfterMs, retryAfterMs } from '../../../../electron/core/platform/retry-after.ts';

const nowMs = Date.UTC(2026, 10, 22, 10);

test.each<[string | undefined, number | undefined]>([
  ['120', 120_000],
  [' 7 ', 7_000],
  ['0', 0],
  ['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
  ['Sunday, 22-Nov-26 10:00:30 GMT', 30_000],
  ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
  ['Thu, 31 Dec 2099 23:59:59 GMT', maxRetryAfterMs],
  ['315360000', maxRetryAfterMs],
  ['9'.repeat(400), maxRetryAfterMs],
  ...['-5', '1e9', '+3', '3.5', 'soon', '', 'NaN', 'Infinity', '0x10', '1,2', 'Nov 22'].map(
    (field): [string, undefined] => [field, undefined],
  ),
  [undefined, undefined],
])('Retry-After %j is %j ms from now', (field, waitMs) => {
  expect(retryAfterMs(field, undefined, nowMs)).toBe(waitMs);
});

test('a date counts from the date of the answer: this computer may be a day slow', () => {
  const date = 'Mon, 23 Nov 2026 10:00:00 GMT';
  expect(retryAfterMs('Mon, 23 Nov 2026 10:01:00 GMT', date, nowMs)).toBe(60_000);
});
