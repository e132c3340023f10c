import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaskView, TransferProgress } from '../../../../../electron/shared/task.ts';
import type { TaskId } from '../../../../../electron/shared/id.ts';
import { calm } from '../../../../../renderer/state/library/held-up.ts';
import { Library } from '../../../../../renderer/state/library/library.svelte.ts';
import {
  comparators,
  filters,
  matchesFilter,
  matchesSearch,
  sorts,
  toSearchWords,
} from '../../../../../renderer/state/library/filter-and-sort.ts';
import { aCheckingTask, aReadyTask, aRunningTask, idNumber, nowMs } from '../../../builders.ts';

const hourMs = 60 * 60 * 1000;

function aLibrary(tasks: readonly TaskView[]): Library {
  const library = new Library(nowMs);
  library.reset(tasks, []);
  return library;
}

/** What the list must show, made from nothing. */
function expectedIds(library: Library, atMs: number): readonly TaskId[] {
  const words = toSearchWords(library.search);
  const at = { nowMs: atMs, circumstances: library.circumstances };
  return [...library.tasks.values()]
    .filter((task) => matchesFilter(task, library.filter, at) && matchesSearch(task, words))
    .sort(comparators[library.sort])
    .map((task) => task.id);
}

function expectConsistent(library: Library, atMs = nowMs): void {
  expect(library.visible).toEqual(expectedIds(library, atMs));
  const at = { nowMs: atMs, circumstances: library.circumstances };
  for (const filter of filters) {
    const recount = [...library.tasks.values()].filter((task) => matchesFilter(task, filter, at));
    expect(library.counts[filter]).toBe(recount.length);
  }
}

function progressOf(taskId: TaskId, receivedBytes: number): TransferProgress {
  return { taskId, receivedBytes, bytesPerSecond: 1000 };
}

describe('a patch', () => {
  test('adds, replaces and removes', () => {
    const library = aLibrary([aCheckingTask({ id: idNumber(1) })]);
    library.apply({ tasks: [aRunningTask({ id: idNumber(2) }), aReadyTask({ id: idNumber(1) })] });
    expect(library.tasks.get(idNumber(1))?.state).toBe('ready');
    library.apply({ removed: [idNumber(2)] });
    expect(library.visible).toEqual([idNumber(1)]);
    expectConsistent(library);
  });

  test('moves a task that no longer matches the filter out of the list', () => {
    const paused = aReadyTask({ id: idNumber(1), paused: true, deadlineMs: nowMs + hourMs });
    const library = aLibrary([paused]);
    library.filter = 'at-risk';
    expect(library.visible).toEqual([idNumber(1)]);
    library.apply({ tasks: [aReadyTask({ id: idNumber(1) })] });
    expect(library.visible).toEqual([]);
    expectConsistent(library);
  });

  test('for tasks that keep their place leaves the list as it is', () => {
    const library = aLibrary([1, 2, 3].map((n) => aCheckingTask({ id: idNumber(n) })));
    const before = library.visible;
    library.apply({ tasks: [aRunningTask({ id: idNumber(2) })] });
    expect(library.visible).toBe(before);
  });

  test('to remove what is not there does nothing', () => {
    const library = aLibrary([aCheckingTask({ id: idNumber(1) })]);
    library.apply({ removed: [idNumber(7)] });
    expectConsistent(library);
  });

  test('freezes what it takes', () => {
    const library = aLibrary([]);
    library.apply({ tasks: [aCheckingTask()] });
    expect(Object.isFrozen([...library.tasks.values()][0])).toBe(true);
  });

  test('carries all running transfers: what is missing has ended', () => {
    const library = aLibrary([]);
    library.apply({ progress: [progressOf(idNumber(1), 1), progressOf(idNumber(2), 1)] });
    library.apply({ progress: [progressOf(idNumber(2), 5)] });
    expect([...library.progress.keys()]).toEqual([idNumber(2)]);
    expect(library.progress.get(idNumber(2))?.receivedBytes).toBe(5);
    library.apply({});
    expect(library.progress.size).toBe(1);
  });

  test('of ten among 10,000 replaces those ten only', () => {
    const tasks = Array.from({ length: 10_000 }, (_, n) =>
      aCheckingTask({ id: idNumber(n), addedAtMs: nowMs - n }),
    );
    const library = aLibrary(tasks);
    const before = new Map(library.tasks);
    const ids = Array.from({ length: 10 }, (_, n) => idNumber(n * 997));
    library.apply({ tasks: ids.map((id) => aReadyTask({ id, addedAtMs: nowMs })) });
    const changed = [...library.tasks].filter(([id, task]) => before.get(id) !== task);
    expect(changed.map(([id]) => id)).toEqual(ids);
    expectConsistent(library);
  });
});

