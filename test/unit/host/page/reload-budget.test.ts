import { expect, test } from 'vitest';
import { ReloadBudget } from '../../../../electron/host/page/reload-budget.ts';

function budgetAt() {
  const clock = { nowMs: 1_000_000, now: () => clock.nowMs };
  return { clock, budget: new ReloadBudget(clock) };
}

test('a page that dies at once each time is loaded again three times a minute', () => {
  const { budget } = budgetAt();
  expect([1, 2, 3, 4, 5].map(() => budget.take())).toEqual([true, true, true, false, false]);
});

test('a page that dies every half minute is always loaded again', () => {
  const { clock, budget } = budgetAt();
  const taken = Array.from({ length: 100 }, () => {
    clock.nowMs += 30_000;
    return budget.take();
  });
  expect(taken).not.toContain(false);
});

test('whoever asks for the page gets it, and three more tries', () => {
  const { budget } = budgetAt();
  while (budget.take());
  budget.refill();
  expect([1, 2, 3, 4].map(() => budget.take())).toEqual([true, true, true, false]);
});

test('a clock that is set back does not keep the page away', () => {
  const { clock, budget } = budgetAt();
  while (budget.take());
  clock.nowMs -= 3_600_000;
  expect(budget.take()).toBe(true);
});
