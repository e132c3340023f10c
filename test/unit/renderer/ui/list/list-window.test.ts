import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { howOf, targetOf } from '../../../../../renderer/ui/list/list-keys.ts';
import {
  rowsInPage,
  rowsPerPage,
  scrollTopFor,
} from '../../../../../renderer/ui/list/list-window.ts';

/** Ten rows of 20 pixels are in sight. */
const view = { scrollTopPx: 0, heightPx: 200, rowHeightPx: 20, count: 1_000 };

function span(from: number, end: number): readonly number[] {
  return Array.from({ length: end - from }, (_, n) => from + n);
}

test.each([
  ['at the top', view, 0, span(0, 14)],
  ['in the middle', { ...view, scrollTopPx: 2_000 }, 100, span(96, 114)],
  ['between two rows', { ...view, scrollTopPx: 2_010 }, 100, span(96, 115)],
  ['at the end', { ...view, scrollTopPx: 19_800 }, 999, span(986, 1_000)],
  ['with the active row above', { ...view, scrollTopPx: 2_000 }, 7, [7, ...span(96, 114)]],
  ['with the active row below', view, 500, [...span(0, 14), 500]],
  ['of few', { ...view, count: 3 }, 0, span(0, 3)],
  ['of none', { ...view, count: 0 }, 0, []],
  ['that has become shorter than it is scrolled', { ...view, scrollTopPx: 900, count: 5 }, 0, [0]],
  ['before it is laid out', { ...view, heightPx: 0 }, 0, span(0, 4)],
])('a list %s has these rows in the page', (...[, inSight, active, rows]) => {
  expect(rowsInPage(inSight, active)).toEqual(rows);
});

test('however it is scrolled, all that is in sight is in the page, once and in order, and never much more', () => {
  const any = fc.record({
    scrollTopPx: fc.integer({ min: 0, max: 30_000 }),
    heightPx: fc.integer({ min: 0, max: 2_000 }),
    rowHeightPx: fc.integer({ min: 8, max: 100 }),
    count: fc.nat(400),
  });
  fc.assert(
    fc.property(any, fc.nat(400), (inSight, active) => {
      const rows = rowsInPage(inSight, active);
      const { scrollTopPx, heightPx, rowHeightPx, count } = inSight;
      const seen = span(0, count).filter(
        (n) => (n + 1) * rowHeightPx > scrollTopPx && n * rowHeightPx < scrollTopPx + heightPx,
      );
      expect(rows).toEqual(expect.arrayContaining([...seen]));
      expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
      expect(rows.length).toBeLessThanOrEqual(Math.ceil(heightPx / rowHeightPx) + 10);
      if (active < count) expect(rows).toContain(active);
    }),
    { numRuns: 300 },
  );
});

describe('a row is brought into sight', () => {
  test.each([
    ['that is in sight', 5, 0, 0],
    ['above', 5, 400, 100],
    ['below', 50, 0, 820],
    ['half in sight at the bottom', 10, 10, 20],
    ['half in sight at the top', 5, 110, 100],
  ])('%s, by no more than it takes', (...[, index, scrollTopPx, to]) => {
    expect(scrollTopFor(index, { ...view, scrollTopPx })).toBe(to);
  });
});

test.each([
  [200, 9],
  [20, 1],
  [0, 1],
])('a page of %d pixels is %d rows', (heightPx, rows) => {
  expect(rowsPerPage({ ...view, heightPx })).toBe(rows);
});

test.each([
  ['ArrowDown', 6],
  ['ArrowUp', 4],
  ['PageDown', 14],
  ['PageUp', -4],
  ['Home', 0],
  ['End', 99],
  ['a', undefined],
  ['Tab', undefined],
])('the key %s leads from the sixth row to %s', (key, index) => {
  expect(targetOf(key, 5, { pageRows: 9, count: 100 })).toBe(index);
});

test.each([
  [{}, 'only'],
  [{ ctrlKey: true }, 'toggle'],
  [{ metaKey: true }, 'toggle'],
  [{ shiftKey: true }, 'range'],
  [{ shiftKey: true, ctrlKey: true }, 'range'],
] as const)('a click with %j selects %s', (held, how) => {
  const keys = { ctrlKey: false, metaKey: false, shiftKey: false, ...held };
  expect(howOf(keys)).toBe(how);
});
