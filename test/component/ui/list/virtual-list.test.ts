import { flushSync } from 'svelte';
import { describe, expect, test } from 'vitest';
import { idNumber } from '../../../unit/builders.ts';
import { click, one, press, settle } from '../../page.ts';
import { heightPx, ListBed, numbersTo, rowHeightPx } from './list-bed.svelte.ts';

const many = 10_000;

describe('of 10,000 rows', () => {
  test('only those in sight and a few more are in the page, and each says which it is of how many', () => {
    const bed = new ListBed(numbersTo(many));
    expect(bed.shown).toEqual(numbersTo(14));
    expect(one('ul').getAttribute('aria-label')).toBe('Films');
    expect(one('ul').style.height).toBe(`${String(many * rowHeightPx)}px`);
    const row = bed.row(13);
    expect(['posinset', 'setsize'].map((name) => row.getAttribute(`aria-${name}`))).toEqual([
      '14',
      '10000',
    ]);
    expect(row.style.transform).toBe(`translateY(${String(13 * rowHeightPx)}px)`);
    expect(bed.button(13).getAttribute('aria-label')).toBe('Show Film 13');
  });

  test('scrolling shows others, and keeps the one that Tab goes to', () => {
    const bed = new ListBed(numbersTo(many));
    bed.scrollTo(5_000 * rowHeightPx);
    expect(bed.shown).toEqual([0, ...numbersTo(18).map((step) => 4_996 + step)]);
    expect(bed.tabStops).toEqual([0]);
    bed.scrollTo(many * rowHeightPx - heightPx);
    expect(bed.shown.at(-1)).toBe(many - 1);
  });

  test('a row keeps the focus while it is scrolled out of sight', () => {
    const bed = new ListBed(numbersTo(many));
    bed.button(3).focus();
    bed.scrollTo(5_000 * rowHeightPx);
    expect(bed.focused).toBe(3);
    bed.scrollTo(0);
    expect(bed.focused).toBe(3);
  });
});

describe('the keyboard', () => {
  test.each([
    ['ArrowDown', 50, 51],
    ['ArrowUp', 50, 49],
    ['PageDown', 50, 59],
    ['PageUp', 50, 41],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['ArrowUp', 0, 0],
    ['PageUp', 3, 0],
    ['ArrowDown', 99, 99],
    ['PageDown', 95, 99],
  ])('%s leads from row %i to row %i, into sight', async (key, from, to) => {
    const bed = new ListBed(numbersTo(100));
    bed.scrollTo((from - 4) * rowHeightPx);
    bed.button(from).focus();
    expect(await press(key)).toBe(true);
    expect([bed.focused, bed.tabStops, bed.selected]).toEqual([to, [to], []]);
    const topPx = to * rowHeightPx - bed.viewport.scrollTop;
    expect(topPx).toBeGreaterThanOrEqual(0);
    expect(topPx).toBeLessThanOrEqual(heightPx - rowHeightPx);
  });

  test('keys held down do not leave the focus behind', async () => {
    const bed = new ListBed(numbersTo(100));
    bed.button(0).focus();
    await Promise.all([press('PageDown'), press('PageDown'), press('ArrowDown')]);
    expect([bed.focused, bed.tabStops]).toEqual([19, [19]]);
  });

  test('a selection goes along with the focus, unless Ctrl or Command is held', async () => {
    const bed = new ListBed(numbersTo(100));
    click(bed.row(2));
    await press('ArrowDown');
    expect([bed.focused, bed.selected]).toEqual([3, [3]]);
    await press('ArrowDown', { ctrlKey: true });
    await press('ArrowDown', { metaKey: true });
    expect([bed.focused, bed.selected]).toEqual([5, [3]]);
  });

  test('Shift selects from where it began, also when nothing was selected', async () => {
    const bed = new ListBed(numbersTo(100));
    bed.button(4).focus();
    await press('ArrowDown', { shiftKey: true });
    await press('ArrowDown', { shiftKey: true });
    expect([bed.focused, bed.selected]).toEqual([6, [4, 5, 6]]);
    await press('Home', { shiftKey: true });
    expect([bed.focused, bed.selected]).toEqual([0, [0, 1, 2, 3, 4]]);
  });

  test.each(['ctrlKey', 'metaKey'])('Space with %s adds the row and takes it out', async (held) => {
    const bed = new ListBed(numbersTo(100));
    click(bed.row(1));
    await press('ArrowDown', { [held]: true });
    expect(await press(' ', { [held]: true })).toBe(true);
    expect(bed.selected).toEqual([1, 2]);
    await press(' ', { [held]: true });
    expect([bed.focused, bed.tabStops, bed.selected]).toEqual([2, [2], [1]]);
  });

  test('Space alone, and arrows with Alt, are left to the browser', async () => {
    const bed = new ListBed(numbersTo(100));
    bed.button(4).focus();
    expect(await press(' ')).toBe(false);
    expect(await press('ArrowDown', { altKey: true })).toBe(false);
    expect([bed.focused, bed.selected]).toEqual([4, []]);
  });

  test('Delete, or Command and Backspace, asks to remove the row with the focus', async () => {
    const bed = new ListBed(numbersTo(100));
    click(bed.row(1));
    await press('ArrowDown', { ctrlKey: true });
    await press('Delete');
    await press('Backspace', { metaKey: true });
    await press('Backspace');
    expect(bed.removed).toEqual([2, 2]);
  });

  test('Escape clears the selection, and the keys go on from the same row', async () => {
    const bed = new ListBed(numbersTo(100));
    click(bed.row(7));
    await press('Escape');
    expect([bed.selected, bed.focused, bed.tabStops]).toEqual([[], 7, [7]]);
    await press('Delete');
    expect(bed.removed).toEqual([7]);
    await press('ArrowDown');
    expect(bed.focused).toBe(8);
  });

  test('in a row on a button of its own, the keys are about that row', async () => {
    const bed = new ListBed(numbersTo(100));
    click(bed.row(1));
    one('.own', bed.row(5)).focus();
    flushSync();
    await press('Delete');
    expect(bed.removed).toEqual([5]);
    await press('ArrowDown', { ctrlKey: true });
    expect([bed.focused, bed.selected]).toEqual([6, [1]]);
  });
});

