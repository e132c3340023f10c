import { describe, expect, test } from 'vitest';
import { isEndTold } from '../../../../electron/core/notice/ends.ts';
import { describeEnd } from '../../../../electron/shared/messages/notices.ts';
import type { TaskEvent } from '../../../../electron/core/task/event.ts';
import { advance } from '../../../../electron/core/task/lifecycle.ts';
import { isUnfinished, type Task } from '../../../../electron/shared/task.ts';
import { accountId, aCheckingTask, aFile, nowMs, runwayId } from '../../builders.ts';

const everything = { notifyArchived: true, notifyFailed: true };
const media = { videoUrl: 'https://files.example/v.mp4' };
const record = { parameters: {}, prompt: 'A retriever' };
const answered = { type: 'answered', endpoint: runwayId, raw: {}, retentionMs: 1e9 } as const;

const events = {
  succeeded: { ...answered, answer: { kind: 'succeeded', media, record } },
  failed: {
    ...answered,
    answer: { kind: 'failed', providerCode: '400', providerMessage: 'No.', record },
  },
  expired: { ...answered, answer: { kind: 'expired', record } },
  unknown: { type: 'missed', endpoint: runwayId, isLast: true },
  again: { type: 'asked-again', accountId, endpoint: runwayId },
  back: { type: 'found-again', media },
  lost: { type: 'lost', cause: { code: 'media-expired' } },
  archived: { type: 'archived', files: [aFile()] },
} as const satisfies Record<string, TaskEvent>;

/** What is told on the way, by the titles, where each end is told as the ledger has it. */
function told(steps: readonly (keyof typeof events)[], settings = everything): readonly string[] {
  let task: Task = aCheckingTask();
  const titles: string[] = [];
  for (const [at, step] of steps.entries()) {
    const kept = JSON.parse(JSON.stringify(task)) as Task; // Reelkeep was started anew
    const next = advance(kept, events[step], nowMs + at);
    const isEnd = next.state !== task.state && !isUnfinished(next);
    task = next;
    const text = isEnd && isEndTold(task, settings) ? describeEnd(task) : undefined;
    if (text !== undefined) titles.push(text.title);
  }
  return titles;
}

describe('an end without a video is told once', () => {
  test.each([
    [['succeeded', 'lost'], ['Video lost']],
    [['succeeded', 'lost', 'back', 'lost'], ['Video lost']],
    [['succeeded', 'lost', 'back', 'lost', 'back', 'lost'], ['Video lost']],
    [['succeeded', 'lost', 'again', 'succeeded', 'lost'], ['Video lost']],
    [['expired', 'again', 'expired'], ['Video lost']],
    [
      ['succeeded', 'lost', 'again', 'unknown', 'again', 'succeeded', 'lost'],
      ['Video lost', 'Task not found'],
    ],
    [
      ['unknown', 'succeeded', 'lost', 'back', 'archived'],
      ['Task not found', 'Video lost', 'Video archived'],
    ],
    [
      ['succeeded', 'lost', 'back', 'archived'],
      ['Video lost', 'Video archived'],
    ],
    [['unknown', 'again', 'unknown', 'unknown'], ['Task not found']],
    [
      ['unknown', 'failed'],
      ['Task not found', 'Generation failed'],
    ],
    [['failed', 'again', 'failed'], ['Generation failed']],
  ] as const)('%j', (steps, titles) => {
    expect(told(steps)).toEqual(titles);
  });
});

describe('a return is told to whoever was told of the end', () => {
  const back = ['succeeded', 'lost', 'back', 'archived'] as const;

  test('though archived videos are of no interest', () => {
    const settings = { notifyArchived: false, notifyFailed: true };
    expect(told(back, settings)).toEqual(['Video lost', 'Video archived']);
    expect(told(['succeeded', 'archived'], settings)).toEqual([]);
  });

  test('and to nobody else', () => {
    expect(told(back, { notifyArchived: false, notifyFailed: false })).toEqual([]);
    expect(told(back, { notifyArchived: true, notifyFailed: false })).toEqual(['Video archived']);
  });
});
