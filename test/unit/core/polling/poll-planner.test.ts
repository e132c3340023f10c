import { expect, test } from 'vitest';
import { silentLog } from '../../../../electron/core/platform/log.ts';
import { PollPlanner } from '../../../../electron/core/polling/poll-planner.ts';
import { Durations } from '../../../../electron/core/polling/durations.ts';
import { ManualClock } from '../../../fake/clock.ts';
import { MemoryStore } from '../../../fake/store.ts';
import {
  aCheckingTask,
  aReadyTask,
  aRunningTask,
  idNumber,
  nowMs,
  runwayId,
} from '../../builders.ts';

const hourMs = 3_600_000;

function aPollPlanner() {
  const clock = new ManualClock();
  const durations = new Durations({ store: new MemoryStore(), clock, log: silentLog });
  const pollPlanner = new PollPlanner({ durations, trueNow: () => clock.now(), random: () => 0.5 });
  return { clock, durations, pollPlanner };
}

const record = { parameters: {}, startedAtMs: nowMs };

test('a duration lies between the last "running" and the first end', async () => {
  const { clock, durations, pollPlanner } = aPollPlanner();
  await clock.advance(30_000);
  pollPlanner.answered(aRunningTask({ record }));
  await clock.advance(10_000);
  pollPlanner.answered(aReadyTask({ record }));
  expect(durations.of(runwayId)).toEqual([35_000]);
});

test('an end that nobody watched teaches nothing', async () => {
  const { clock, durations, pollPlanner } = aPollPlanner();
  await clock.advance(30_000);
  pollPlanner.answered(aReadyTask({ record })); // added late: it had ended before
  pollPlanner.answered(aRunningTask({ record }));
  clock.sleep(hourMs);
  pollPlanner.answered(aReadyTask({ record })); // it ended some time in an hour's sleep
  pollPlanner.answered(aRunningTask());
  pollPlanner.answered(aReadyTask()); // nobody said when it started
  pollPlanner.answered(aRunningTask({ record }));
  pollPlanner.forget(aRunningTask().id);
  pollPlanner.answered(aReadyTask({ record }));
  expect(durations.of(runwayId)).toEqual([]);
});

test('what this user has seen moves the questions', async () => {
  const { clock, durations, pollPlanner } = aPollPlanner();
  const task = aRunningTask({ record });
  await clock.advance(31_000);
  const before = pollPlanner.plan(task)?.delayMs ?? 0;
  for (let n = 0; n < 200; n++) {
    const id = idNumber(n);
    const startedAtMs = clock.now() - 118_000 - 10 * n;
    pollPlanner.answered(aRunningTask({ id, record: { parameters: {}, startedAtMs } }));
    pollPlanner.answered(aReadyTask({ id, record: { parameters: {}, startedAtMs } }));
  }
  expect(durations.of(runwayId)).toHaveLength(200);
  // All of them took about two minutes: half a minute is early, though what others saw still counts a little.
  expect(before).toBeLessThan(10_000);
  expect(pollPlanner.plan(task)?.delayMs).toBeGreaterThan(20_000);
});

test('new ids are new until a whole round has missed them, and a begun one goes first', () => {
  const { pollPlanner } = aPollPlanner();
  expect(pollPlanner.plan(aCheckingTask())).toEqual({ delayMs: 0, priority: 'new', slackMs: 0 });
  const begun = aCheckingTask({ missedAt: [runwayId], firstMissAtMs: nowMs });
  expect(pollPlanner.plan(begun)).toMatchObject({ delayMs: 0, priority: 'new', slackMs: -hourMs });
  const missed = aCheckingTask({ firstMissAtMs: nowMs, isRoundOver: true });
  expect(pollPlanner.plan(missed)).toMatchObject({ delayMs: 15_000, priority: 'routine' });
});

test('a near deadline leaves less slack, and a stalled task has a quarter of an hour', () => {
  const { pollPlanner } = aPollPlanner();
  const slack = (leftMs: number) =>
    pollPlanner.plan(aRunningTask({ addedAtMs: nowMs - hourMs, deadlineMs: nowMs + leftMs }))
      ?.slackMs;
  expect([300, 48, 12].map((hours) => slack(hours * hourMs))).toEqual([
    10_000, -590_000, -3_590_000,
  ]);
  const { state: _running, ...task } = aRunningTask({ sinceMs: nowMs - 2 * hourMs });
  expect(pollPlanner.plan({ ...task, state: 'stalled' })?.slackMs).toBe(900_000);
});

test('the first tasks of a new user are asked about every six seconds for a minute', async () => {
  const { durations, pollPlanner } = aPollPlanner();
  const task = aRunningTask({ record });
  expect(pollPlanner.plan(task)?.delayMs).toBe(6_000);
  for (const durationMs of [40_000, 50_000, 60_000]) durations.add(runwayId, durationMs);
  expect(pollPlanner.plan(task)?.delayMs).toBeGreaterThan(6_000);
  const fresh = aPollPlanner();
  await fresh.clock.advance(60_000);
  expect(fresh.pollPlanner.plan(aRunningTask())?.delayMs).toBe(10_000);
});

test('nothing is given up at the word of a clock that has just been set', async () => {
  const { clock, pollPlanner } = aPollPlanner();
  const { state: _running, ...task } = aRunningTask({ sinceMs: nowMs, record });
  const stalled = { ...task, state: 'stalled' } as const;
  for (let n = 0; n < 20; n++) {
    await clock.advance(15 * 60_000);
    pollPlanner.answered(stalled);
  }
  expect(pollPlanner.plan(stalled)?.delayMs).toBe(900_000);
  clock.sleep(400 * 24 * hourMs); // to the planner a clock that is set is no other thing
  pollPlanner.answered(stalled);
  expect(pollPlanner.plan(stalled)?.delayMs).toBeLessThanOrEqual(60_000);
  for (let n = 0; n < 20; n++) {
    await clock.advance(60_000);
    pollPlanner.answered(stalled);
  }
  expect(pollPlanner.plan(stalled)).toBeUndefined(); // it is true, and the record is gone
});
