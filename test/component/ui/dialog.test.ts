import { createRawSnippet, flushSync } from 'svelte';
import { beforeEach, expect, test } from 'vitest';
import Dialog from '../../../renderer/ui/Dialog.svelte';
import { click, one, show } from '../page.ts';

beforeEach(() => {
  document.body.innerHTML =
    '<button id="opener">Remove</button><ul><li><button id="row" tabindex="-1"></button></li><li><button id="next" tabindex="0"></button></li></ul>';
});

function aDialog() {
  const closed: number[] = [];
  const snippet = (text: string) => createRawSnippet(() => ({ render: () => `<p>${text}</p>` }));
  const { close } = show(Dialog, {
    title: 'Forget it?',
    onclose: () => closed.push(1),
    children: snippet('It cannot be undone.'),
    footer: snippet('Forget'),
  });
  return { close, closed, dialog: one('dialog') as HTMLDialogElement };
}

test('is open at once, named by its heading, with its content and its foot', () => {
  const { dialog } = aDialog();
  expect(dialog.open).toBe(true);
  const heading = document.getElementById(dialog.getAttribute('aria-labelledby') ?? '');
  expect(heading?.textContent).toBe('Forget it?');
  expect(one('.body', dialog).textContent).toBe('It cannot be undone.');
  expect(one('footer', dialog).textContent).toBe('Forget');
});

test('its button closes it, which is told once, however late it is taken away', async () => {
  const { close, closed, dialog } = aDialog();
  click(one('button[aria-label="Close"]', dialog));
  await expect.poll(() => [dialog.open, closed.length]).toEqual([false, 1]);
  await close();
  expect(closed).toHaveLength(1);
});

test('taken away, it does not tell that it was closed: another may be open in its place', async () => {
  const { close, closed, dialog } = aDialog();
  const told = new Promise((resolve) => {
    dialog.addEventListener('close', resolve);
  });
  await close();
  dialog.dispatchEvent(new Event('close')); // as late as a browser sends it
  await told;
  expect(closed).toEqual([]);
});

test('gives the focus back to what had it', async () => {
  one('#opener').focus();
  const { close, dialog } = aDialog();
  one('button', dialog).focus();
  await close();
  expect(document.activeElement?.id).toBe('opener');
});

test('gives the focus to the next row of a list when that which had it is gone', async () => {
  one('#row').focus();
  const { close, dialog } = aDialog();
  one('button', dialog).focus();
  one('li:has(#row)').remove();
  flushSync();
  await close();
  expect(document.activeElement?.id).toBe('next');
});

test('takes no focus to another place when nothing had it', async () => {
  const { close } = aDialog();
  await close();
  expect(document.activeElement).toBe(document.body);
});