describe('the pointer', () => {
  test('a click anywhere on a row selects it alone, and the keys go on from there', async () => {
    const bed = new ListBed(numbersTo(100));
    click(bed.row(9));
    click(one('p', bed.row(6)));
    expect([bed.selected, bed.focused]).toEqual([[6], 6]);
    await press('ArrowUp');
    expect(bed.selected).toEqual([5]);
  });

  test.each(['ctrlKey', 'metaKey'])('a click with %s adds a row and takes it out', (held) => {
    const bed = new ListBed(numbersTo(100));
    click(bed.row(1));
    click(bed.row(3), { [held]: true });
    expect(bed.selected).toEqual([1, 3]);
    click(bed.row(1), { [held]: true });
    expect(bed.selected).toEqual([3]);
  });

  test('a row taken out stays where the keys go on from, however far the others are', async () => {
    const bed = new ListBed(numbersTo(100));
    click(bed.row(0));
    bed.scrollTo(50 * rowHeightPx);
    click(bed.row(55), { ctrlKey: true });
    click(bed.row(55), { ctrlKey: true });
    expect([bed.selected, bed.viewport.scrollTop]).toEqual([[0], 50 * rowHeightPx]);
    await press('ArrowDown', { ctrlKey: true });
    expect(bed.focused).toBe(56);
  });

  test('a click with Shift selects all in between', () => {
    const bed = new ListBed(numbersTo(100));
    click(bed.row(2));
    click(bed.row(5), { shiftKey: true });
    expect([bed.selected, bed.focused]).toEqual([[2, 3, 4, 5], 5]);
  });

  test('a double click opens; neither click on a button in the row is about the row', () => {
    const bed = new ListBed(numbersTo(100));
    click(bed.row(2), {}, 'dblclick');
    click(one('.own', bed.row(3)));
    click(one('.own', bed.row(3)), {}, 'dblclick');
    expect([bed.opened, bed.selected]).toEqual([[2], []]);
  });
});

describe('what is selected', () => {
  test('is the current one, or one of several that are pressed', () => {
    const bed = new ListBed(numbersTo(100));
    click(bed.row(2));
    const told = (row: number) =>
      ['current', 'pressed'].map((name) => bed.button(row).getAttribute(`aria-${name}`));
    expect([told(2), told(3)]).toEqual([
      ['true', null],
      [null, null],
    ]);
    click(bed.row(3), { ctrlKey: true });
    expect([told(2), told(3), told(4)]).toEqual([
      [null, 'true'],
      [null, 'true'],
      [null, 'false'],
    ]);
  });

  test('from elsewhere comes into sight, and Tab goes there', () => {
    const bed = new ListBed(numbersTo(many));
    bed.selection.only(idNumber(700));
    flushSync();
    expect(bed.viewport.scrollTop).toBe(701 * rowHeightPx - heightPx);
    expect([bed.tabStops, bed.focused]).toEqual([[700], undefined]);
  });

  test('from elsewhere takes the focus along if the list has it', async () => {
    const bed = new ListBed(numbersTo(many));
    click(bed.row(2));
    bed.selection.only(idNumber(700));
    await settle();
    expect([bed.tabStops, bed.focused]).toEqual([[700], 700]);
    bed.selection.only(idNumber(2));
    await settle();
    expect([bed.focused, bed.viewport.scrollTop]).toEqual([2, 2 * rowHeightPx]);
  });
});
