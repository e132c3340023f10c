import { expect, test } from 'vitest';
import type { RunningTask, TaskView } from '../../../../../electron/shared/task.ts';
import { chainOf } from '../../../../../renderer/state/inspector/lineage-chain.ts';
import { Library } from '../../../../../renderer/state/library/library.svelte.ts';
import { aRunningTask, idNumber, nowMs } from '../../../builders.ts';

/** A task made from another one. */
function aChild(n: number, parent?: number): RunningTask {
  const parentTaskId = parent === undefined ? {} : { parentTaskId: idNumber(parent) };
  return aRunningTask({
    id: idNumber(n),
    addedAtMs: nowMs + n,
    record: { parameters: {}, ...parentTaskId },
  });
}

function aLibrary(tasks: readonly TaskView[]): Library {
  const library = new Library(nowMs);
  library.reset(tasks, []);
  return library;
}

/** The chain as `depth:number`, with a question mark for what is not tracked. */
function shown(library: Library, n: number): string | undefined {
  const task = library.tasks.get(idNumber(n));
  if (task === undefined) return undefined;
  const chain = chainOf(task, library.lineage, (id) => library.tasks.get(id));
  return chain?.steps
    .map(
      (step) =>
        `${String(step.depth)}:${String(Number.parseInt(step.id, 16))}${step.task === undefined ? '?' : ''}`,
    )
    .join(' ');
}

test('a task on its own has no chain', () => {
  expect(shown(aLibrary([aChild(1), aChild(2)]), 1)).toBeUndefined();
});

test('a chain goes from the first video to the last, wherever it is looked at', () => {
  const library = aLibrary([aChild(3, 2), aChild(1), aChild(2, 1)]);
  for (const n of [1, 2, 3]) expect(shown(library, n)).toBe('0:1 1:2 2:3');
});

test('what was made from a task twice is in order of age, each with its own', () => {
  const library = aLibrary([aChild(4, 1), aChild(2, 1), aChild(3, 2), aChild(1)]);
  expect(shown(library, 1)).toBe('0:1 1:2 2:3 1:4');
  expect(shown(library, 4)).toBe('0:1 1:4');
});

test('a parent that is not tracked is in the chain by its id', () => {
  expect(shown(aLibrary([aChild(2, 1)]), 2)).toBe('0:1? 1:2');
});

test('follows each patch', () => {
  const library = aLibrary([aChild(1)]);
  library.apply({ tasks: [aChild(2)] });
  expect(shown(library, 1)).toBeUndefined();
  library.apply({ tasks: [aChild(2, 1)] });
  expect(shown(library, 1)).toBe('0:1 1:2');
  library.apply({ tasks: [aChild(2, 3)] });
  expect(shown(library, 1)).toBeUndefined();
  expect(shown(library, 2)).toBe('0:3? 1:2');
  library.apply({ tasks: [aChild(3)] });
  expect(shown(library, 3)).toBe('0:3 1:2');
  library.apply({ removed: [idNumber(2)] });
  expect(shown(library, 3)).toBeUndefined();
  expect(library.lineage.childrenOf(idNumber(3))).toEqual([]);
});

test('a snapshot forgets the chains before it', () => {
  const library = aLibrary([aChild(1), aChild(2, 1)]);
  library.reset([aChild(1)], []);
  expect(shown(library, 1)).toBeUndefined();
});

test('records that go in circles end', () => {
  const library = aLibrary([aChild(1, 3), aChild(2, 1), aChild(3, 2), aChild(4, 4)]);
  expect(shown(library, 1)).toBe('0:2 1:3 2:1');
  expect(shown(library, 4)).toBeUndefined();
});

test('a chain too long to show keeps the task itself in sight', () => {
  const library = aLibrary(
    Array.from({ length: 300 }, (_, n) => aChild(n + 1, n === 0 ? undefined : n)),
  );
  const task = aChild(150, 149);
  const chain = chainOf(task, library.lineage, (id) => library.tasks.get(id));
  expect(chain?.steps.some((step) => step.id === task.id)).toBe(true);
  expect((chain?.steps.length ?? 0) + (chain?.more ?? 0)).toBe(300);
});