describe('time', () => {
  test('brings a deadline near without a patch', () => {
    const library = aLibrary([aReadyTask({ paused: true, deadlineMs: nowMs + 80 * hourMs })]);
    library.filter = 'at-risk';
    expect(library.counts['at-risk']).toBe(0);
    library.retime(nowMs + 10 * hourMs);
    expect(library.counts['at-risk']).toBe(1);
    expectConsistent(library, nowMs + 10 * hourMs);
  });
});

test('a trouble of all is counted and listed at once, and so is its end', () => {
  const near = { deadlineMs: nowMs + hourMs };
  const library = aLibrary([1, 2, 3].map((n) => aReadyTask({ id: idNumber(n), ...near })));
  library.filter = 'at-risk';
  expect([library.counts['at-risk'], library.visible.length]).toEqual([0, 0]);
  library.see({ ...calm, archiveProblem: { code: 'folder-missing', path: '/films' } });
  expect([library.counts['at-risk'], library.visible.length]).toEqual([3, 3]);
  library.see(calm);
  expect([library.counts['at-risk'], library.visible.length]).toEqual([0, 0]);
});

const anyTask = fc
  .record({
    n: fc.integer({ min: 0, max: 30 }),
    addedAtMs: fc.integer({ min: 0, max: 5 }),
    prompt: fc.constantFrom('fox', 'Fox 10', 'fox 2', 'lagoon'),
    kind: fc.constantFrom('checking', 'running', 'ready', 'archived', 'lost'),
    deadlineMs: fc.constantFrom(undefined, nowMs, nowMs + 100 * hourMs),
  })
  .map(({ n, kind, prompt, deadlineMs, addedAtMs }): TaskView => {
    const { state: _, missedAt: __, ...rest } = aCheckingTask();
    const base = {
      ...rest,
      id: idNumber(n),
      addedAtMs,
      record: { prompt, parameters: {} },
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
    };
    if (kind === 'running') return aRunningTask(base);
    if (kind === 'ready') return aReadyTask(base);
    if (kind === 'archived') return { ...base, state: 'archived', archivedAtMs: nowMs, files: [] };
    if (kind === 'lost') {
      return { ...base, state: 'lost', endedAtMs: nowMs, cause: { code: 'media-expired' } };
    }
    return aCheckingTask(base);
  });

test('after any sequence, counts and order equal a recount', () => {
  const step = fc.oneof(
    fc.array(anyTask, { maxLength: 6 }).map((tasks) => ({ tasks })),
    fc.array(fc.integer({ min: 0, max: 30 }).map(idNumber), { maxLength: 3 }).map((removed) => ({
      removed,
    })),
    fc.constantFrom(...filters).map((filter) => ({ filter })),
    fc.constantFrom(...sorts).map((sort) => ({ sort })),
    fc.constantFrom('', 'fox', 'FOX 1', 'nothing').map((search) => ({ search })),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const library = aLibrary([]);
      for (const now of steps) {
        if ('filter' in now) library.filter = now.filter;
        else if ('sort' in now) library.sort = now.sort;
        else if ('search' in now) library.search = now.search;
        else library.apply(now);
        expectConsistent(library);
      }
    }),
    { numRuns: 150 },
  );
});

test('a patch too large to move one by one comes to the same', () => {
  const library = aLibrary([aCheckingTask({ id: idNumber(1) })]);
  library.sort = 'deadline';
  library.apply({
    tasks: Array.from({ length: 900 }, (_, n) =>
      aReadyTask({ id: idNumber(n), deadlineMs: nowMs + ((n * 7919) % 1000) * hourMs }),
    ),
  });
  expectConsistent(library);
});
