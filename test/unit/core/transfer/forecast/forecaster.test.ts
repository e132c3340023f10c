import { beforeEach, expect, test } from 'vitest';
import { Alerts } from '../../../../../electron/core/platform/alerts.ts';
import { SpeedLimit } from '../../../../../electron/core/download/speed-limit.ts';
import { Forecaster } from '../../../../../electron/core/transfer/forecast/forecaster.ts';
import type { Task, TransferProgress } from '../../../../../electron/shared/task.ts';
import { VirtualClock } from '../../../../fake/virtual-clock.ts';
import { aReadyTask, idNumber, nowMs } from '../../../builders.ts';

const minuteMs = 60_000;

let clock: VirtualClock;
let tasks: Task[];
let progress: TransferProgress[];
let raises: number;
let alerts: Alerts;
let speedLimit: SpeedLimit;
let forecaster: Forecaster;

beforeEach(() => {
  clock = new VirtualClock(nowMs);
  tasks = [];
  progress = [];
  raises = 0;
  alerts = new Alerts(() => raises++);
  speedLimit = new SpeedLimit(clock, 0);
  forecaster = new Forecaster({
    tasks: () => tasks,
    progress: () => progress,
    speedLimit,
    alerts,
    clock,
    trueNow: () => clock.now(),
  });
  forecaster.start();
});

/** Lets time pass and the forecaster look. */
async function pass(durationMs: number): Promise<void> {
  forecaster.changed();
  await clock.runUntil(clock.world() + durationMs);
}

/** Videos that nobody has measured are 15 MB each. */
function aQueue(count: number, leftMs: number): Task[] {
  return Array.from({ length: count }, (_, n) =>
    aReadyTask({ id: idNumber(n), deadlineMs: clock.now() + leftMs }),
  );
}

/** The transfers move at this speed, for as long as it takes to believe it. */
async function runAt(bytesPerSecond: number): Promise<void> {
  progress = [{ taskId: idNumber(0), receivedBytes: 0, bytesPerSecond }];
  for (let look = 0; look < 3; look++) await pass(5_000);
}

const told = () => alerts.list().map(({ alert }) => alert);

test('a limit that would cost a video its deadline is lifted, told, and put back', async () => {
  tasks = aQueue(4, 30 * minuteMs);
  forecaster.setLimit(100_000); // 150 s for each
  expect(speedLimit.isLifted).toBe(false);
  expect(told()).toEqual([]);
  tasks = aQueue(10, 31 * minuteMs); // 25 min for all; 10 min are to be left
  await pass(5_000);
  expect(speedLimit.isLifted).toBe(true);
  expect(told()).toEqual([{ code: 'limit-lifted', tasks: 2 }]);
  tasks = tasks.slice(0, 6); // 15 min for all: it would do, and is too near to be put back
  await pass(5_000);
  expect(speedLimit.isLifted).toBe(true);
  tasks = tasks.slice(0, 3);
  await pass(5_000);
  expect(speedLimit.isLifted).toBe(false);
  expect(told()).toEqual([]);
});

test('a limit comes to be too low by the mere passing of time', async () => {
  tasks = aQueue(4, 30 * minuteMs);
  forecaster.setLimit(100_000);
  await clock.runUntil(nowMs + 9 * minuteMs);
  expect(speedLimit.isLifted).toBe(false);
  await clock.runUntil(nowMs + 13 * minuteMs);
  expect(speedLimit.isLifted).toBe(true);
});

test('another limit is decided upon anew, at once', () => {
  tasks = aQueue(10, 30 * minuteMs);
  forecaster.setLimit(100_000);
  expect(speedLimit.isLifted).toBe(true);
  forecaster.setLimit(1_000_000);
  expect(speedLimit.isLifted).toBe(false);
  expect(told()).toEqual([]);
  forecaster.setLimit(100_000);
  forecaster.setLimit(0);
  expect(speedLimit.isLifted).toBe(false);
  expect(told()).toEqual([]);
});

test('what is lost at full speed as well is told, once the speed is known', async () => {
  tasks = aQueue(10, 11 * minuteMs); // 150 MB in 660 s
  await pass(5_000);
  expect(told()).toEqual([]);
  await runAt(200_000); // a minute and a quarter for each: seven of them
  expect(told()).toEqual([{ code: 'forecast-late', tasks: 3 }]);
  await runAt(1_000_000);
  expect(told()).toEqual([]);
});

test('an alert that was dismissed comes back only when there is more to tell', async () => {
  const paused = (count: number) =>
    aQueue(count, 3 * 3_600_000).map((task) => ({ ...task, paused: true }));
  tasks = paused(3);
  await pass(5_000);
  expect(told()).toEqual([{ code: 'paused-at-risk', tasks: 3 }]);
  alerts.clear('paused-at-risk');
  tasks = paused(2);
  await pass(5_000);
  expect(told()).toEqual([]);
  tasks = paused(4);
  await pass(5_000);
  expect(told()).toEqual([{ code: 'paused-at-risk', tasks: 4 }]);
  tasks = [];
  await pass(5_000);
  expect(told()).toEqual([]);
});

test('a paused task is told of when its last day begins, though nothing else happens', async () => {
  tasks = aQueue(1, 30 * 3_600_000).map((task) => ({ ...task, paused: true }));
  await pass(5_000);
  await clock.runUntil(nowMs + 5.9 * 3_600_000);
  expect(told()).toEqual([]);
  await clock.runUntil(nowMs + 6.1 * 3_600_000);
  expect(told()).toEqual([{ code: 'paused-at-risk', tasks: 1 }]);
});

test('a thousand changes in five seconds are one look', async () => {
  await pass(5_000);
  let looks = 0;
  const counting = new Forecaster({
    tasks: () => {
      looks++;
      return [];
    },
    progress: () => [],
    speedLimit,
    alerts,
    clock,
    trueNow: () => clock.now(),
  });
  counting.start();
  const before = looks;
  for (let change = 0; change < 1000; change++) counting.changed();
  await clock.runUntil(clock.world() + 60_000);
  expect(looks).toBe(before + 1);
});

test('nothing is repeated to the window while nothing changes', async () => {
  tasks = aQueue(10, 30 * minuteMs);
  forecaster.setLimit(100_000);
  const before = raises;
  for (let look = 0; look < 20; look++) await pass(5_000);
  expect(raises).toBe(before);
});
