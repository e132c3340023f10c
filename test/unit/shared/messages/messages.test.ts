import { describe, expect, test } from 'vitest';
import { endpointId } from '../../../../electron/shared/endpoint.ts';
import type { Saved, SavingTrouble } from '../../../../electron/shared/failure.ts';
import { describeFailure } from '../../../../electron/shared/messages/failures.ts';
import { stateWord, taskTitle } from '../../../../electron/shared/messages/task-words.ts';
import { aCheckingTask, anArchivedTask, anId, aRunningTask } from '../../builders.ts';
import { everyState } from '../../every-state.ts';
import { failureExamples } from '../../failure-examples.ts';

const host = 'api.example.com';
const path = '/media/films';

describe('the words of a failure', () => {
  test.each(Object.values(failureExamples))(
    '$code has a whole sentence and a remedy',
    (failure) => {
      const words = describeFailure(failure);
      expect(words.sentence).toMatch(/^\S.{10,}/);
      expect(words.remedy).toMatch(/^[A-Z].{10,}[.]$/);
      expect(`${words.sentence} ${words.remedy}`).not.toMatch(/undefined|null|NaN|\[object/);
    },
  );

  test.each(Object.values(failureExamples))(
    '$code names the host, path or input it is about',
    (failure) => {
      const { sentence } = describeFailure(failure);
      for (const part of ['host', 'path', 'input', 'name', 'endpoint', 'taskId'] as const) {
        const value = (failure as { readonly [K in typeof part]?: string })[part];
        if (value !== undefined) expect(sentence).toContain(value);
      }
    },
  );

  test.each(Object.values(failureExamples))(
    '$code keeps the word of the system out of its sentence, and at hand',
    (failure) => {
      if (!('detail' in failure) || failure.code === 'template-invalid') return;
      const { sentence, remedy, detail } = describeFailure(failure);
      expect(detail).toBe(failure.detail);
      expect(`${sentence} ${remedy}`).not.toContain(failure.detail);
    },
  );

  test('a pause that the host named is told in a unit that people count in', () => {
    const wait = (retryAfterMs: number) =>
      describeFailure({ code: 'rate-limited', host, retryAfterMs }).sentence;
    expect([1, 90_000, 120_001, 7_200_001].map(wait)).toEqual(
      ['1 second', '90 seconds', '3 minutes', '3 hours'].map(
        (time) => `${host} asked Reelkeep to wait ${time}.`,
      ),
    );
  });

  test('a pause that the host named is told in seconds', () => {
    expect(describeFailure(failureExamples['rate-limited']).sentence).toBe(
      'api.example.com asked Reelkeep to wait 30 seconds.',
    );
    expect(describeFailure({ code: 'rate-limited', host }).sentence).toBe(
      'api.example.com is limiting requests.',
    );
  });
});

const saved: readonly Saved[] = ['ids', 'list', 'removal', 'put-back', 'settings', 'keys', 'names'];
const reasons: readonly SavingTrouble['reason'][] = ['full', 'not-writable', 'other'];
const unsaved = saved.flatMap((what) => reasons.map((reason) => ({ what, reason })));

test.each(unsaved)('what of its own data is not saved: $what, $reason', ({ what, reason }) => {
  const folder = '/home/ada/.config/Reelkeep';
  const told = describeFailure({ code: 'not-saved', what, reason, folder, detail: 'E1' });
  expect(told.sentence).toContain(folder);
  expect(told.detail).toBe('E1');
  expect(`${told.sentence} ${told.remedy}`).not.toMatch(/archive folder|ledger/);
  // What to do, and what it means.
  expect(told.remedy).toMatch(/^[A-Z][^.]+\. ?[A-Z]?.+\.$/);
});

const kinds = ['file', 'folder', 'link', 'second-name', 'pipe', 'socket', 'device'] as const;

test('each kind of thing in the way has words of its own', () => {
  const told = kinds.map((found) => describeFailure({ code: 'foreign-entry', path, found }));
  expect(new Set(told.map(({ sentence }) => sentence)).size).toBe(kinds.length);
  expect(told[2]?.sentence).toContain('symbolic link');
  expect(told[3]?.sentence).toContain('second name');
});

describe('the word of a state', () => {
  test.each(everyState)('%s', (word, task) => {
    expect(stateWord(task)).toBe(word);
  });

  test('an archived task that was once paused is archived', () => {
    expect(stateWord(anArchivedTask({ paused: true }))).toBe('Archived');
  });
});

describe('the title of a task', () => {
  const endpoint = endpointId('runway');

  test('is its prompt', () => {
    const record = { prompt: ' A fox \n', parameters: {} };
    expect(taskTitle(aRunningTask({ endpoint, record }))).toBe('A fox');
  });

  test('is its id while no prompt is known', () => {
    expect(taskTitle(aCheckingTask())).toBe(anId());
    expect(taskTitle(aRunningTask({ record: { prompt: '  ', parameters: {} } }))).toBe(anId());
  });
});
