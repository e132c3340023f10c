import { beforeEach, expect, test } from 'vitest';
import { TimerMap } from '../../../../electron/core/platform/timer-map.ts';
import { ManualClock } from '../../../fake/clock.ts';

let clock: ManualClock;
let timers: TimerMap<string>;
let over: string[];
const onOver = (key: string): void => void over.push(key);

beforeEach(() => {
  clock = new ManualClock();
  timers = new TimerMap(clock);
  over = [];
});

test('each key has one timer, and the later one counts', async () => {
  timers.start('a', 1000, { onOver });
  timers.start('a', 3000, { onOver });
  await clock.advance(2999);
  expect([over, timers.has('a'), timers.size]).toEqual([[], true, 1]);
  await clock.advance(1);
  expect([over, timers.has('a'), clock.pending]).toEqual([['a'], false, 0]);
});

test('one that is cancelled says nothing', async () => {
  for (const key of ['a', 'b', 'c']) timers.start(key, 1000, { onOver });
  timers.cancel('b');
  await clock.advance(500);
  timers.cancelAll();
  await clock.advance(1000);
  expect([over, clock.pending]).toEqual([[], 0]);
});

test('a wake-up ends those that wait for it, each once', async () => {
  timers.start('network', 60_000, { onOver, endsAtWake: true });
  timers.start('host', 60_000, { onOver });
  timers.wake();
  timers.wake();
  expect(over).toEqual(['network']);
  await clock.advance(60_000);
  expect(over).toEqual(['network', 'host']);
});

test('one that is ended early is over once', async () => {
  timers.start('a', 1000, { onOver });
  timers.end('a');
  timers.end('a');
  await clock.advance(1000);
  expect(over).toEqual(['a']);
});

test('a timer that is started anew as it ends stays', async () => {
  timers.start('a', 1000, { onOver: (key) => timers.start(key, 1000, { onOver }) });
  await clock.advance(1000);
  expect([over, timers.size]).toEqual([[], 1]);
  await clock.advance(1000);
  expect(over).toEqual(['a']);
});
