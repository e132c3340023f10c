import { expect, test } from 'vitest';
import { SpeedLimit } from '../../../../electron/core/download/speed-limit.ts';
import { ManualClock, settle } from '../../../fake/clock.ts';

const kilobyte = 1000;

function aLimit(bytesPerSecond: number) {
  const clock = new ManualClock();
  return { clock, limit: new SpeedLimit(clock, bytesPerSecond) };
}

/** A transfer that is never out of bytes, and counts those that were let through. */
function run(limit: SpeedLimit, chunkBytes: number) {
  const stop = new AbortController();
  const transfer = { bytes: 0, stop: () => stop.abort(), ended: Promise.resolve() };
  const loop = async (): Promise<void> => {
    for (;;) {
      await limit.admit(chunkBytes, stop.signal);
      if (stop.signal.aborted) return;
      transfer.bytes += chunkBytes;
    }
  };
  transfer.ended = loop();
  return transfer;
}

test('without a limit nobody waits', () => {
  const { limit, clock } = aLimit(0);
  expect(limit.admit(10 ** 9, new AbortController().signal)).toBeUndefined();
  expect(clock.pending).toBe(0);
});

test('all transfers together stay within the limit, and each has the same share', async () => {
  const { limit, clock } = aLimit(100 * kilobyte);
  const transfers = [1, 2, 3, 4].map(() => run(limit, 5 * kilobyte));
  await clock.advance(20_000);
  const bytes = transfers.map((transfer) => transfer.bytes);
  const total = bytes.reduce((sum, each) => sum + each, 0);
  expect(total).toBeGreaterThan(1_980 * kilobyte);
  expect(total).toBeLessThanOrEqual(2_005 * kilobyte);
  expect(Math.max(...bytes) - Math.min(...bytes)).toBeLessThanOrEqual(5 * kilobyte);
  for (const { stop } of transfers) stop();
});

test('a piece larger than a second’s worth passes, and is waited for afterwards', async () => {
  const { limit, clock } = aLimit(10 * kilobyte);
  const transfer = run(limit, 64 * kilobyte);
  await clock.advance(64_000);
  expect(transfer.bytes).toBeGreaterThanOrEqual(10 * 64 * kilobyte);
  expect(transfer.bytes).toBeLessThanOrEqual(11 * 64 * kilobyte);
  transfer.stop();
});

test('a higher limit takes effect within a second, also for who waits already', async () => {
  const { limit, clock } = aLimit(kilobyte);
  const transfer = run(limit, 64 * kilobyte); // the next piece would wait for 64 s
  await clock.advance(1_000);
  limit.set(1_000 * kilobyte);
  const before = transfer.bytes;
  await clock.advance(1_000);
  expect(transfer.bytes - before).toBeGreaterThanOrEqual(900 * kilobyte);
  transfer.stop();
});

test('a lower limit takes effect at once', async () => {
  const { limit, clock } = aLimit(1_000 * kilobyte);
  const transfer = run(limit, 10 * kilobyte);
  await clock.advance(1_000);
  limit.set(50 * kilobyte);
  const before = transfer.bytes;
  await clock.advance(2_000);
  expect(transfer.bytes - before).toBeLessThanOrEqual(110 * kilobyte);
  transfer.stop();
});

test('a limit that is taken away lets everyone go, and leaves no timer', async () => {
  const { limit, clock } = aLimit(kilobyte);
  const { signal } = new AbortController();
  const passed = [limit.admit(64 * kilobyte, signal), limit.admit(64 * kilobyte, signal)];
  limit.set(0);
  for (const each of passed) await each;
  expect(clock.pending).toBe(0);
});

test('a transfer that is stopped leaves its place to the next', async () => {
  const { limit, clock } = aLimit(10 * kilobyte);
  const stop = new AbortController();
  const { signal } = new AbortController();
  await limit.admit(10 * kilobyte, signal);
  const stopped = limit.admit(1_000 * kilobyte, stop.signal);
  let hasPassed = false;
  void limit.admit(kilobyte, signal)?.then(() => (hasPassed = true));
  stop.abort();
  await stopped;
  await clock.advance(1_001);
  await settle();
  expect(hasPassed).toBe(true);
  expect(clock.pending).toBe(0);
});

test('idle time is not saved up for a burst', async () => {
  const { limit, clock } = aLimit(10 * kilobyte);
  await clock.advance(60_000);
  const transfer = run(limit, kilobyte);
  await clock.advance(1_000);
  expect(transfer.bytes).toBeLessThanOrEqual(12 * kilobyte);
  transfer.stop();
});
