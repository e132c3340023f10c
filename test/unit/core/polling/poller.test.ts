import { expect, test } from 'vitest';
import type {
  PollSchedule,
  PollPriority,
} from '../../../../electron/core/polling/poll-schedule.ts';
import { AccountHealth } from '../../../../electron/core/settings/account-health.ts';
import { Poller } from '../../../../electron/core/polling/poller.ts';
import { toAccountId, type TaskId } from '../../../../electron/shared/id.ts';
import { ManualClock, settle } from '../../../fake/clock.ts';
import { accountId, idNumber, nowMs } from '../../builders.ts';

interface Asked {
  readonly id: TaskId;
  readonly atMs: number;
}

function after(delayMs: number, priority: PollPriority = 'routine', slackMs = 0): PollSchedule {
  return { delayMs, priority, slackMs };
}

function aPoller(ask: (id: TaskId) => Promise<void> = () => Promise.resolve()) {
  const clock = new ManualClock();
  const asked: Asked[] = [];
  const health = new AccountHealth({ clock });
  const spacingMs = 1000; // round, so that the times below can be read
  const poller = new Poller({ clock, health, spacingMs });
  health.restChanged.event((id) => poller.accountRestChanged(id));
  poller.onDue((id) => {
    asked.push({ id, atMs: clock.now() - nowMs });
    return ask(id);
  });
  /** Lets an account rest so long; without a time, until it is changed. */
  const rest = (forMs?: number, id = accountId) => {
    const call = health.begin();
    if (forMs === undefined) health.failed(id, { code: 'account-no-key', name: 'Mine' }, { call });
    else health.failed(id, { code: 'rate-limited', host: 'host' }, { call, restMs: () => forMs });
  };
  return { clock, asked, poller, health, rest };
}

test('an account is asked once a second at the most, in the order of being due', async () => {
  const { clock, asked, poller } = aPoller();
  for (const n of [3, 1, 2]) poller.schedule(idNumber(n), accountId, after(n - 10));
  poller.start();
  await clock.advance(5000);
  expect(asked).toEqual([
    { id: idNumber(1), atMs: 0 },
    { id: idNumber(2), atMs: 1000 },
    { id: idNumber(3), atMs: 2000 },
  ]);
});

test('two accounts do not wait for one another', async () => {
  const { clock, asked, poller } = aPoller();
  poller.schedule(idNumber(1), accountId, after(0));
  poller.schedule(idNumber(2), toAccountId('account-2'), after(0));
  poller.start();
  await clock.advance(10);
  expect(asked.map(({ atMs }) => atMs)).toEqual([0, 0]);
});

test('ten thousand tasks need one timer', () => {
  const { clock, poller } = aPoller();
  poller.start();
  for (let n = 0; n < 10_000; n++) poller.schedule(idNumber(n), accountId, after(n));
  expect(clock.pending).toBe(1);
});

test('a task that waits for its time holds no one up', async () => {
  const { clock, asked, poller } = aPoller();
  poller.schedule(idNumber(1), accountId, after(60_000));
  poller.start();
  poller.schedule(idNumber(2), accountId, after(0));
  await clock.advance(60_000);
  expect(asked).toEqual([
    { id: idNumber(2), atMs: 0 },
    { id: idNumber(1), atMs: 60_000 },
  ]);
});

test('an account on hold rests, and goes on by itself', async () => {
  const { clock, asked, poller, rest } = aPoller();
  rest(10_000);
  poller.schedule(idNumber(1), accountId, after(0));
  poller.start();
  await clock.advance(9_999);
  expect(asked).toEqual([]);
  await clock.advance(1);
  expect(asked).toHaveLength(1);
});

test('a blocked account is not asked until it is released', async () => {
  const { clock, asked, poller, health, rest } = aPoller();
  rest();
  poller.schedule(idNumber(1), accountId, after(0));
  poller.start();
  await clock.advance(3_600_000);
  expect(asked).toEqual([]);
  health.reset(accountId);
  await clock.advance(0);
  expect(asked).toHaveLength(1);
});

