import { expect, test } from 'vitest';
import { Alerts } from '../../../../electron/core/platform/alerts.ts';
import { SafeMode } from '../../../../electron/core/app/safe-mode.ts';
import type { Task } from '../../../../electron/shared/task.ts';
import { ManualClock } from '../../../fake/clock.ts';
import { aReadyTask, nowMs } from '../../builders.ts';

function aSafeMode({ crashes = 2, tasks = [] as readonly Task[] } = {}) {
  const clock = new ManualClock(nowMs);
  const alerts = new Alerts(() => undefined);
  let resumed = 0;
  let watched = 0;
  const mode = new SafeMode({
    record: { crashes, isCareful: crashes >= 2, watch: () => (watched += 1) },
    alerts,
    clock,
    tasks: () => tasks,
    logPath: '/logs/reelkeep.log',
    onResume: () => (resumed += 1),
  });
  mode.start();
  return { mode, clock, alerts, resumed: () => resumed, watched: () => watched };
}

test('an ordinary start begins at once and says nothing', () => {
  const { alerts, resumed } = aSafeMode({ crashes: 1 });
  expect(resumed()).toBe(1);
  expect(alerts.list()).toEqual([]);
});

test('after two crashes nothing begins, and the window says why and where the log is', () => {
  const { alerts, resumed } = aSafeMode();
  expect(resumed()).toBe(0);
  expect(alerts.list()).toEqual([
    {
      key: 'safe-mode',
      alert: {
        code: 'safe-mode',
        crashes: 2,
        nearDeadlines: 0,
        resumesAtMs: nowMs + 10 * 60_000,
        logPath: '/logs/reelkeep.log',
      },
    },
  ]);
});

test('the user lets it go on, once, and the run counts from then on', async () => {
  const { mode, alerts, clock, resumed, watched } = aSafeMode();
  mode.resume();
  mode.resume();
  await clock.advance(60 * 60_000);
  expect([resumed(), watched()]).toEqual([1, 1]);
  expect(alerts.list()).toEqual([]);
});

test('it goes on by itself after ten minutes: nobody may be looking', async () => {
  const { clock, resumed } = aSafeMode();
  await clock.advance(10 * 60_000 - 1);
  expect(resumed()).toBe(0);
  await clock.advance(1);
  expect(resumed()).toBe(1);
});

test('with a deadline near it says so, and goes on sooner', async () => {
  const tasks = [aReadyTask({ deadlineMs: nowMs + 60 * 60_000 })];
  const { alerts, clock, resumed } = aSafeMode({ tasks });
  expect(alerts.list()[0]?.alert).toMatchObject({ nearDeadlines: 1 });
  await clock.advance(2 * 60_000);
  expect(resumed()).toBe(1);
});

test('a run that ends while it holds back does not go on', async () => {
  const { mode, clock, resumed } = aSafeMode();
  mode.stop();
  await clock.advance(60 * 60_000);
  expect(resumed()).toBe(0);
});
