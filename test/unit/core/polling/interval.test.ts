import { expect, test } from 'vitest';
import { pollCurve } from '../../../../electron/core/polling/poll-curve.ts';
import { nextDelayMs as delayMs } from '../../../../electron/core/polling/interval.ts';
import { defaultDurations } from '../../../../electron/core/polling/default-durations.ts';
import type { TaskView } from '../../../../electron/shared/task.ts';
import { aCheckingTask, aReadyTask, aRunningTask, nowMs, runwayId } from '../../builders.ts';

const hourMs = 3_600_000;

const curve = pollCurve(defaultDurations(runwayId));

function nextDelayMs(task: TaskView, atMs: number, random: number): number | undefined {
  return delayMs(task, { nowMs: atMs, random }, curve);
}

function running(ageMs: number) {
  const startedAtMs = nowMs - ageMs;
  const record = { parameters: {}, startedAtMs };
  return aRunningTask({ addedAtMs: startedAtMs, sinceMs: startedAtMs, record });
}

test('a running task is asked about as often as tasks of its age end', () => {
  // Half of the usual Runway tasks end between 30 and 73 s: one every 60 s or so, so about every 5 s.
  const young = nextDelayMs(running(0), nowMs, 0.5) ?? 0;
  const dense = nextDelayMs(running(40_000), nowMs, 0.5) ?? 0;
  const late = nextDelayMs(running(400_000), nowMs, 0.5) ?? 0;
  expect(dense).toBeGreaterThanOrEqual(4_000);
  expect(dense).toBeLessThanOrEqual(8_000);
  expect(young).toBeGreaterThan(2 * dense);
  expect(late).toBeGreaterThan(2 * dense);
});

test('a running task is never asked about after less than 2 s or more than 60 s', () => {
  for (const durations of [[1000, 1001], [30_000], [86_400_000], Array<number>(200).fill(40_000)]) {
    const odd = pollCurve(durations);
    for (let ageMs = 0; ageMs < 3_600_000; ageMs = Math.ceil((ageMs + 1) * 1.1)) {
      for (const random of [0, 1]) {
        const delay = delayMs(running(ageMs), { nowMs, random }, odd);
        expect(delay).toBeGreaterThanOrEqual(2_000);
        expect(delay).toBeLessThanOrEqual(60_000);
      }
    }
  }
});

test.each([
  [0, 10_000],
  [6 * 60_000, 18_000],
  [50 * 60_000, 54_545],
])('a task of unknown start, known for %d ms, is asked about every %d ms', (sinceMs, delay) => {
  expect(nextDelayMs(aRunningTask({ sinceMs: nowMs - sinceMs }), nowMs, 0.5)).toBe(delay);
});

test('a start that lies in the future is no start', () => {
  expect(nextDelayMs(running(-3_600_000), nowMs, 0.5)).toBe(10_000);
});

test('jitter moves a question by a tenth at the most', () => {
  expect(nextDelayMs(aRunningTask(), nowMs, 0)).toBe(9_000);
  expect(nextDelayMs(aRunningTask(), nowMs, 1)).toBe(11_000);
});

test('a task that ran for an hour without a word of it is asked about like a stalled one', () => {
  expect(nextDelayMs(running(2 * hourMs), nowMs, 0.5)).toBe(15 * 60_000);
  expect(nextDelayMs(running(61 * 24 * hourMs), nowMs, 0.5)).toBeUndefined();
});

test('a new id is asked about at once, and so is the next endpoint of its round', () => {
  expect(nextDelayMs(aCheckingTask(), nowMs, 0.5)).toBe(0);
  const inRound = aCheckingTask({ missedAt: [runwayId], firstMissAtMs: nowMs });
  expect(nextDelayMs(inRound, nowMs, 0.5)).toBe(0);
  // Another account's round.
  expect(nextDelayMs(aCheckingTask({ firstMissAtMs: nowMs }), nowMs, 0.5)).toBe(0);
});

