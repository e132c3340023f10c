import { expect, test } from 'vitest';
import type { TaskEvent } from '../../../../electron/core/task/event.ts';
import { advance } from '../../../../electron/core/task/lifecycle.ts';
import { nextDelayMs } from '../../../../electron/core/polling/interval.ts';
import type { Answer } from '../../../../electron/core/provider/adapter.ts';
import type { Task } from '../../../../electron/shared/task.ts';
import { aCheckingTask, aRunningTask, nowMs, runwayId } from '../../builders.ts';

const hourMs = 3_600_000;

function answered(answer: Exclude<Answer, { readonly kind: 'unknown-id' }>): TaskEvent {
  const kept = 14 * 24 * hourMs;
  return { type: 'answered', endpoint: runwayId, answer, raw: {}, retentionMs: kept };
}

function withoutFile(text?: string): TaskEvent {
  const given = text === undefined ? {} : { text };
  const running = { kind: 'running', phase: 'generating', rawState: 'success' } as const;
  return answered({ ...running, withoutFile: given, record: { parameters: {} } });
}

/** Asks whenever it is time, and is answered the same each time. */
function askOn(
  start: Task,
  event: TaskEvent,
): { readonly task: Task; readonly times: number } & {
  readonly afterMs: number;
} {
  let task = start;
  let atMs = nowMs;
  for (let times = 1; times < 2_000; times += 1) {
    task = advance(task, event, atMs);
    const delay = nextDelayMs(task, { nowMs: atMs, random: 0.5 }, []);
    if (delay === undefined) return { task, times, afterMs: atMs - nowMs };
    atMs += delay;
  }
  throw new Error('asked without end');
}

test.each([
  ['new', aCheckingTask()],
  ['running for long', aRunningTask({ sinceMs: nowMs - 30 * hourMs })],
  [
    'added days ago',
    aRunningTask({ sinceMs: nowMs - 50 * hourMs, addedAtMs: nowMs - 50 * hourMs }),
  ],
])('a success without a file ends within a day, whatever it was: %s', (_, start) => {
  const { task, times, afterMs } = askOn(start, withoutFile());
  expect(task).toMatchObject({ state: 'failed', withoutFile: {} });
  expect(afterMs).toBeGreaterThan(5 * hourMs);
  expect(afterMs).toBeLessThan(24 * hourMs);
  expect(times).toBeLessThan(200);
});

test('one that is text ends sooner, and keeps the text', () => {
  const { task, afterMs } = askOn(aCheckingTask(), withoutFile('hello'));
  expect(task).toMatchObject({ state: 'failed', withoutFile: { text: 'hello' } });
  expect(afterMs).toBeLessThan(hourMs);
});

test('a file that is named meanwhile is fetched', () => {
  const waiting = advance(aCheckingTask(), withoutFile(), nowMs);
  expect(waiting).toMatchObject({ state: 'running', withoutFileSinceMs: nowMs });
  const media = { videoUrl: 'https://files.example/v.mp4' };
  const success = answered({ kind: 'succeeded', media, record: { parameters: {} } });
  const ready = advance(waiting, success, nowMs + 5 * hourMs);
  expect(ready).toMatchObject({ state: 'ready', media });
  expect(ready).not.toHaveProperty('withoutFileSinceMs');
});

test('a task that runs again is not held to what it once said', () => {
  const waiting = advance(aCheckingTask(), withoutFile(), nowMs);
  const again = answered({
    kind: 'running',
    phase: 'generating',
    rawState: 'generating',
    record: { parameters: {} },
  });
  const running = advance(waiting, again, nowMs + hourMs / 2);
  expect(running).not.toHaveProperty('withoutFileSinceMs');
});

test('one that ended without a file is asked about again when the user wishes', () => {
  const { task } = askOn(aCheckingTask(), withoutFile());
  const { accountId, endpoint } = task;
  const next = advance(task, { type: 'asked-again', accountId, endpoint }, nowMs + 8 * hourMs);
  expect(next).toMatchObject({ state: 'checking', endpoint: runwayId });
});
