import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import type { TaskView } from '../../../../electron/shared/task.ts';
import TaskList from '../../../../renderer/feature/library/TaskList.svelte';
import {
  aCheckingTask,
  anArchivedTask,
  aReadyTask,
  idNumber,
  nowMs,
} from '../../../unit/builders.ts';
import { everyState } from '../../../unit/every-state.ts';
import { click, one, press } from '../../page.ts';
import { showInApp } from './library-bed.ts';

const [fox, waves, tram] = ['A fox', 'Waves', 'A tram'].map((prompt, n) => ({
  id: idNumber(n + 1),
  addedAtMs: nowMs - n,
  record: { prompt, parameters: {} },
})) as [Partial<TaskView>, Partial<TaskView>, Partial<TaskView>];

/** An archived one, a ready one and one that is being looked for, in this order. */
async function aList() {
  const tasks = [
    anArchivedTask(fox as object),
    aReadyTask(waves as object),
    aCheckingTask(tram as object),
  ];
  return await showInApp(TaskList, { props: {}, snapshot: { tasks } });
}

function rows(): readonly HTMLElement[] {
  return [...document.querySelectorAll('li')];
}

const names = () => rows().map((row) => row.getAttribute('aria-label'));

function row(name: string): HTMLElement {
  return one(`li[aria-label^="${name}"]`);
}

test('each item is named by its title and its state, and the list by what is in it', async () => {
  await aList();
  expect(one('ul').getAttribute('aria-label')).toBe('Tracked videos');
  expect(names()).toEqual(['A fox, Archived', 'Waves, Ready', 'A tram, Checking']);
});

test.each(everyState)('an item says %s', async (word, task) => {
  await showInApp(TaskList, { props: {}, snapshot: { tasks: [task] } });
  expect(names()).toEqual([`${task.id}, ${word}`]);
});

test('what changes is told at once, in name and row, and keeps the focus', async () => {
  const { hear } = await aList();
  one('button', row('Waves')).focus();
  hear({ tasks: [anArchivedTask(waves as object)] });
  expect(names()).toEqual(['A fox, Archived', 'Waves, Archived', 'A tram, Checking']);
  expect(one('.state', row('Waves')).textContent.trim()).toBe('Archived');
  expect(row('Waves').contains(document.activeElement)).toBe(true);
});

test('a video that is removed hands the focus on to the next', async () => {
  const { app, hear } = await aList();
  click(row('Waves'));
  hear({ removed: [idNumber(2)] });
  expect(names()).toEqual(['A fox, Archived', 'A tram, Checking']);
  expect(row('A tram').contains(document.activeElement)).toBe(true);
  expect(app.library.selection.size).toBe(0);
});

test.each(['A fox', 'Waves', 'A tram'])('in another order %s keeps the focus', async (name) => {
  const { app } = await aList();
  one('button', row(name)).focus();
  app.library.sort = 'name';
  flushSync();
  expect(names()).toEqual(['A fox, Archived', 'A tram, Checking', 'Waves, Ready']);
  expect(row(name).contains(document.activeElement)).toBe(true);
});

test('Delete asks about the selected ones, or about the one with the focus if it is none of them', async () => {
  const { app } = await aList();
  click(row('A fox'));
  click(row('Waves'), { ctrlKey: true });
  await press('Delete');
  expect(app.workspace.dialog).toEqual({ kind: 'remove', ids: [idNumber(1), idNumber(2)] });
  await press('ArrowDown', { ctrlKey: true });
  await press('Delete');
  expect(app.workspace.dialog).toEqual({ kind: 'remove', ids: [idNumber(3)] });
});

test('after Escape, Delete asks about the row with the focus', async () => {
  const { app } = await aList();
  click(row('A tram'));
  await press('Escape');
  expect(app.library.selection.size).toBe(0);
  await press('Delete');
  expect(app.workspace.dialog).toEqual({ kind: 'remove', ids: [idNumber(3)] });
});

test('a double click plays what is archived, and nothing else', async () => {
  const { api } = await aList();
  click(row('Waves'), {}, 'dblclick');
  expect(api.count('openFile')).toBe(0);
  click(row('A fox'), {}, 'dblclick');
  expect(api.asked.at(-1)).toEqual({ name: 'openFile', input: { id: idNumber(1) } });
});

test('Shift and Ctrl select as they do anywhere', async () => {
  const { app } = await aList();
  click(row('A fox'));
  click(row('A tram'), { shiftKey: true });
  click(row('Waves'), { ctrlKey: true });
  expect([...app.library.selection.ids]).toEqual([idNumber(1), idNumber(3)]);
  const looks = rows().map((each) => one('.row', each).classList.contains('selected'));
  expect(looks).toEqual([true, false, true]);
});
