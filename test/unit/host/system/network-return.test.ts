import { expect, test } from 'vitest';
import { watchNetworkReturn } from '../../../../electron/host/system/network-return.ts';
import { ManualClock } from '../../../fake/clock.ts';

async function told(looks: readonly boolean[]): Promise<number> {
  const clock = new ManualClock();
  let at = 0;
  let count = 0;
  const watch = watchNetworkReturn({
    clock,
    isOnline: () => looks[Math.min(at, looks.length - 1)] ?? true,
    onBack: () => {
      count += 1;
    },
  });
  for (at = 0; at < looks.length; at += 1) await clock.advance(5_000);
  watch.dispose();
  at = looks.length - 1;
  await clock.advance(60_000);
  return count;
}

test.each([
  { name: 'a network that stays', looks: [true, true, true], count: 0 },
  { name: 'none at all', looks: [false, false], count: 0 },
  { name: 'one that comes after the start', looks: [false, false, true, true], count: 1 },
  { name: 'one that goes and comes', looks: [true, false, true, false, false, true], count: 2 },
  { name: 'one that goes', looks: [true, false, false], count: 0 },
])('$name is told $count times', async ({ looks, count }) => {
  expect(await told(looks)).toBe(count);
});

test('nothing is told once it is disposed of', async () => {
  const clock = new ManualClock();
  let isOnline = false;
  let count = 0;
  const watch = watchNetworkReturn({ clock, isOnline: () => isOnline, onBack: () => (count += 1) });
  await clock.advance(5_000);
  watch.dispose();
  isOnline = true;
  await clock.advance(60_000);
  expect(count).toBe(0);
});