test('a call in turn comes before the tasks and counts against the same second', async () => {
  const { clock, asked, poller } = aPoller();
  poller.schedule(idNumber(1), accountId, after(0));
  poller.start();
  const credits = poller.runUserCall(accountId, () => Promise.resolve(5));
  await clock.advance(0);
  await expect(credits).resolves.toBe(5);
  await clock.advance(2000);
  expect(asked).toEqual([{ id: idNumber(1), atMs: 1000 }]);
});

test('slow answers do not stop the asking, up to four at a time', async () => {
  const answers: (() => void)[] = [];
  const { clock, asked, poller } = aPoller(() => new Promise((resolve) => answers.push(resolve)));
  for (let n = 0; n < 6; n++) poller.schedule(idNumber(n), accountId, after(0));
  poller.start();
  await clock.advance(10_000);
  expect(asked).toHaveLength(4);
  answers[0]?.();
  await settle();
  await clock.advance(0);
  expect(asked).toHaveLength(5);
});

test('a task taken off the schedule is not asked about', async () => {
  const { clock, asked, poller } = aPoller();
  poller.schedule(idNumber(1), accountId, after(0));
  poller.unschedule(idNumber(1));
  poller.start();
  await clock.advance(10_000);
  expect(asked).toEqual([]);
});

test('a stopped poller asks nothing', async () => {
  const { clock, asked, poller } = aPoller();
  poller.start();
  poller.stop();
  poller.schedule(idNumber(1), accountId, after(0));
  await clock.advance(10_000);
  expect(asked).toEqual([]);
});

test.each([-86_400_000, -3_600_000, 3_600_000, 86_400_000])(
  'a clock that is set by %d ms freezes nothing and hurries no one',
  async (jumpMs) => {
    const { clock, asked, poller, rest } = aPoller();
    const otherId = toAccountId('account-2');
    poller.schedule(idNumber(1), accountId, after(0));
    poller.start();
    await clock.advance(0);
    rest(300_000, otherId);
    poller.schedule(idNumber(2), accountId, after(40_000));
    poller.schedule(idNumber(3), otherId, after(0));
    clock.jumpTo(nowMs + jumpMs);
    poller.schedule(idNumber(4), accountId, after(0));
    await clock.advance(300_000);
    const elapsed = asked.map(({ id, atMs }) => [id, atMs === 0 ? 0 : atMs - jumpMs]);
    expect(elapsed[0]).toEqual([idNumber(1), 0]);
    expect(elapsed[1]).toEqual([idNumber(4), 1000]); // a second after the call before, on any clock
    // A clock that is set on looks like a sleep: what waits is asked within a minute, never later.
    expect(elapsed[2]?.[0]).toBe(idNumber(2));
    expect(elapsed[2]?.[1]).toBeLessThanOrEqual(40_000);
    expect(elapsed[3]).toEqual([idNumber(3), 300_000]); // a hold is kept
  },
);

test('what fell due in a sleep is asked about once, a second apart, the most urgent first', async () => {
  const { clock, asked, poller } = aPoller();
  for (const n of [1, 2, 3])
    poller.schedule(idNumber(n), accountId, after(n * 10_000, 'routine', -n * 60_000));
  poller.schedule(idNumber(4), accountId, after(8 * 3_600_000));
  poller.start();
  await clock.advance(1000);
  clock.sleep(4 * 3_600_000);
  poller.wake();
  const wokenMs = clock.now() - nowMs;
  await clock.advance(60_000);
  expect(asked.map(({ id, atMs }) => [id, atMs - wokenMs])).toEqual([
    [idNumber(3), 0],
    [idNumber(2), 1000],
    [idNumber(1), 2000],
  ]);
});

test('a sleep that nobody tells of is noticed within a minute', async () => {
  const { clock, asked, poller } = aPoller();
  poller.schedule(idNumber(1), accountId, after(900_000));
  poller.start();
  await clock.advance(1000);
  clock.sleep(3_600_000);
  await clock.advance(60_000);
  expect(asked).toHaveLength(1);
});

test('a hold ends when its time has passed in a sleep', async () => {
  const { clock, asked, poller, rest } = aPoller();
  rest(600_000);
  poller.schedule(idNumber(1), accountId, after(0));
  poller.start();
  clock.sleep(600_000);
  poller.wake();
  await clock.advance(0);
  expect(asked).toHaveLength(1);
});

