import { describe, expect, test } from 'vitest';
import { click, one, press } from '../../page.ts';
import { ListBed, numbersTo } from './list-bed.svelte.ts';

describe('the focus, while rows come and go', () => {
  test('stays with its row when others before it vanish or come', async () => {
    const bed = new ListBed(numbersTo(100));
    bed.button(8).focus();
    bed.numbers = numbersTo(100).slice(5);
    expect([bed.focused, bed.row(8).getAttribute('aria-posinset')]).toEqual([8, '4']);
    bed.numbers = [200, 201, ...numbersTo(100)];
    expect([bed.focused, bed.tabStops]).toEqual([8, [8]]);
    await press('ArrowUp');
    expect(bed.focused).toBe(7);
  });

  test.each([
    ['turned round', numbersTo(12).toReversed()],
    ['with that row first', [8, ...numbersTo(12).filter((number) => number !== 8)]],
    ['with that row last', [...numbersTo(12).filter((number) => number !== 8), 8]],
  ])('stays with its row when the list is %s', (_, order) => {
    const bed = new ListBed(numbersTo(12));
    bed.button(8).focus();
    bed.numbers = order;
    expect([bed.focused, bed.tabStops]).toEqual([8, [8]]);
  });

  test("stays on a row's own button when the list is turned round", () => {
    const bed = new ListBed(numbersTo(12));
    const own = one('.own', bed.row(8));
    own.focus();
    bed.numbers = numbersTo(12).toReversed();
    expect(document.activeElement).toBe(own);
  });

  test('goes to the next row when its own vanishes, or to the last', async () => {
    const bed = new ListBed(numbersTo(12));
    bed.button(8).focus();
    bed.numbers = numbersTo(12).filter((number) => number !== 8 && number !== 9);
    expect([bed.focused, bed.tabStops]).toEqual([10, [10]]);
    await press('Delete');
    expect(bed.removed).toEqual([10]);
    bed.numbers = numbersTo(7);
    expect([bed.focused, bed.tabStops]).toEqual([6, [6]]);
    bed.numbers = [20, 21];
    expect([bed.focused, bed.tabStops]).toEqual([20, [20]]);
  });

  test('goes on there when the vanished row was selected', () => {
    const bed = new ListBed(numbersTo(12));
    click(bed.row(8));
    bed.selection.clear();
    bed.numbers = numbersTo(12).filter((number) => number !== 8);
    expect([bed.focused, bed.tabStops]).toEqual([9, [9]]);
  });

  test('is not taken from what came along and took it', () => {
    const bed = new ListBed(numbersTo(12));
    const field = document.createElement('input');
    one('main').append(field);
    bed.button(8).focus();
    bed.onrow = () => {
      field.focus();
    };
    bed.numbers = [...numbersTo(8), 20];
    expect(document.activeElement).toBe(field);
  });

  test('is not taken from what has it', () => {
    const bed = new ListBed(numbersTo(12));
    bed.button(8).focus();
    const field = document.createElement('input');
    one('main').append(field);
    field.focus();
    bed.numbers = numbersTo(8);
    expect(document.activeElement).toBe(field);
    expect(bed.tabStops).toEqual([7]);
  });
});
