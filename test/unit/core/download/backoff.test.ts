import { expect, test } from 'vitest';
import { backoffMs, retryAfterMs } from '../../../../electron/core/download/backoff.ts';

test.each([
  [0, 0, 250],
  [0, 1, 500],
  [1, 0, 500],
  [3, 1, 4000],
  [10, 0, 7500],
  [1000, 1, 15_000],
])('after %i fruitless attempts, by the chance of %d, waits %i ms', (fruitless, chance, waitMs) => {
  expect(backoffMs(fruitless, chance)).toBe(waitMs);
});

test.each([
  ['120', 120_000],
  ['0', 0],
  ['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
  ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After %j is %j ms from now', (field, waitMs) => {
  expect(retryAfterMs(field, Date.UTC(2026, 10, 22, 10))).toBe(waitMs);
});
