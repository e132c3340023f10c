import { describe, expect, test } from 'vitest';
import type { TaskView } from '../../../../../electron/shared/task.ts';
import { canCheck, takes } from '../../../../../renderer/state/library/task-actions.ts';
import { Library } from '../../../../../renderer/state/library/library.svelte.ts';
import {
  accountId,
  aCheckingTask,
  aFile,
  aReadyTask,
  aRunningTask,
  idNumber,
  nowMs,
} from '../../../builders.ts';

const { state: _, missedAt: __, ...base } = aCheckingTask();

function anArchivedTask(n: number): TaskView {
  const files = [aFile({ sizeBytes: 100 }), aFile({ role: 'thumbnail', sizeBytes: 11 })];
  return { ...base, id: idNumber(n), state: 'archived', archivedAtMs: nowMs, files };
}

/** Ids 1, 2, 3… from top to bottom. */
function aLibrary(tasks: readonly TaskView[]): Library {
  const library = new Library(nowMs);
  library.reset(
    tasks.map((task, index) => ({ ...task, id: idNumber(index + 1), addedAtMs: nowMs - index })),
    [],
  );
  return library;
}

function numbers(library: Library): readonly number[] {
  return [...library.selection.ids].map((id) => Number.parseInt(id, 16)).sort((a, b) => a - b);
}

const five = [1, 2, 3, 4, 5].map(() => aRunningTask());

describe('selecting', () => {
  test('a click selects just that one', () => {
    const library = aLibrary(five);
    library.selection.all(library.visible);
    library.selection.only(idNumber(2));
    expect(numbers(library)).toEqual([2]);
    expect(library.selection.single).toBe(idNumber(2));
  });

  test('Ctrl adds one and takes it out again', () => {
    const { selection, visible } = aLibrary(five);
    selection.only(idNumber(2));
    selection.toggle(idNumber(4), visible);
    expect(selection.size).toBe(2);
    expect(selection.single).toBeUndefined();
    expect(selection.lead).toBe(idNumber(4));
    selection.toggle(idNumber(4), visible);
    expect(selection.single).toBe(idNumber(2));
    expect(selection.lead).toBe(idNumber(2));
  });

  test('Shift selects from where it began, down and then up', () => {
    const library = aLibrary(five);
    library.selection.only(idNumber(3));
    library.selection.extend(idNumber(5), library.visible);
    expect(numbers(library)).toEqual([3, 4, 5]);
    library.selection.extend(idNumber(1), library.visible);
    expect(numbers(library)).toEqual([1, 2, 3]);
  });

  test('Shift without a beginning selects just that one', () => {
    const library = aLibrary(five);
    library.selection.extend(idNumber(3), library.visible);
    expect(numbers(library)).toEqual([3]);
  });

  test('all of what the list shows, and none', () => {
    const library = aLibrary([...five, anArchivedTask(6)]);
    library.filter = 'in-progress';
    library.selection.all(library.visible);
    expect(numbers(library)).toEqual([1, 2, 3, 4, 5]);
    library.selection.clear();
    expect(library.selection.summary.count).toBe(0);
  });
});

describe('several selected tasks', () => {
  test('that the list no longer shows are let go', () => {
    const library = aLibrary([...five, anArchivedTask(6)]);
    library.selection.all(library.visible);
    library.filter = 'archived';
    expect(numbers(library)).toEqual([6]);
  });

  test('lose the one that leaves the list by itself', () => {
    const library = aLibrary(five);
    library.filter = 'in-progress';
    library.selection.all(library.visible);
    library.apply({ tasks: [anArchivedTask(2)] });
    expect(numbers(library)).toEqual([1, 3, 4, 5]);
    expect(library.selection.summary.count).toBe(4);
  });

  test('are summed up, and the sums follow each patch', () => {
    const library = aLibrary([aRunningTask(), aReadyTask({ paused: true }), anArchivedTask(3)]);
    library.selection.all(library.visible);
    expect(library.selection.summary).toEqual({
      count: 3,
      states: new Map([
        ['generating', 1],
        ['paused', 1],
        ['archived', 1],
      ]),
      sizeBytes: 111,
      actions: { check: 1, retry: 0, pause: 1, resume: 1 },
    });
    library.apply({ tasks: [anArchivedTask(1)], removed: [idNumber(2)] });
    expect(library.selection.summary).toEqual({
      count: 2,
      states: new Map([['archived', 2]]),
      sizeBytes: 222,
      actions: { check: 0, retry: 0, pause: 0, resume: 0 },
    });
    expect(numbers(library)).toEqual([1, 3]);
  });

  test('survive a snapshot, as far as they are still there', () => {
    const library = aLibrary(five);
    library.selection.all(library.visible);
    library.reset([anArchivedTask(2), anArchivedTask(9)], []);
    expect(numbers(library)).toEqual([2]);
    expect(library.selection.summary.sizeBytes).toBe(111);
  });

  test('10,000 of them are no burden to a patch', () => {
    const library = aLibrary(Array.from({ length: 10_000 }, () => aRunningTask()));
    library.selection.all(library.visible);
    const ids = library.selection.ids;
    const startMs = performance.now();
    for (let n = 1; n <= 100; n++) library.apply({ tasks: [aReadyTask({ id: idNumber(n) })] });
    expect(performance.now() - startMs).toBeLessThan(1000);
    expect(library.selection.ids).toBe(ids);
    expect(library.selection.summary.states.get('ready')).toBe(100);
  });
});

test('one selected task keeps its details when the list shows others, but joins no several', () => {
  const library = aLibrary([...five, anArchivedTask(6)]);
  library.selection.only(idNumber(6));
  library.filter = 'in-progress';
  expect(numbers(library)).toEqual([6]);
  library.selection.toggle(idNumber(1), library.visible);
  expect(numbers(library)).toEqual([1]);
});

describe('what can be done', () => {
  const held = { paused: true } as const;
  const missing: TaskView = {
    ...base,
    state: 'not-found',
    endedAtMs: nowMs,
    missedAt: [],
    rechecks: 0,
  };
  const failed: TaskView = {
    ...base,
    state: 'failed',
    endedAtMs: nowMs,
    providerCode: '',
    providerMessage: '',
  };
  const table: readonly (readonly [string, TaskView, string])[] = [
    ['a running task', aRunningTask(), 'check pause'],
    ['a held one', aRunningTask(held), 'resume'],
    ['an id not found', missing, 'check'],
    ['an id not found while it was held', { ...missing, ...held }, 'resume'],
    ['a failed one', failed, ''],
    ['an archived one', anArchivedTask(1), ''],
  ];

  test.each(table)('with %s', (_name, task, expected) => {
    const can = (['check', 'pause', 'resume'] as const).filter((action) => takes(task, action));
    expect(can.join(' ')).toBe(expected);
  });

  test('nothing is asked with an account that has no valid key', () => {
    expect(canCheck(aRunningTask(), new Set([accountId]))).toBe(true);
    expect(canCheck(aRunningTask(), new Set())).toBe(false);
    expect(canCheck(aReadyTask(), new Set())).toBe(true);
  });
});
