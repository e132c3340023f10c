import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import TextField from '../../../renderer/ui/TextField.svelte';
import { one, press, show } from '../page.ts';

type Control = HTMLInputElement | HTMLTextAreaElement;

function aField(props: Readonly<Record<string, unknown>> = {}) {
  const held = { value: 'first' };
  show(TextField, {
    label: 'Name',
    ...props,
    get value() {
      return held.value;
    },
    set value(value: string) {
      held.value = value;
    },
  });
  const control = one(props['rows'] === undefined ? 'input' : 'textarea') as Control;
  return { held, control };
}

test.each([{}, { rows: 4 }])('is named by its label, with %o', (props) => {
  const { control } = aField(props);
  expect(one('label').textContent).toBe('Name');
  expect(one('label').getAttribute('for')).toBe(control.id);
});

test.each([{}, { rows: 4 }])('shows the value and hands back what is typed, with %o', (props) => {
  const { control, held } = aField(props);
  expect(control.value).toBe('first');
  control.value = 'second';
  control.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
  expect(held.value).toBe('second');
});

test('several lines are as high as they are said to be', () => {
  expect(aField({ rows: 4 }).control.getAttribute('rows')).toBe('4');
});

test('its hint describes it; without one nothing does', () => {
  const { control } = aField({ hint: 'As others see it' });
  expect(document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'As others see it',
  );
});

test('without a hint nothing describes it, and what is right is not called invalid', () => {
  const { control } = aField();
  expect(['describedby', 'invalid'].map((name) => control.hasAttribute(`aria-${name}`))).toEqual([
    false,
    false,
  ]);
});

test('what is wrong, cannot be changed or has a limit says so', () => {
  const { control } = aField({ invalid: true, readonly: true, maxlength: 7 });
  expect([control.getAttribute('aria-invalid'), control.readOnly, control.maxLength]).toEqual([
    'true',
    true,
    7,
  ]);
});

test('a concealed one is a text box all the same, which nothing completes or corrects', () => {
  const { control } = aField({ concealed: true });
  expect([control.type, control.classList.contains('concealed')]).toEqual(['text', true]);
  expect(
    ['autocomplete', 'autocapitalize', 'spellcheck'].map((name) => control.getAttribute(name)),
  ).toEqual(['off', 'off', 'false']);
});

test.each([{}, { rows: 4 }])('tells of keys and of the end of a change, with %o', async (props) => {
  const told: string[] = [];
  const { control } = aField({
    ...props,
    onkeydown: ({ key }: KeyboardEvent) => told.push(key),
    onchange: () => told.push('change'),
  });
  control.focus();
  await press('Enter');
  control.dispatchEvent(new Event('change', { bubbles: true }));
  expect(told).toEqual(['Enter', 'change']);
});

test.each([{}, { rows: 4 }])(
  'keys of an input method that composes are its own, with %o',
  (props) => {
    const keys: string[] = [];
    const { control } = aField({ ...props, onkeydown: ({ key }: KeyboardEvent) => keys.push(key) });
    for (const isComposing of [true, false]) {
      control.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', isComposing, bubbles: true }),
      );
      expect(keys).toEqual(isComposing ? [] : ['Enter']);
    }
  },
);
