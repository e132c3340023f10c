import { describe, expect, test } from 'vitest';
import { readRange } from '../../../../electron/host/page/range.ts';

const whole = { kind: 'whole' };
const unsatisfiable = { kind: 'unsatisfiable' };

function part(firstByte: number, lastByte: number) {
  return { kind: 'part', firstByte, lastByte };
}

describe('readRange', () => {
  test.each([
    [null, 10, whole],
    ['', 10, whole],
    ['bytes=0-9', 10, part(0, 9)],
    ['bytes=0-0', 10, part(0, 0)],
    ['bytes=3-', 10, part(3, 9)],
    ['bytes=3-99', 10, part(3, 9)],
    ['bytes=9-', 10, part(9, 9)],
    ['bytes=-3', 10, part(7, 9)],
    ['bytes=-99', 10, part(0, 9)],
    ['BYTES = 1 - 2 ', 10, part(1, 2)],
    ['bytes=10-', 10, unsatisfiable],
    ['bytes=10-12', 10, unsatisfiable],
    ['bytes=-0', 10, unsatisfiable],
    ['bytes=0-', 0, unsatisfiable],
    ['bytes=-5', 0, whole],
    ['bytes=99999999999999999999-', 10, unsatisfiable],
    ['bytes=0-99999999999999999999', 10, part(0, 9)],
    ['bytes=5-2', 10, whole],
    ['bytes=-', 10, whole],
    ['bytes=0-1,4-5', 10, whole],
    ['bytes=a-b', 10, whole],
    ['bytes=0x1-2', 10, whole],
    ['items=0-1', 10, whole],
    ['bytes 0-1', 10, whole],
  ])('%s of %d bytes', (header, sizeBytes, expected) => {
    expect(readRange(header, sizeBytes)).toEqual(expected);
  });
});

test.each([
  ['spaces', `bytes=${' '.repeat(2_000_000)}x`],
  ['spaces before the hyphen', `bytes=1${' '.repeat(2_000_000)}x`],
  ['equals signs', `bytes${'='.repeat(2_000_000)}`],
  ['hyphens', `bytes=${'-'.repeat(2_000_000)}`],
  ['digits', `bytes=${'1'.repeat(2_000_000)}`],
  ['the unit', 'bytes'.repeat(400_000)],
])('a header of two million %s is nonsense, and ends at once', (_what, header) => {
  // Quadratic time would be many minutes: the test would not end.
  expect(readRange(header, 100)).toEqual({ kind: 'whole' });
});
