import { expect, test } from 'vitest';
import {
  defaultLimits,
  patientAttempts,
} from '../../../../electron/core/download/transfer-request.ts';
import { RetryBudget } from '../../../../electron/core/download/retry-budget.ts';

function aPatience(limits = {}, startBytes = 0): RetryBudget {
  return new RetryBudget({ ...defaultLimits, ...limits }, () => 1, startBytes);
}

test.each([
  [defaultLimits.fruitlessAttempts, [500, undefined]],
  [patientAttempts, [500, 1000, 2000, 4000, undefined]],
])('%d attempts without a byte are enough', (fruitlessAttempts, expected) => {
  const patience = aPatience({ fruitlessAttempts });
  expect(expected.map(() => patience.afterAttempt(0))).toEqual(expected);
});

test('new bytes begin the count anew', () => {
  const patience = aPatience({ fruitlessAttempts: 2 });
  expect(patience.afterAttempt(0)).toBe(500);
  expect(patience.afterAttempt(1)).toBe(250);
  expect(patience.afterAttempt(1)).toBe(500);
  expect(patience.afterAttempt(1)).toBeUndefined();
});

test('the same bytes again are no progress, nor are those of an earlier run', () => {
  const patience = aPatience({ fruitlessAttempts: 2 }, 100);
  expect(patience.afterAttempt(100)).toBe(500);
  expect(patience.afterAttempt(50)).toBeUndefined();
});

test('a host that always brings a little is left at last', () => {
  const patience = aPatience({ attempts: 3 });
  expect([1, 2, 3].map((bytes) => patience.afterAttempt(bytes))).toEqual([250, 250, undefined]);
});

test.each([
  [5_000, 5_000],
  [5_001, undefined],
  [0, 0],
])('a host that asks for %i ms gets %j', (askedMs, waitMs) => {
  expect(aPatience().afterAttempt(0, askedMs)).toBe(waitMs);
});