test('what the user asks for goes first, then new ids, then what is most overdue', async () => {
  const { clock, asked, poller } = aPoller();
  poller.schedule(idNumber(1), accountId, after(-5_000));
  poller.schedule(idNumber(2), accountId, after(-90_000));
  poller.schedule(idNumber(3), accountId, after(0, 'new'));
  poller.schedule(idNumber(4), accountId, after(30_000));
  poller.runNow(idNumber(4), 'user');
  poller.start();
  await clock.advance(3000);
  expect(asked.map(({ id }) => id)).toEqual([4, 3, 2, 1].map(idNumber));
});

test('a near deadline goes before a far one that has waited a little longer', async () => {
  const { clock, asked, poller } = aPoller();
  poller.schedule(idNumber(1), accountId, after(-60_000, 'routine', 60_000));
  poller.schedule(idNumber(2), accountId, after(0, 'routine', 60_000 - 3_600_000));
  poller.start();
  await clock.advance(1000);
  expect(asked.map(({ id }) => id)).toEqual([2, 1].map(idNumber));
});

test('ten thousand due tasks are each asked about within ten thousand calls', async () => {
  const { clock, asked, poller } = aPoller();
  const count = 10_000;
  for (let n = 0; n < count; n++) {
    poller.schedule(
      idNumber(n),
      accountId,
      after(-n, n % 3 === 0 ? 'new' : 'routine', n % 900_000),
    );
  }
  poller.start();
  await clock.advance(count * 1000);
  expect(new Set(asked.map(({ id }) => id)).size).toBe(count);
});

test('a new id waits for no backlog, and a backlog for no flood of new ids', async () => {
  const { clock, asked, poller } = aPoller();
  for (let n = 0; n < 5_000; n++) poller.schedule(idNumber(n), accountId, after(-3_600_000));
  poller.start();
  await clock.advance(10_000);
  poller.schedule(idNumber(9_000), accountId, after(0, 'new'));
  await clock.advance(2000);
  expect(asked.slice(-2).map(({ id }) => id)).toContain(idNumber(9_000));
  // Ten thousand new ids on top: of any four calls, one still goes to the backlog.
  for (let n = 10_000; n < 20_000; n++) poller.schedule(idNumber(n), accountId, after(0, 'new'));
  const before = asked.length;
  await clock.advance(400_000);
  const since = asked.slice(before);
  expect(since).toHaveLength(400);
  expect(since.filter(({ id }) => id < idNumber(5_000))).toHaveLength(100);
});

test('a task that keeps coming back does not overtake one that waits: all 50 get their turns', async () => {
  const { clock, asked, poller } = aPoller((id) => {
    poller.schedule(id, accountId, after(2_000, 'routine', 2_000));
    return Promise.resolve();
  });
  for (let n = 0; n < 49; n++) poller.schedule(idNumber(n), accountId, after(0, 'routine', 2_000));
  // The slowest one of all has waited as long as its slack is, and is overtaken no more.
  poller.schedule(idNumber(49), accountId, after(0, 'routine', 900_000));
  poller.start();
  await clock.advance(900_000 + 50_000);
  const turns = new Map<TaskId, number>();
  for (const { id } of asked) turns.set(id, (turns.get(id) ?? 0) + 1);
  expect(turns.size).toBe(50);
  expect(turns.get(idNumber(49))).toBe(1);
});

test('a link waits its turn, and gets none while its account rests', async () => {
  const { clock, asked, poller, rest } = aPoller();
  for (let n = 0; n < 8; n++) poller.schedule(idNumber(n), accountId, after(0));
  poller.start();
  const link = poller.runLinkCall(accountId, () => Promise.resolve('link'));
  await clock.advance(1000);
  await expect(link).resolves.toBe('link');
  expect(asked).toHaveLength(1);
  rest(60_000);
  const refused = poller.runLinkCall(accountId, () => Promise.resolve('link'));
  await expect(refused).resolves.toBeUndefined();
});

test('a hold sends waiting links away, so that no transfer hangs on it', async () => {
  const { clock, poller, rest } = aPoller();
  poller.schedule(idNumber(1), accountId, after(0));
  poller.start();
  await clock.advance(0);
  const link = poller.runLinkCall(accountId, () => Promise.resolve('link'));
  rest();
  await expect(link).resolves.toBeUndefined();
});
