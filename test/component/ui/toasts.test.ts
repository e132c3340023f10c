import { flushSync } from 'svelte';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import Toasts from '../../../renderer/ui/Toasts.svelte';
import { Box } from '../box.svelte.ts';
import { click, one, saying, show } from '../page.ts';

interface Toast {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly sentence: string;
  readonly remedy?: string;
  readonly action?: { readonly label: string };
}

const removed: Toast = { id: 1, tone: 'info', sentence: 'Removed.', action: { label: 'Undo' } };
const full: Toast = { id: 2, tone: 'error', sentence: 'The disk is full.', remedy: 'Make room.' };

// There is no top layer here; that messages are above dialogs is seen in Electron (test/e2e/above-dialogs).
beforeEach(() => {
  Object.defineProperty(HTMLElement.prototype, 'showPopover', {
    configurable: true,
    value: () => undefined,
  });
  onTestFinished(() => {
    Reflect.deleteProperty(HTMLElement.prototype, 'showPopover');
  });
});

function someToasts(...first: readonly Toast[]) {
  const list = new Box<readonly Toast[]>(first);
  const told: unknown[] = [];
  const dismiss = (id: number) => (list.value = list.value.filter((toast) => toast.id !== id));
  show(Toasts, {
    get toasts() {
      return list.value;
    },
    ondismiss: dismiss,
    onact: (id: number) => told.push(`act ${String(id)}`),
    onhold: (id: number, held: boolean) => told.push(`${held ? 'hold' : 'release'} ${String(id)}`),
  });
  return { list, told, dismiss };
}

const closers = () => document.querySelectorAll<HTMLElement>('[aria-label="Dismiss message"]');

function point(type: 'enter' | 'leave', index: number): void {
  document.querySelectorAll('.toast')[index]?.dispatchEvent(new PointerEvent(`pointer${type}`));
}

test('the region that is read out is there before its first message, and has a name', () => {
  const { list } = someToasts();
  const region = one('[role=status]');
  expect([region.getAttribute('aria-label'), region.textContent.trim()]).toEqual(['Messages', '']);
  list.value = [removed];
  flushSync();
  expect(one('[role=status]')).toBe(region);
  expect(region.textContent).toContain('Removed.');
});

test('a message says what happened and what helps, in their order', () => {
  someToasts(removed, full);
  expect([...document.querySelectorAll('.toast p')].map((line) => line.textContent)).toEqual([
    'Removed.',
    'The disk is full.',
    'Make room.',
  ]);
  expect([...document.querySelectorAll('.toast')].map((toast) => toast.className)).toEqual([
    expect.stringContaining('info'),
    expect.stringContaining('error'),
  ]);
});

test('only what offers something has a button for it', () => {
  const { told } = someToasts(removed, full);
  click(saying('Undo'));
  expect([told, document.querySelectorAll('button').length]).toEqual([['act 1'], 3]);
});

test('each can be dismissed by itself', () => {
  const { list } = someToasts(removed, full);
  const [, second] = closers();
  if (second !== undefined) click(second);
  expect(list.value).toEqual([removed]);
});

test('one is held while the pointer or the focus is on it, and let go when both have left', () => {
  const { told } = someToasts(removed, full);
  point('enter', 0);
  saying('Undo').focus();
  point('leave', 0);
  expect(told).not.toContain('release 1');
  point('enter', 0);
  saying('Undo').blur();
  expect(told).not.toContain('release 1');
  point('leave', 0);
  expect(told.at(-1)).toBe('release 1');
  saying('Undo').focus();
  expect(told.at(-1)).toBe('hold 1');
  saying('Undo').blur();
  expect(told.at(-1)).toBe('release 1');
});

test('one that goes while it has the focus gives it back to what had it before', () => {
  const field = document.createElement('input');
  document.body.append(field);
  onTestFinished(() => {
    field.remove();
  });
  const { dismiss } = someToasts(removed, full);
  field.focus();
  saying('Undo').focus();
  closers()[0]?.focus();
  dismiss(1);
  flushSync();
  expect(document.activeElement).toBe(field);
});

test('one that goes takes no focus from elsewhere', () => {
  const { dismiss } = someToasts(removed, full);
  closers()[1]?.focus();
  dismiss(1);
  flushSync();
  expect(document.activeElement).toBe(closers()[0]);
});
