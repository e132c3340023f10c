import { beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../../../electron/core/platform/log.ts';
import { maxRemoved, RemovedIds } from '../../../../electron/core/ledger/removed-ids.ts';
import { MemoryStore } from '../../../fake/store.ts';
import { idNumber } from '../../builders.ts';

let store: MemoryStore;

beforeEach(() => {
  store = new MemoryStore();
});

async function open(): Promise<RemovedIds> {
  const removed = new RemovedIds({ store, log: silentLog });
  await removed.load();
  return removed;
}

test('a removed id is remembered across a restart, and forgotten when told', async () => {
  const removed = await open();
  removed.remember([idNumber(1), idNumber(2)]);
  removed.forget([idNumber(2)]);
  removed.flush();
  const again = await open();
  expect(again.has(idNumber(1))).toBe(true);
  expect(again.has(idNumber(2))).toBe(false);
});

test('many ids are one write, and no change is none', async () => {
  const removed = await open();
  removed.remember([idNumber(1), idNumber(2), idNumber(3)]);
  removed.flush();
  removed.flush();
  removed.forget([idNumber(9)]);
  removed.flush();
  expect(store.writes).toEqual(['removed']);
});

test('the oldest make room, and an id removed anew is the latest', async () => {
  const removed = await open();
  removed.remember(Array.from({ length: maxRemoved }, (_, index) => idNumber(index)));
  removed.remember([idNumber(0)]);
  removed.remember([idNumber(maxRemoved)]);
  expect(removed.has(idNumber(0))).toBe(true);
  expect(removed.has(idNumber(1))).toBe(false);
  expect(removed.has(idNumber(maxRemoved))).toBe(true);
});

test('a full disk is no failure: the next flush writes', async () => {
  const removed = await open();
  removed.remember([idNumber(1)]);
  store.refusal = new Error('ENOSPC');
  removed.flush();
  store.refusal = undefined;
  removed.flush();
  expect((await open()).has(idNumber(1))).toBe(true);
});

test('a document of another shape is read as far as it holds ids', async () => {
  store.write('removed', { version: 1, ids: [7, 'x', idNumber(1)] });
  expect((await open()).has(idNumber(1))).toBe(true);
  store.write('removed', ['nonsense']);
  expect((await open()).has(idNumber(1))).toBe(false);
});
