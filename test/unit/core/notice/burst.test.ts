import { expect, test } from 'vitest';
import { Burst } from '../../../../electron/core/notice/burst.ts';
import { idNumber } from '../../builders.ts';

/** When ends come, and when something is told, with how many ends: `*` where it takes the place of the last. */
const cases: readonly (readonly [string, readonly number[], readonly string[]])[] = [
  ['a single end is told soon', [0], ['3:1']],
  ['two at once are one', [0, 0], ['3:2']],
  ['three hundred at once are one', Array.from({ length: 300 }, () => 0), ['3:300']],
  ['what comes within the wait is the same', [0, 1, 2], ['5:3']],
  ['a steady stream is told after ten seconds', [0, 2, 4, 6, 8, 9], ['10:6']],
  ['what comes within ten seconds takes its place', [0, 8], ['3:1', '18:2*']],
  ['what comes later is news of its own', [0, 11], ['3:1', '14:1']],
  ['ten seconds after the last one is still together', [0, 10], ['3:1', '20:2*']],
  [
    'a long stream is corrected once a minute at the most',
    Array.from({ length: 14 }, (_, index) => index * 9),
    ['3:1', '69:8*', '127:14*'],
  ],
];

function told(ends: readonly number[]): readonly string[] {
  const burst = new Burst();
  const news: string[] = [];
  const lookUntil = (atMs: number) => {
    for (let due = burst.dueAtMs(); due !== undefined && due <= atMs; due = burst.dueAtMs()) {
      const told = burst.take(due);
      news.push(
        `${String(due / 1000)}:${String(told?.ids.length)}${told?.isUpdate === true ? '*' : ''}`,
      );
    }
  };
  for (const [index, second] of ends.entries()) {
    lookUntil(second * 1000 - 1);
    burst.add(idNumber(index), second * 1000);
  }
  lookUntil(Infinity);
  return news;
}

test.each(cases)('%s', (_, ends, expected) => {
  expect(told(ends)).toEqual(expected);
});

test('one task that ends twice is one', () => {
  const burst = new Burst();
  burst.add(idNumber(1), 0);
  burst.add(idNumber(1), 1_000);
  expect(burst.take(60_000)?.ids).toEqual([idNumber(1)]);
  expect(burst.take(60_000)).toBeUndefined();
});
