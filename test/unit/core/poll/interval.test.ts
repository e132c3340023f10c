import { expect, test } from 'vitest';
import { nextDelayMs } from '../../../../electron/core/poll/interval.ts';
import { aCheckingTask, aReadyTask, aRunningTask, nowMs, runwayId } from '../../builders.ts';

const hourMs = 3_600_000;

test.each([
  [0, 5_000],
  [4 * 60_000, 10_000],
  [20 * 60_000, 30_000],
  [50 * 60_000, 60_000],
])('a task that has run for %d ms is asked about every %d ms', (ageMs, delayMs) => {
  expect(nextDelayMs(aRunningTask({ sinceMs: nowMs - ageMs }), nowMs, 0.5)).toBe(delayMs);
});

test('jitter moves a question by a tenth at the most', () => {
  expect(nextDelayMs(aRunningTask(), nowMs, 0)).toBe(4_500);
  expect(nextDelayMs(aRunningTask(), nowMs, 1)).toBe(5_500);
});

test('a new id is asked about at once, and so is the next endpoint of its round', () => {
  expect(nextDelayMs(aCheckingTask(), nowMs, 0.5)).toBe(0);
  const inRound = aCheckingTask({ missedAt: [runwayId], firstMissAtMs: nowMs });
  expect(nextDelayMs(inRound, nowMs, 0.5)).toBe(0);
  expect(nextDelayMs(aCheckingTask({ firstMissAtMs: nowMs }), nowMs, 0.5)).toBe(3_000);
});

test('an id that brought no answer is not asked about at once', () => {
  const hindrance = { code: 'media-expired' } as const;
  expect(nextDelayMs(aCheckingTask({ hindrance }), nowMs, 0.5)).toBe(5_000);
});

test('a paused task and a finished one are not asked about', () => {
  expect(nextDelayMs(aRunningTask({ paused: true }), nowMs, 0.5)).toBeUndefined();
  expect(nextDelayMs(aReadyTask(), nowMs, 0.5)).toBeUndefined();
});

test('a stalled task is asked about four times an hour, for a day', () => {
  const { state: _running, ...task } = aRunningTask();
  const stalled = { ...task, state: 'stalled', sinceMs: nowMs - 2 * hourMs } as const;
  expect(nextDelayMs(stalled, nowMs, 0.5)).toBe(15 * 60_000);
  expect(nextDelayMs({ ...stalled, sinceMs: nowMs - 25 * hourMs }, nowMs, 0.5)).toBeUndefined();
});

test.each([
  [0, 60_000],
  [1, 600_000],
  [2, hourMs],
  [3, undefined],
])('an unknown id that was asked about %d times again waits %s ms', (rechecks, delayMs) => {
  const { state: _checking, ...base } = aCheckingTask();
  const task = { ...base, state: 'not-found', endedAtMs: nowMs, rechecks } as const;
  expect(nextDelayMs(task, nowMs, 0.5)).toBe(delayMs);
});
