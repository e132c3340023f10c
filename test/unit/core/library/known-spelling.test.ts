import { expect, test } from 'vitest';
import { knownSpelling } from '../../../../electron/core/library/known-spelling.ts';
import type { Task } from '../../../../electron/shared/task.ts';
import { toTaskId, type TaskId } from '../../../../electron/shared/id.ts';
import { aCheckingTask, aRunningTask } from '../../builders.ts';

function idOf(text: string): TaskId {
  return toTaskId(text) ?? expect.fail(text);
}

const small = idOf('ee603959-debb-48d1-98c4-a6d1c717eba6');
const capital = idOf(small.toUpperCase());
const bare = idOf(small.replaceAll('-', ''));

function known(task: Task | undefined, removed: readonly TaskId[] = []) {
  return {
    repository: { get: (id: TaskId) => (task?.id === id ? task : undefined) },
    removed: { has: (id: TaskId) => removed.includes(id) },
  };
}

const lost: Task = {
  ...aCheckingTask({ id: capital }),
  state: 'not-found',
  endedAtMs: 1,
  rechecks: 3,
  missedAt: [],
};

const table: readonly (readonly [string, TaskId, ReturnType<typeof known>, TaskId])[] = [
  ['nothing is known', bare, known(undefined), bare],
  ['it is tracked as it is', small, known(aRunningTask({ id: small })), small],
  ['it is tracked with hyphens', bare, known(aRunningTask({ id: small })), small],
  ['it is tracked in capitals', small, known(aRunningTask({ id: capital })), capital],
  ['it was removed in capitals', bare, known(undefined, [capital]), capital],
  ['it was not found in capitals', small, known(lost), small],
  ['it was not found as it is', capital, known(lost), capital],
  [
    'an id of another form is known',
    idOf('task_A1b2c3d4'),
    known(undefined),
    idOf('task_A1b2c3d4'),
  ],
];

test.each(table)('when %s, the id is the one that is known', (...[, given, tasks, expected]) => {
  expect(knownSpelling(given, tasks)).toBe(expected);
});
