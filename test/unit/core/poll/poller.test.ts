import { expect, test } from 'vitest';
import { Poller } from '../../../../electron/core/poll/poller.ts';
import { toAccountId, type TaskId } from '../../../../electron/shared/task.ts';
import { ManualClock, settle } from '../../../fake/clock.ts';
import { accountId, idNumber, nowMs } from '../../builders.ts';

interface Asked {
  readonly id: TaskId;
  readonly atMs: number;
}

function aPoller(ask: (id: TaskId) => Promise<void> = () => Promise.resolve()) {
  const clock = new ManualClock();
  const asked: Asked[] = [];
  const poller = new Poller({
    clock,
    ask: (id) => {
      asked.push({ id, atMs: clock.now() - nowMs });
      return ask(id);
    },
  });
  return { clock, asked, poller };
}

test('an account is asked once a second at the most, in the order of being due', async () => {
  const { clock, asked, poller } = aPoller();
  for (const n of [3, 1, 2]) poller.schedule(idNumber(n), accountId, nowMs - 10 + n);
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
  poller.schedule(idNumber(1), accountId, 0);
  poller.schedule(idNumber(2), toAccountId('account-2'), 0);
  poller.start();
  await clock.advance(10);
  expect(asked.map(({ atMs }) => atMs)).toEqual([0, 0]);
});

test('ten thousand tasks need one timer', () => {
  const { clock, poller } = aPoller();
  poller.start();
  for (let n = 0; n < 10_000; n++) poller.schedule(idNumber(n), accountId, nowMs + n);
  expect(clock.pending).toBe(1);
});

test('a task that waits for its time holds no one up', async () => {
  const { clock, asked, poller } = aPoller();
  poller.schedule(idNumber(1), accountId, nowMs + 60_000);
  poller.start();
  poller.schedule(idNumber(2), accountId, 0);
  await clock.advance(60_000);
  expect(asked).toEqual([
    { id: idNumber(2), atMs: 0 },
    { id: idNumber(1), atMs: 60_000 },
  ]);
});

test('an account on hold rests, and goes on by itself', async () => {
  const { clock, asked, poller } = aPoller();
  poller.hold(accountId, nowMs + 10_000);
  poller.schedule(idNumber(1), accountId, 0);
  poller.start();
  await clock.advance(9_999);
  expect(asked).toEqual([]);
  await clock.advance(1);
  expect(asked).toHaveLength(1);
});

test('a blocked account is not asked until it is released', async () => {
  const { clock, asked, poller } = aPoller();
  poller.block(accountId);
  poller.schedule(idNumber(1), accountId, 0);
  poller.start();
  await clock.advance(3_600_000);
  expect(asked).toEqual([]);
  poller.release(accountId);
  await clock.advance(0);
  expect(asked).toHaveLength(1);
});

test('a call in turn comes before the tasks and counts against the same second', async () => {
  const { clock, asked, poller } = aPoller();
  poller.schedule(idNumber(1), accountId, 0);
  poller.start();
  const credits = poller.inTurn(accountId, () => Promise.resolve(5));
  await clock.advance(0);
  await expect(credits).resolves.toBe(5);
  await clock.advance(2000);
  expect(asked).toEqual([{ id: idNumber(1), atMs: 1000 }]);
});

test('slow answers do not stop the asking, up to four at a time', async () => {
  const answers: (() => void)[] = [];
  const { clock, asked, poller } = aPoller(() => new Promise((resolve) => answers.push(resolve)));
  for (let n = 0; n < 6; n++) poller.schedule(idNumber(n), accountId, 0);
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
  poller.schedule(idNumber(1), accountId, 0);
  poller.unschedule(idNumber(1));
  poller.start();
  await clock.advance(10_000);
  expect(asked).toEqual([]);
});

test('a stopped poller asks nothing', async () => {
  const { clock, asked, poller } = aPoller();
  poller.start();
  poller.stop();
  poller.schedule(idNumber(1), accountId, 0);
  await clock.advance(10_000);
  expect(asked).toEqual([]);
});

test('a clock that is set back an hour does not stop the asking', async () => {
  const { clock, asked, poller } = aPoller();
  poller.schedule(idNumber(1), accountId, 0);
  poller.start();
  await clock.advance(0);
  clock.jumpTo(nowMs - 3_600_000);
  poller.schedule(idNumber(2), accountId, 0);
  poller.wake();
  await clock.advance(1000);
  expect(asked.map(({ id }) => id)).toEqual([idNumber(1), idNumber(2)]);
});
