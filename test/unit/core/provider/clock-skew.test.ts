import { expect, test } from 'vitest';
import { ClockSkew } from '../../../../electron/core/provider/clock-skew.ts';
import { nowMs } from '../../builders.ts';

const hourMs = 3_600_000;

/** The world's time, a computer whose clock is ahead of it, and whose monotonic clock counts no sleep. */
class Computer {
  worldMs = nowMs;
  aheadMs = 0;
  #sleptMs = 0;
  readonly skew = new ClockSkew({
    now: () => this.worldMs + this.aheadMs,
    elapsed: () => this.worldMs - this.#sleptMs,
  });

  sleep(forMs: number): void {
    this.worldMs += forMs;
    this.#sleptMs += forMs;
  }

  /** An answer by a server whose clock is off by so much. */
  hear(offMs = 0): void {
    this.worldMs += 30_000;
    this.skew.observe(new Date(this.worldMs + offMs).toUTCString());
  }
}

function aComputer(aheadMs = 0): Computer {
  const computer = new Computer();
  computer.aheadMs = aheadMs;
  return computer;
}

/** Times are whole seconds. */
function expectAhead({ skew }: Computer, aheadMs: number): void {
  expect(Math.abs(skew.aheadMs() - aheadMs)).toBeLessThan(1_000);
}

test('a clock that is right is not corrected', () => {
  const computer = aComputer();
  expect(computer.skew.aheadMs()).toBe(0);
  computer.hear(-30_000);
  expect(computer.skew.aheadMs()).toBe(0);
});

test.each([2 * hourMs, -5 * hourMs])('a clock that is %d ms ahead is told so', (aheadMs) => {
  const computer = aComputer(aheadMs);
  computer.hear();
  expectAhead(computer, aheadMs);
});

test('one odd answer does not count, nor after a sleep', () => {
  const computer = aComputer();
  for (const offMs of [0, 0, -9 * hourMs]) computer.hear(offMs);
  expect(computer.skew.aheadMs()).toBe(0);
  computer.hear();
  computer.sleep(20 * hourMs);
  computer.hear(-9 * hourMs);
  expect(computer.skew.aheadMs()).toBe(0);
});

test('answers without a readable date say nothing', () => {
  const { skew } = aComputer();
  for (const header of [undefined, '', 'yesterday']) skew.observe(header);
  expect(skew.aheadMs()).toBe(0);
});

const day = 24 * hourMs;

test.each([
  { before: 0, after: day },
  { before: 0, after: -400 * day },
  { before: -400 * day, after: 0 },
  { before: 3 * hourMs, after: 90 * 60_000 },
])('a clock that is set from $before to $after ms ahead is known at the next answer', (each) => {
  const computer = aComputer(each.before);
  for (let n = 0; n < 20; n++) computer.hear();
  expectAhead(computer, each.before);
  computer.aheadMs = each.after;
  computer.hear();
  expectAhead(computer, each.after);
});

test('a sleep says nothing of the clock', () => {
  const computer = aComputer(2 * hourMs);
  for (let n = 0; n < 9; n++) computer.hear();
  computer.sleep(50 * hourMs);
  expectAhead(computer, 2 * hourMs);
  computer.hear();
  expectAhead(computer, 2 * hourMs);
});

test('a clock that was set in a sleep is known after two answers, whatever it was before', () => {
  const computer = aComputer();
  for (let n = 0; n < 9; n++) computer.hear();
  computer.sleep(5 * hourMs);
  computer.aheadMs = day;
  for (let n = 0; n < 2; n++) computer.hear();
  expectAhead(computer, day);
});
