import { describe, expect, test } from 'vitest';
import {
  countLate,
  restoreMargin,
  lossMargin,
  liftMargin,
  type Connection,
  type PendingDownload,
} from '../../../../../electron/core/transfer/forecast/late.ts';
import { nowMs } from '../../../builders.ts';

const hourMs = 3_600_000;

/** A line of 1 MB/s without any margin. */
const plain: Connection = {
  bytesPerSecond: 1_000_000,
  aheadBytes: 0,
  margin: { minMs: 0, share: 0 },
};

function aLoad(
  megabytes: number,
  leftMs: number,
  change: Partial<PendingDownload> = {},
): PendingDownload {
  return { bytes: megabytes * 1_000_000, deadlineMs: nowMs + leftMs, isRunning: false, ...change };
}

describe('a queue on a line', () => {
  test.each<[string, readonly PendingDownload[], number]>([
    ['nothing to bring', [], 0],
    ['one video that fits to the second', [aLoad(60, 60_000)], 0],
    ['one video a second too large', [aLoad(61, 60_000)], 1],
    ['two that fit one after the other', [aLoad(30, 30_000), aLoad(30, 60_000)], 0],
    ['two that would fit alone only', [aLoad(50, 60_000), aLoad(50, 61_000)], 1],
    [
      'the urgent one behind in the list, and first in the queue',
      [aLoad(50, 999_000), aLoad(50, 60_000)],
      0,
    ],
    [
      'a running one of less urgency ahead',
      [aLoad(50, 999_000, { isRunning: true }), aLoad(50, 60_000)],
      1,
    ],
    ['one without a deadline', [aLoad(9_000_000, Infinity)], 0],
    ['one whose deadline is over', [aLoad(10, -1)], 0],
    ['one behind another whose deadline is over', [aLoad(10, -1), aLoad(55, 60_000)], 1],
    [
      'many behind one that is far too large',
      [aLoad(100, 50_000), aLoad(1, 60_000), aLoad(1, 200_000)],
      2,
    ],
  ])('%s', (_what, loads, late) => {
    expect(countLate(loads, plain, nowMs)).toBe(late);
  });

  test('waits for the thumbnails ahead of it', () => {
    const loads = [aLoad(50, 60_000)];
    expect(countLate(loads, { ...plain, aheadBytes: 10_000_000 }, nowMs)).toBe(0);
    expect(countLate(loads, { ...plain, aheadBytes: 11_000_000 }, nowMs)).toBe(1);
  });

  test('keeps the order that it was given in', () => {
    const loads = [aLoad(1, 9_000), aLoad(1, 5_000)];
    const before = [...loads];
    countLate(loads, plain, nowMs);
    expect(loads).toEqual(before);
  });
});

describe('the margins', () => {
  const withMargin = (margin: Connection['margin'], megabytes: number, leftMs: number): number =>
    countLate([aLoad(megabytes, leftMs)], { ...plain, margin }, nowMs);

  test('a tight one is ten minutes, or a tenth of a long time', () => {
    expect(withMargin(liftMargin, 3_000, hourMs)).toBe(0);
    expect(withMargin(liftMargin, 3_001, hourMs)).toBe(1);
    expect(withMargin(liftMargin, 32_400, 10 * hourMs)).toBe(0);
    expect(withMargin(liftMargin, 32_401, 10 * hourMs)).toBe(1);
  });

  test('whatever has less than ten minutes left is no case for a limit', () => {
    expect(withMargin(liftMargin, 0.001, 9 * 60_000)).toBe(1);
  });

  test('what a limit is lifted for does not put it back a moment later', () => {
    for (const leftMs of [hourMs, 10 * hourMs, 100 * hourMs]) {
      const justLateMegabytes = (leftMs - Math.max(600_000, 0.1 * leftMs)) / 1000 + 1;
      expect(withMargin(liftMargin, justLateMegabytes, leftMs)).toBe(1);
      expect(withMargin(restoreMargin, justLateMegabytes * 0.9, leftMs)).toBe(1);
    }
  });

  test('minutes before its end a video that fits is not given up', () => {
    expect(withMargin(lossMargin, 50, 60_000)).toBe(0);
    expect(withMargin(lossMargin, 55, 60_000)).toBe(1);
  });
});
