import { expect, test } from 'vitest';
import { backoffMs, type Backoff } from '../../../../electron/core/platform/backoff.ts';
import { betweenAttempts } from '../../../../electron/core/download/retry-budget.ts';

test.each([
  [0, 0, 500],
  [0, 1, 250],
  [1, 1, 500],
  [3, 0, 4000],
  [10, 1, 7500],
  [1000, 0, 15_000],
])('between attempts, after %i failures and by the chance of %d: %i ms', (failures, chance, ms) => {
  expect(backoffMs(betweenAttempts, failures, chance)).toBe(ms);
});

test.each<readonly [Backoff, readonly number[]]>([
  [{ firstMs: 1, maxMs: 5 }, [1, 2, 4, 5, 5]],
  [{ firstMs: 1, maxMs: 500, factor: 10 }, [1, 10, 100, 500, 500]],
  [{ firstMs: 3, maxMs: 3 }, [3, 3, 3, 3, 3]],
])('%o', (backoff, expected) => {
  expect([0, 1, 2, 3, 5000].map((failures) => backoffMs(backoff, failures))).toEqual(expected);
});
