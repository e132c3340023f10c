import X from '@lucide/svelte/icons/x';
import { expect, test } from 'vitest';
import Menu from '../../../renderer/ui/Menu.svelte';
import { click, one, press, settle, show } from '../page.ts';

/** A menu of three, the second of which cannot be chosen. */
function aMenu() {
  const pressed: string[] = [];
  const asked = { times: 0 };
  show(Menu, {
    label: 'More',
    icon: X,
    items: () => {
      asked.times += 1;
      return ['Export', 'Check', 'Empty'].map((label) => ({
        key: label,
        label,
        icon: X,
        note: `${String(asked.times)} videos`,
        disabled: label === 'Check',
        onpress: () => pressed.push(`${label}, focus on ${focused()}`),
      }));
    },
  });
  return { pressed, opener: one('[aria-haspopup=menu]') };
}

function focused(): string {
  return nameOf(document.activeElement) ?? 'nothing';
}

function nameOf(element: Element | null): string | null | undefined {
  return element?.getAttribute('aria-label');
}

const isOpen = () => document.querySelector('[role=menu]') !== null;

test('its button says what it opens and whether it is open', async () => {
  const { opener } = aMenu();
  const told = () => ['label', 'expanded'].map((name) => opener.getAttribute(`aria-${name}`));
  expect([told(), isOpen()]).toEqual([['More', 'false'], false]);
  click(opener);
  await settle();
  const menu = one('[role=menu]');
  expect([told(), menu.getAttribute('aria-label')]).toEqual([['More', 'true'], 'More']);
  expect(opener.getAttribute('aria-controls')).toBe(menu.id);
  expect([...menu.querySelectorAll('[role=menuitem]')].map(nameOf)).toEqual(
    [...menu.querySelectorAll('.label')].map((text) => text.textContent),
  );
});

test('the focus goes to the first entry, or with the up arrow to the last', async () => {
  const { opener } = aMenu();
  click(opener);
  await settle();
  expect(focused()).toBe('Export');
  click(opener);
  await settle();
  expect([isOpen(), focused()]).toEqual([false, 'More']);
  expect(await press('ArrowDown')).toBe(true);
  expect(focused()).toBe('Export');
  await press('Escape');
  expect(await press('ArrowUp')).toBe(true);
  expect(focused()).toBe('Empty');
});

test('arrows go round, Home and End to the ends, other keys nowhere', async () => {
  const { opener } = aMenu();
  opener.focus();
  await press('ArrowDown');
  const way: string[] = [];
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End']) {
    expect(await press(key)).toBe(true);
    way.push(focused());
  }
  expect(way).toEqual(['Check', 'Empty', 'Export', 'Empty', 'Export', 'Empty']);
  expect([await press('x'), focused()]).toEqual([false, 'Empty']);
});

test('Escape closes it, gives the focus back, and reaches nothing else', async () => {
  const { opener } = aMenu();
  const heard: string[] = [];
  one('main').addEventListener('keydown', ({ key }) => heard.push(key));
  opener.focus();
  await press('ArrowDown');
  await press('Escape');
  expect([isOpen(), focused()]).toEqual([false, 'More']);
  expect(heard).toEqual(['ArrowDown']);
});

test('an entry is done once, with the menu closed and the focus back on its button', async () => {
  const { opener, pressed } = aMenu();
  click(opener);
  await settle();
  click(one('[aria-label=Empty]'));
  expect([isOpen(), pressed]).toEqual([false, ['Empty, focus on More']]);
});

test('an entry that cannot be chosen says so, can be read, and does nothing', async () => {
  const { opener, pressed } = aMenu();
  opener.focus();
  await press('ArrowDown');
  await press('ArrowDown');
  expect([focused(), nameOf(one('[aria-disabled=true]'))]).toEqual(['Check', 'Check']);
  click(one('[aria-label=Check]'));
  expect([isOpen(), pressed]).toEqual([true, []]);
});

test('the entries are those of the moment at which it opens', async () => {
  const { opener } = aMenu();
  for (const times of [1, 2]) {
    click(opener);
    await settle();
    expect(one('[aria-label=Export] .note').textContent).toBe(`${String(times)} videos`);
    await press('Escape');
  }
});

test('it gives way when the focus goes elsewhere', async () => {
  const { opener } = aMenu();
  const other = document.createElement('button');
  one('main').append(other);
  click(opener);
  await settle();
  other.focus();
  await settle();
  expect([isOpen(), document.activeElement]).toEqual([false, other]);
});
