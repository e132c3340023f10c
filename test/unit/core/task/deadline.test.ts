import { expect, test } from 'vitest';
import { deadlineMs, retentionMs } from '../../../../electron/core/task/deadline.ts';
import { nowMs } from '../../builders.ts';

const fortnightMs = 14 * 24 * 3_600_000;

test.each([
  [{}, undefined],
  [{ mediaSeenAtMs: nowMs }, nowMs],
  [
    { record: { parameters: {}, startedAtMs: nowMs - 60_000 }, mediaSeenAtMs: nowMs },
    nowMs - 60_000,
  ],
  [{ record: { parameters: {}, startedAtMs: nowMs + 60_000 }, mediaSeenAtMs: nowMs }, nowMs],
  [{ record: { parameters: {}, finishedAtMs: nowMs - 5 } }, nowMs - 5],
])('of %j the earliest time counts', (task, startMs) => {
  expect(deadlineMs(task, fortnightMs)).toBe(
    startMs === undefined ? undefined : startMs + fortnightMs,
  );
});

test.each(['kie', 'apikley', 'custom'] as const)('%s keeps media for 14 days', (provider) => {
  expect(retentionMs(provider, 'runway')).toBe(fortnightMs);
  expect(retentionMs(provider, 'an endpoint of tomorrow')).toBe(fortnightMs);
});
