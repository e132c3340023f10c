import { expect, test } from 'vitest';
import { readTime } from '../../../../electron/core/provider/time.ts';
import { nowMs } from '../../builders.ts';

test.each([
  ['1774788502', 1_774_788_502_000],
  [1_787_093_500_000, 1_787_093_500_000],
  ['2023-08-15T14:30:45Z', Date.UTC(2023, 7, 15, 14, 30, 45)],
  ['2023-08-15T14:30:45+02:00', Date.UTC(2023, 7, 15, 12, 30, 45)],
  ['2023-08-15 14:30:45', Date.UTC(2023, 7, 15, 6, 30, 45)],
  ['2023/08/15 14:30:45', Date.UTC(2023, 7, 15, 6, 30, 45)],
  ['2023-08-15 14:30:45 +0200', Date.UTC(2023, 7, 15, 12, 30, 45)],
  ['2023-08-15T14:30:45+08:00[Asia/Shanghai]', Date.UTC(2023, 7, 15, 6, 30, 45)],
  ['Tue, 15 Aug 2023 14:30:45 GMT', Date.UTC(2023, 7, 15, 14, 30, 45)],
  ['2023-08-15T14:30:45', Date.UTC(2023, 7, 15, 6, 30, 45)],
])('%j is read as %d', (value, timeMs) => {
  expect(readTime(value, nowMs)).toBe(timeMs);
});

test.each([null, '', 'soon', '0', 0, -5, '4102444800', true, {}])('%j is no time', (value) => {
  expect(readTime(value, nowMs)).toBeUndefined();
});

test("a provider's clock may run ahead by seconds", () => {
  expect(readTime(nowMs + 1000, nowMs)).toBe(nowMs + 1000);
});
