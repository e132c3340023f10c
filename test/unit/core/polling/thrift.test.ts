import { expect, test } from 'vitest';
import { PollPlanner } from '../../../../electron/core/polling/poll-planner.ts';
import { Durations } from '../../../../electron/core/polling/durations.ts';
import { thriftOf, thriftyDelayMs } from '../../../../electron/core/polling/thrift.ts';
import { silentLog } from '../../../../electron/core/platform/log.ts';
import { ManualClock } from '../../../fake/clock.ts';
import { MemoryStore } from '../../../fake/store.ts';
import { aRunningTask, nowMs } from '../../builders.ts';

const hourMs = 3_600_000;
const usual = { isSaverOn: false, isBatteryLow: false, isMetered: false };

test.each([
  ['nothing to save', {}, undefined, undefined],
  ['a saver', { isSaverOn: true }, undefined, 'battery-saver'],
  ['a low battery', { isBatteryLow: true }, undefined, 'low-battery'],
  ['a metered connection', { isMetered: true }, undefined, 'metered'],
  [
    'all three',
    { isSaverOn: true, isBatteryLow: true, isMetered: true },
    undefined,
    'battery-saver',
  ],
  ['a deadline in two days', { isSaverOn: true }, 48 * hourMs, 'battery-saver'],
  ['a deadline within a day', { isSaverOn: true }, 24 * hourMs, undefined],
  ['a deadline that has passed', { isMetered: true }, -hourMs, undefined],
] as const)('%s', (...[, change, leftMs, reason]) => {
  expect(thriftOf({ ...usual, ...change }, leftMs)).toBe(reason);
});

test.each([
  [2_000, 60_000],
  [20_000, 80_000],
  [60_000, 240_000],
  [90_000, 240_000],
  [600_000, 600_000],
  [86_400_000, 86_400_000],
])('a pause of %d ms becomes one of %d ms', (usualMs, savedMs) => {
  expect(thriftyDelayMs(usualMs)).toBe(savedMs);
});

test('what is running is asked about less often, and what was just added as often as ever', () => {
  const clock = new ManualClock(nowMs);
  const durations = new Durations({ store: new MemoryStore(), clock, log: silentLog });
  let isSaving = false;
  const planner = new PollPlanner({
    ...{ durations, trueNow: () => clock.now(), random: () => 0.5, isThrifty: () => isSaving },
  });
  const old = aRunningTask({ addedAtMs: nowMs - 5 * 60_000, sinceMs: nowMs - 5 * 60_000 });
  const fresh = aRunningTask();
  const delayOf = (task: typeof old) => planner.plan(task)?.delayMs ?? 0;
  const [oldMs, freshMs] = [delayOf(old), delayOf(fresh)];
  isSaving = true;
  expect(delayOf(old)).toBe(thriftyDelayMs(oldMs));
  expect(delayOf(old)).toBeGreaterThan(oldMs);
  expect(delayOf(fresh)).toBe(freshMs);
});
