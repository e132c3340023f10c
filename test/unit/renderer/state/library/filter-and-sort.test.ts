import { describe, expect, test } from 'vitest';
import type { Failure } from '../../../../../electron/shared/failure.ts';
import type { TaskView } from '../../../../../electron/shared/task.ts';
import { calm } from '../../../../../renderer/state/library/held-up.ts';
import {
  comparators,
  filters,
  isAtRisk,
  matchesFilter,
  matchesSearch,
  toSearchWords,
} from '../../../../../renderer/state/library/filter-and-sort.ts';
import { aCheckingTask, aReadyTask, aRunningTask, idNumber, nowMs } from '../../../builders.ts';

const hourMs = 60 * 60 * 1000;
const { state: _, missedAt: __, ...base } = aCheckingTask();
const archived: TaskView = { ...base, state: 'archived', archivedAtMs: nowMs, files: [] };
const lost: TaskView = {
  ...base,
  state: 'lost',
  endedAtMs: nowMs,
  cause: { code: 'media-expired' },
};
const failed: TaskView = {
  ...base,
  state: 'failed',
  endedAtMs: nowMs,
  providerCode: '400',
  providerMessage: '',
};
const stalled: Failure = { code: 'media-stalled', host: 'files.example' };

const missing: TaskView = {
  ...archived,
  damage: { kind: 'missing', paths: ['a.mp4'], foundAtMs: nowMs },
};

describe('what is at risk', () => {
  const table: readonly (readonly [string, TaskView, boolean])[] = [
    ['a task without a deadline', aRunningTask(), false],
    ['a near deadline, and nothing in the way', aReadyTask({ deadlineMs: nowMs + hourMs }), false],
    ['a deadline that has passed', aReadyTask({ deadlineMs: nowMs - hourMs }), true],
    ['a paused task near its deadline', aReadyTask({ paused: true, deadlineMs: nowMs }), true],
    ['a hindrance long before', aReadyTask({ hindrance: stalled }), false],
    ['an archived task', { ...archived, deadlineMs: nowMs }, false],
    ['archived files that are gone', missing, true],
    ['a lost task: too late', { ...lost, deadlineMs: nowMs }, false],
  ];

  test.each(table)('%s', (_name, task, risky) => {
    expect(isAtRisk(task, nowMs)).toBe(risky);
  });
});

describe('filters', () => {
  const risky = aReadyTask({ deadlineMs: nowMs });
  const table: readonly (readonly [string, TaskView, readonly string[]])[] = [
    ['a checking task', aCheckingTask(), ['all', 'in-progress']],
    ['a ready task near its deadline', risky, ['all', 'in-progress', 'at-risk']],
    ['an archived task', archived, ['all', 'archived']],
    ['an archived task without its files', missing, ['all', 'at-risk']],
    ['a failed task', failed, ['all', 'failed']],
    ['a lost task', lost, ['all', 'failed']],
  ];

  test.each(table)('%s', (_name, task, expected) => {
    expect(
      filters.filter((filter) => matchesFilter(task, filter, { nowMs, circumstances: calm })),
    ).toEqual(expected);
  });
});

describe('search', () => {
  const task = aRunningTask({ record: { prompt: 'A Golden retriever, 夕暮れ', parameters: {} } });

  test.each([
    ['', true],
    ['golden', true],
    ['RETRIEVER golden', true],
    ['夕暮', true],
    ['7d2c58e1', true],
    ['golden cat', false],
  ])('"%s"', (text, found) => {
    expect(matchesSearch(task, toSearchWords(text))).toBe(found);
  });
});

describe('sorts', () => {
  const early = aReadyTask({ id: idNumber(1), deadlineMs: nowMs + hourMs, addedAtMs: 1 });
  const late = aReadyTask({ id: idNumber(2), deadlineMs: nowMs + 9 * hourMs, addedAtMs: 2 });
  const open = aRunningTask({ id: idNumber(3), addedAtMs: 3 });
  const done: TaskView = { ...archived, id: idNumber(4), deadlineMs: nowMs, addedAtMs: 4 };
  const tasks: readonly TaskView[] = [open, late, done, early];

  test('newest first', () => {
    expect([...tasks].sort(comparators.newest)).toEqual([done, open, late, early]);
  });

  test('what was added together keeps the order of the paste', () => {
    const batch = [7, 3, 9].map((n, batchIndex) =>
      aRunningTask({ id: idNumber(n), addedAtMs: 5, batchIndex }),
    );
    expect([...batch].reverse().sort(comparators.newest)).toEqual(batch);
    expect([...batch, ...tasks].sort(comparators.newest).slice(0, 3)).toEqual(batch);
  });

  test('by deadline: the most urgent first, ended tasks last', () => {
    expect([...tasks].sort(comparators.deadline)).toEqual([early, late, open, done]);
  });

  test('by name: numbers by their value, case aside', () => {
    const named = ['clip 10', 'Clip 2', 'apple'].map((prompt, index) =>
      aRunningTask({ id: idNumber(index), record: { prompt, parameters: {} } }),
    );
    const titles = named.sort(comparators.name).map((task) => task.record?.prompt);
    expect(titles).toEqual(['apple', 'Clip 2', 'clip 10']);
  });

  test('two tasks are never equal, so each has one place', () => {
    const twin = { ...open, id: idNumber(9) };
    for (const compare of Object.values(comparators)) expect(compare(open, twin)).not.toBe(0);
  });
});
