import X from '@lucide/svelte/icons/x';
import { createRawSnippet } from 'svelte';
import { expect, test } from 'vitest';
import Tabs from '../../../renderer/ui/Tabs.svelte';
import { Box } from '../box.svelte.ts';
import { click, one, press, saying, show } from '../page.ts';

function someTabs() {
  const seen: string[] = [];
  const active = new Box('two');
  show(Tabs, {
    label: 'Settings',
    tabs: ['one', 'two', 'three'].map((key) => ({ key, label: `Tab ${key}`, icon: X })),
    get active() {
      return active.value;
    },
    set active(key: string) {
      active.value = key;
      seen.push(key);
    },
    panel: createRawSnippet<[string]>((key) => ({ render: () => `<p>Panel ${key()}</p>` })),
  });
  return { seen };
}

/** Those that are selected, and those that Tab goes to. */
function marked(): readonly string[][] {
  return ['[aria-selected=true]', '[tabindex="0"]'].map((selector) =>
    [...document.querySelectorAll(`[role=tab]${selector}`)].map((tab) => tab.textContent.trim()),
  );
}

test('one is selected; it and the panel name each other', () => {
  someTabs();
  expect(one('[role=tablist]').getAttribute('aria-label')).toBe('Settings');
  expect(marked()).toEqual([['Tab two'], ['Tab two']]);
  const [tab, panel] = [saying('Tab two'), one('[role=tabpanel]')];
  expect(tab.getAttribute('aria-controls')).toBe(panel.id);
  expect(panel.getAttribute('aria-labelledby')).toBe(tab.id);
  expect(panel.textContent).toBe('Panel two');
  // What is not in the page cannot be controlled.
  expect(saying('Tab one').hasAttribute('aria-controls')).toBe(false);
});

test('a click selects, and whoever holds the choice is told', () => {
  const { seen } = someTabs();
  click(saying('Tab three'));
  expect(marked()).toEqual([['Tab three'], ['Tab three']]);
  expect(seen).toEqual(['three']);
});

test('arrows select and go round, Home and End go to the ends; the focus goes along', async () => {
  const { seen } = someTabs();
  saying('Tab two').focus();
  const keys = ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft', 'Home', 'End'];
  const focused: (string | undefined)[] = [];
  for (const key of keys) {
    expect(await press(key)).toBe(true);
    focused.push(document.activeElement?.textContent.trim());
  }
  expect(seen).toEqual(['three', 'one', 'three', 'two', 'one', 'three']);
  expect(focused).toEqual(seen.map((key) => `Tab ${key}`));
});

test('other keys are left alone', async () => {
  const { seen } = someTabs();
  saying('Tab two').focus();
  expect(await press('PageDown')).toBe(false);
  expect(seen).toEqual([]);
});
