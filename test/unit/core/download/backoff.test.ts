import { expect, test } from 'vitest';
import { backoffMs } from '../../../../electron/core/download/backoff.ts';

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
