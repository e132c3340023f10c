import { expect, test } from 'vitest';
import type { TaskView } from '../../../electron/shared/task.ts';
import { describeRemoval } from '../../../renderer/feature/library/removal.ts';
import { aCheckingTask, aReadyTask, aRunningTask, nowMs } from '../builders.ts';

const { state: _, missedAt: __, ...base } = aCheckingTask();
const archived: TaskView = { ...base, state: 'archived', archivedAtMs: nowMs, files: [] };
const lost: TaskView = {
  ...base,
  state: 'lost',
  endedAtMs: nowMs,
  cause: { code: 'media-expired' },
};

const table: readonly (readonly [string, readonly TaskView[], string])[] = [
  ['one archived video', [archived], 'Its files stay where they are.'],
  ['one that is not archived yet', [aRunningTask()], 'what is not archived yet will not be.'],
  [
    'several',
    [archived, archived, lost, aRunningTask(), aReadyTask()],
    'Reelkeep stops tracking them. Archived files stay where they are. 2 are not archived yet, and will not be.',
  ],
  ['several ends', [lost, lost], 'Reelkeep stops tracking them.'],
];

test.each(table)('the removal of %s', (_name, tasks, words) => {
  expect(describeRemoval(tasks)).toContain(words);
});