test.each([
  ['once the grace is over', 0, 15_000],
  ['once the grace is over', 6_000, 9_000],
  ['at once after it', 20_000, 0],
  ['within the grace by a clock that was set back', -3_600_000, 15_000],
])('after the round the likeliest owners are asked once more, %s', (_when, passedMs, delay) => {
  const task = aCheckingTask({ firstMissAtMs: nowMs - passedMs, isRoundOver: true });
  expect(nextDelayMs(task, nowMs, 0.5)).toBe(delay);
  expect(nextDelayMs({ ...task, missedAt: [runwayId] }, nowMs, 0.5)).toBe(0);
});

test('an id that brought no answer is not asked about at once', () => {
  const hindrance = { code: 'media-expired' } as const;
  expect(nextDelayMs(aCheckingTask({ hindrance }), nowMs, 0.5)).toBe(5_000);
});

test('an id that never brings an answer is asked about less and less', () => {
  const hindrance = { code: 'media-expired' } as const;
  const delays = [0.1, 1, 24].map((hours) =>
    nextDelayMs(aCheckingTask({ hindrance, addedAtMs: nowMs - hours * hourMs }), nowMs, 0.5),
  );
  expect(delays).toEqual([18_000, 180_000, 900_000]);
});

test('a paused task and a finished one are not asked about', () => {
  expect(nextDelayMs(aRunningTask({ paused: true }), nowMs, 0.5)).toBeUndefined();
  expect(nextDelayMs(aReadyTask(), nowMs, 0.5)).toBeUndefined();
});

const stalledTask = (addedAtMs: number, sinceMs = addedAtMs): TaskView => {
  const { state: _running, ...task } = aRunningTask();
  return { ...task, state: 'stalled', addedAtMs, sinceMs };
};

test('a stalled task is asked about four times an hour for a day', () => {
  const twoHoursMs = nowMs - 2 * hourMs;
  expect(nextDelayMs(stalledTask(twoHoursMs), nowMs, 0.5)).toBe(15 * 60_000);
  // Added today: its start may be misread, so the day counts from when it was added.
  const misread = stalledTask(nowMs - hourMs, nowMs - 25 * hourMs);
  expect(nextDelayMs(misread, nowMs, 0.5)).toBe(15 * 60_000);
});

test.each([24, 30, 5 * 24, 20 * 24, 59.9 * 24])(
  'a task without an end after %d h is still asked about at least once a day, stalled or just old',
  (hours) => {
    for (const random of [0, 0.5, 1]) {
      for (const task of [stalledTask(nowMs - hours * hourMs), running(hours * hourMs)]) {
        const delay = nextDelayMs(task, nowMs, random) ?? Infinity;
        expect(delay).toBeLessThanOrEqual(24 * hourMs);
        expect(delay).toBeGreaterThanOrEqual(50 * 60_000);
      }
    }
  },
);

test('once its record has died, two months after the start, it is asked about no more', () => {
  expect(nextDelayMs(stalledTask(nowMs - 60 * 24 * hourMs), nowMs, 0.5)).toBeUndefined();
});

test('a clock that was months behind when a task was added does not end the asking', () => {
  const behindMs = nowMs - 90 * 24 * hourMs;
  const task = stalledTask(behindMs);
  const record = { parameters: {}, startedAtMs: nowMs - 3 * hourMs };
  expect(nextDelayMs(task, nowMs, 0.5)).toBeUndefined();
  expect(nextDelayMs({ ...task, record }, nowMs, 0.5)).toBe(15 * 60_000);
  // A start in the future is misread, and keeps nothing alive.
  const misread = { parameters: {}, startedAtMs: nowMs + 24 * hourMs };
  expect(nextDelayMs({ ...task, record: misread }, nowMs, 0.5)).toBeUndefined();
});

test('a task is asked about every minute while it is doubtful that it is stalled', () => {
  const { state: _running, ...task } = aRunningTask();
  const addedAtMs = nowMs - 25 * hourMs; // as a clock says that was set a day on a minute ago
  const stalled = { ...task, state: 'stalled', addedAtMs, sinceMs: addedAtMs } as const;
  const delays = [0, 1, 14, 15].map((stalledAnswers) =>
    delayMs(stalled, { nowMs, random: 0.5, stalledAnswers }, curve),
  );
  expect(delays).toEqual([3_750_000, 54_545, 54_545, 3_750_000]);
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
