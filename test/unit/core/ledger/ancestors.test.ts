import { expect, test } from 'vitest';
import { Ancestors } from '../../../../electron/core/ledger/ancestors.ts';
import { createTask } from '../../../../electron/core/task/common-fields.ts';
import type { Task } from '../../../../electron/shared/task.ts';
import { toAccountId, toTaskId, type TaskId } from '../../../../electron/shared/id.ts';

const accountId = toAccountId('account');

function id(name: string): TaskId {
  const taskId = toTaskId(name.padStart(8, '0'));
  if (taskId === undefined) throw new Error(name);
  return taskId;
}

/** Tasks, and a provider that names a parent for each of them. */
function world(tasks = new Map<TaskId, Task>()) {
  const warnings: string[] = [];
  const log = { info: () => {}, warn: (text: string) => warnings.push(text), error: () => {} };
  const ancestors = new Ancestors({
    repository: { values: () => tasks.values(), get: (known) => tasks.get(known) },
    removed: { ids: new Set<TaskId>() as never },
    log,
  });
  const add = (name: string, isAncestor?: true): Task => {
    const task = createTask({
      ...{ id: id(name), accountId, endpoint: undefined, nowMs: 0 },
      ...(isAncestor !== undefined && { isAncestor }),
    });
    tasks.set(task.id, task);
    return task;
  };
  const tell = (task: Task, parent: TaskId): Task | undefined => {
    const told: Task = { ...task, record: { parameters: {}, parentTaskId: parent } };
    tasks.set(task.id, told);
    const next = ancestors.next(told, 0);
    if (next !== undefined) tasks.set(next.id, next);
    return next;
  };
  return { tasks, warnings, ancestors, add, tell };
}

function climb(
  from: ReturnType<typeof world>,
  first: Task,
  name: (step: number) => TaskId,
): number {
  let task: Task | undefined = first;
  let steps = 0;
  while (task !== undefined && steps < 1_000) {
    task = from.tell(task, name(steps));
    if (task !== undefined) steps += 1;
  }
  return steps;
}

test('a chain without end is followed 16 steps, and the rest is said', () => {
  const it = world();
  expect(climb(it, it.add('own'), (step) => id(`p${String(step)}`))).toBe(16);
  expect(it.warnings.join()).toContain('more than 16 steps');
});

test('after a restart it goes no further', async () => {
  const before = world();
  climb(before, before.add('own'), (step) => id(`p${String(step)}`));
  const it = world(before.tasks);
  await it.ancestors.load();
  const last = it.tasks.get(id('p15'));
  if (last === undefined) throw new Error('no last');
  expect(it.tell(last, id('more'))).toBeUndefined();
});

test('a task that names another parent each time brings one', () => {
  const it = world();
  const own = it.add('own');
  const brought = [...Array(100).keys()].filter((n) => it.tell(own, id(`p${String(n)}`)));
  expect(brought).toEqual([0]);
});

test('circles bring nothing twice', () => {
  const it = world();
  const own = it.add('own');
  const parent = it.tell(own, id('parent'));
  if (parent === undefined) throw new Error('no parent');
  expect(it.tell(parent, own.id)).toBeUndefined();
  expect(it.tell(own, own.id)).toBeUndefined();
  expect(it.tasks.size).toBe(2);
});

test('an account has no more of them than 500, or than the user’s own', () => {
  const it = world();
  for (let n = 0; n < 500; n += 1) it.add(`a${String(n)}`, true);
  expect(it.tell(it.add('own'), id('parent'))).toBeUndefined();
  expect(it.warnings.join()).toContain('500');
  for (let n = 0; n < 500; n += 1) it.add(`o${String(n)}`);
  expect(it.tell(it.add('own2'), id('parent2'))).toBeDefined();
});
