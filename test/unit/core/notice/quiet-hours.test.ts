import { afterAll, describe, expect, test } from 'vitest';
import { isQuiet } from '../../../../electron/core/notice/quiet-hours.ts';

const zone = process.env['TZ'];
process.env['TZ'] = 'Europe/Berlin'; // on 29 March 2026 it has no 2:30, on 25 October two of them
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const minute = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

const cases: readonly (readonly [from: string, to: string, at: string, isQuiet: boolean])[] = [
  ['22:00', '08:00', '2026-11-22T21:59:59+01:00', false],
  ['22:00', '08:00', '2026-11-22T22:00:00+01:00', true],
  ['22:00', '08:00', '2026-11-23T00:00:00+01:00', true],
  ['22:00', '08:00', '2026-11-23T07:59:59+01:00', true],
  ['22:00', '08:00', '2026-11-23T08:00:00+01:00', false],
  ['12:00', '13:00', '2026-11-23T12:30:00+01:00', true],
  ['12:00', '13:00', '2026-11-23T13:00:00+01:00', false],
  ['00:00', '00:00', '2026-11-23T00:00:00+01:00', false],
  ['08:00', '08:00', '2026-11-23T12:00:00+01:00', false],
  ['00:00', '23:59', '2026-11-23T23:58:59+01:00', true],
  ['23:59', '00:00', '2026-11-23T23:59:30+01:00', true],
  // The clock goes from 2:00 to 3:00: quiet hours that begin in between begin at 3:00.
  ['02:30', '04:00', '2026-03-29T00:59:59Z', false],
  ['02:30', '04:00', '2026-03-29T01:00:00Z', true],
  ['01:00', '02:30', '2026-03-29T01:00:00Z', false],
  // It goes from 3:00 back to 2:00: both of these are 2:30.
  ['02:15', '02:45', '2026-10-25T00:30:00Z', true],
  ['02:15', '02:45', '2026-10-25T01:30:00Z', true],
  ['22:00', '08:00', '2026-10-25T01:30:00Z', true],
];

describe('quiet hours go by the clock on the wall', () => {
  test.each(cases)('%s to %s at %s: %s', (...[from, to, at, expected]) => {
    const hours = { quietFromMinute: minute(from), quietToMinute: minute(to) };
    expect(isQuiet(Date.parse(at), { quietHours: true, ...hours })).toBe(expected);
    expect(isQuiet(Date.parse(at), { quietHours: false, ...hours })).toBe(false);
  });
});
