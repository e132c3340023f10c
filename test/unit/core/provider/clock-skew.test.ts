import { expect, test } from 'vitest';
import { ClockSkew } from '../../../../electron/core/provider/clock-skew.ts';
import { nowMs } from '../../builders.ts';

const hourMs = 3_600_000;

function date(atMs: number): string {
  return new Date(atMs).toUTCString();
}

test('a clock that is right is not corrected', () => {
  const skew = new ClockSkew();
  expect(skew.aheadMs()).toBe(0);
  skew.observe(date(nowMs - 30_000), nowMs);
  expect(skew.aheadMs()).toBe(0);
});

test.each([2 * hourMs, -5 * hourMs])('a clock that is %d ms ahead is told so', (aheadMs) => {
  const skew = new ClockSkew();
  skew.observe(date(nowMs - aheadMs), nowMs);
  expect(skew.aheadMs()).toBe(aheadMs);
});

test('one odd answer does not count', () => {
  const skew = new ClockSkew();
  for (const offMs of [0, 0, 9 * hourMs]) skew.observe(date(nowMs - offMs), nowMs);
  expect(skew.aheadMs()).toBe(0);
});

test('answers without a readable date say nothing', () => {
  const skew = new ClockSkew();
  for (const header of [undefined, '', 'yesterday']) skew.observe(header, nowMs);
  expect(skew.aheadMs()).toBe(0);
});

test('a clock that was set is known after two answers, whatever it was before', () => {
  const skew = new ClockSkew();
  for (let n = 0; n < 9; n++) skew.observe(date(nowMs), nowMs);
  for (let n = 0; n < 2; n++) skew.observe(date(nowMs - 24 * hourMs), nowMs);
  expect(skew.aheadMs()).toBe(24 * hourMs);
  for (let n = 0; n < 2; n++) skew.observe(date(nowMs), nowMs);
  expect(skew.aheadMs()).toBe(0);
});
