import { expect, test } from 'vitest';
import type { TaskView } from '../../../../../electron/shared/task.ts';
import {
  describeFate,
  describeRemoval,
  describeRisk,
  filesOf,
} from '../../../../../renderer/feature/library/removal-words.ts';
import { aCheckingTask, aFile, anId, aReadyTask, aRunningTask, nowMs } from '../../../builders.ts';

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
  ['one that is not archived yet', [aRunningTask()], 'Reelkeep stops tracking it.'],
  [
    'several',
    [archived, archived, lost, aRunningTask(), aReadyTask()],
    'Reelkeep stops tracking them. Archived files stay where they are. You can restore them',
  ],
  ['several ends', [lost, lost], 'Reelkeep stops tracking them.'],
];

test.each(table)('the removal of %s', (_name, tasks, words) => {
  expect(describeRemoval(tasks)).toContain(words);
});

test('with their files, nothing is said to stay', () => {
  const words = describeRemoval([archived], true);
  expect(words).toContain('Its files go to the system trash in a minute.');
  expect(words).not.toContain('stay');
});

const hourMs = 3_600_000;

const risks: readonly (readonly [string, readonly TaskView[], string | undefined])[] = [
  ['nothing, when all is archived or at another end', [archived, lost], undefined],
  ['one without a link', [aRunningTask()], "It isn't archived yet and won't be saved."],
  [
    'one with a link',
    [aReadyTask({ deadlineMs: nowMs + 5 * hourMs })],
    "It isn't archived yet and won't be saved. Its link expires in 5 h at most.",
  ],
  [
    'several, by the first link',
    [
      archived,
      aReadyTask({ deadlineMs: nowMs + 50 * hourMs }),
      aReadyTask({ deadlineMs: nowMs + 5 * hourMs }),
    ],
    "2 aren't archived yet and won't be saved. The first link expires in 5 h at most.",
  ],
];

test.each(risks)('what is at risk: %s', (_name, tasks, words) => {
  expect(describeRisk(tasks, nowMs)).toBe(words);
});

test('files are counted of archived videos only, with their sidecar', () => {
  const withFiles = { ...archived, files: [aFile(), aFile({ sizeBytes: 30 })] };
  expect(filesOf([withFiles, aRunningTask()])).toEqual({ count: 3, sizeBytes: 42 });
});

test('a removed video says where its files are', () => {
  const removed = {
    id: anId(),
    title: 'A fox',
    state: 'archived',
    removedAtMs: nowMs,
    fileCount: 2,
    sizeBytes: 42,
    hasPicture: true,
  } as const;
  const left = [{ path: 'a.mp4', why: 'changed' }] as const;
  expect(describeFate({ ...removed, files: { kind: 'kept' } }, nowMs)).toContain('in the archive');
  expect(describeFate({ ...removed, files: { kind: 'due', atMs: nowMs } }, nowMs)).toContain(
    'in a minute',
  );
  expect(
    describeFate({ ...removed, files: { kind: 'gone', atMs: nowMs, files: 2, left } }, nowMs),
  ).toBe('2 files in the system trash, 1 not moved');
});
