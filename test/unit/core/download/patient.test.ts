import { afterEach, beforeEach, expect, test } from 'vitest';
import { TransferHarness } from './transfer-harness.ts';

let harness: TransferHarness;
beforeEach(async () => {
  harness = await TransferHarness.start();
});
afterEach(() => harness.stop());

/** Fetches a film whose host fails once in a way. @returns when it was said that the transfer waits */
async function waits(...failing: Parameters<TransferHarness['provider']['failNext']>) {
  harness.provider.failNext(...failing);
  const told: boolean[] = [];
  const outcome = await harness.fetch(
    'dunes.mp4',
    {},
    { onWait: (isWaiting) => told.push(isWaiting) },
  );
  expect(outcome).toMatchObject(harness.whole('dunes.mp4'));
  return told.filter((isWaiting, index) => isWaiting || told[index - 1] === true);
}

test('a host that asks for patience by Retry-After is waited for, and that is told', async () => {
  const busy = { on: 'file', httpStatus: 503, headers: { 'retry-after': '2' }, body: '' } as const;
  expect(await waits(busy)).toEqual([true, false]);
});

test('a connection that broke is no wish to be left alone', async () => {
  expect(await waits('reset-midway')).toEqual([]);
});
