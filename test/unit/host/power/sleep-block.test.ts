import { beforeEach, expect, test } from 'vitest';
import { SleepBlock } from '../../../../electron/host/power/sleep-block.ts';
import { ManualClock } from '../../../fake/clock.ts';
import { idNumber } from '../../builders.ts';

let clock: ManualClock;
let isAwake: boolean;
let block: SleepBlock;

/** Transfers that have received so many bytes each. */
const far = (...bytes: readonly number[]) =>
  bytes.map((receivedBytes, n) => ({ taskId: idNumber(n), receivedBytes, bytesPerSecond: 1 }));

beforeEach(() => {
  clock = new ManualClock();
  isAwake = false;
  block = new SleepBlock({ keepAwake: (isOn) => (isAwake = isOn) }, clock);
});

test('a transfer without a byte keeps nobody awake', () => {
  block.see(far(0));
  expect(isAwake).toBe(false);
});

test('bytes do, for less than two seconds after the last of them', async () => {
  block.see(far(10));
  await clock.advance(1_000);
  block.see(far(20));
  await clock.advance(1_000);
  expect(isAwake).toBe(true);
  await clock.advance(1_000);
  expect(isAwake).toBe(false);
});

test('one of many that goes on is enough, and its host’s pause is not', async () => {
  block.see(far(10, 10));
  for (let second = 1; second <= 5; second += 1) {
    await clock.advance(1_000);
    block.see(far(10, 10 + second));
    expect(isAwake).toBe(true);
  }
  for (let second = 1; second <= 2; second += 1) {
    await clock.advance(1_000);
    block.see(far(10, 15));
  }
  expect(isAwake).toBe(false);
  block.see(far(11, 15));
  expect(isAwake).toBe(true);
});

test('a transfer that begins anew counts once it has more than before', () => {
  block.see(far(10));
  block.see([]);
  expect(isAwake).toBe(false);
  block.see(far(5));
  expect(isAwake).toBe(true);
});

test('the last transfer’s end and Reelkeep’s own let it sleep at once', () => {
  block.see(far(10));
  block.see([]);
  expect(isAwake).toBe(false);
  block.see(far(10));
  block.dispose();
  expect(isAwake).toBe(false);
  expect(clock.pending).toBe(0);
});
