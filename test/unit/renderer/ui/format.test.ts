import { describe, expect, test } from 'vitest';
import {
  excerpt,
  formatBytes,
  formatCountdown,
  formatDuration,
  formatRemaining,
  formatSpeed,
  formatWhen,
  shorten,
  shortenPath,
} from '../../../../renderer/ui/format.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

describe('sizes', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [48_213, '48.2 kB'],
    [999_949, '1.0 MB'],
    [8_231_331, '8.2 MB'],
    [99_960_000, '100 MB'],
    [123_456_789_012, '123 GB'],
    [5_000_000_000_000_000, '5000 TB'],
    [-1, '0 B'],
  ])('%d bytes are %s', (sizeBytes, text) => {
    expect(formatBytes(sizeBytes)).toBe(text);
  });

  test('a speed is a size per second', () => {
    expect(formatSpeed(1_234_567)).toBe('1.2 MB/s');
  });
});

describe('durations', () => {
  test.each([
    [0, '0:00'],
    [5_041, '0:05'],
    [59_600, '1:00'],
    [601_000, '10:01'],
    [3_723_000, '1:02:03'],
  ])('%d ms are %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});

describe('countdowns', () => {
  test.each([
    [14 * dayMs, '14 d'],
    [13 * dayMs + 4 * hourMs + 59 * minuteMs, '13 d 4 h'],
    [dayMs, '1 d'],
    [dayMs - 1, '23 h 59 min'],
    [5 * hourMs, '5 h'],
    [42 * minuteMs + 59_999, '42 min'],
    [minuteMs, '1 min'],
    [minuteMs - 1, 'under 1 min'],
    [1, 'under 1 min'],
    [0, undefined],
    [-dayMs, undefined],
  ])('%d ms left are never rounded up: %s', (leftMs, text) => {
    expect(formatCountdown(leftMs)).toBe(text);
  });

  test.each([
    [3_000_000, 1_000_000, '3 s left'],
    [10, 1_000_000, '1 s left'],
    [90_000_000, 1_000_000, '1 min left'],
    [1_000, 0, undefined],
  ])('%d bytes at %d bytes/s take: %s', (leftBytes, bytesPerSecond, text) => {
    expect(formatRemaining(leftBytes, bytesPerSecond)).toBe(text);
  });
});

describe('moments', () => {
  const now = new Date(2026, 10, 22, 18, 30).getTime();

  test.each([
    [new Date(2026, 10, 22, 9, 5), '09:05'],
    [new Date(2026, 10, 21, 23, 59), 'Nov 21'],
    [new Date(2025, 10, 22, 9, 5), 'Nov 22, 2025'],
  ])('%s is short by its distance', (at, text) => {
    expect(formatWhen(at.getTime(), now)).toBe(text);
  });
});

describe('words', () => {
  test('only a long hash is shortened', () => {
    expect(shorten('abc')).toBe('abc');
    expect(shorten('0123456789abcdef0123456789abcdef')).toBe('0123456789…abcdef');
  });
});

test.each([
  ['/films', '/films'],
  ['/home/ada/Videos/Reelkeep', '/home/ada/Videos/Reelkeep'],
  ['/home/ada/documents/projects/2026/Videos/Reelkeep', '…/projects/2026/Videos/Reelkeep'],
  ['C:\\Users\\Ada Lovelace\\Documents\\Videos\\Reelkeep', '…\\Documents\\Videos\\Reelkeep'],
  [`/media/${'x'.repeat(50)}`, `…${'x'.repeat(35)}`],
])('the path %s is shown as %s', (path, shown) => {
  expect(shortenPath(path)).toBe(shown);
  expect(shortenPath(path).length).toBeLessThanOrEqual(36);
});

test.each([
  ['  A red\n fox ', 'A red fox'],
  ['a'.repeat(48), 'a'.repeat(48)],
  [`${'a'.repeat(46)} fox`, `${'a'.repeat(46)}…`],
])('of %j a message shows %j', (text, shown) => {
  expect(excerpt(text)).toBe(shown);
});
