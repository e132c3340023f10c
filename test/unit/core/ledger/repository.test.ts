import { beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../../../electron/core/platform/log.ts';
import { TaskRepository } from '../../../../electron/core/ledger/repository.ts';
import type { JsonValue } from '../../../../electron/shared/json.ts';
import type { Task } from '../../../../electron/shared/task.ts';
import { ManualClock } from '../../../fake/clock.ts';
import { MemoryStore } from '../../../fake/store.ts';
import { aCheckingTask, aFile, anId, aRunningTask, idNumber, nowMs } from '../../builders.ts';

let store: MemoryStore;
let clock: ManualClock;

beforeEach(() => {
  store = new MemoryStore();
  clock = new ManualClock();
});

async function open(): Promise<TaskRepository> {
  const repository = new TaskRepository({ store, clock, log: silentLog });
  await repository.load();
  return repository;
}

function archivedTask(id = anId()): Task {
  const { state: _state, missedAt: _missed, ...base } = aCheckingTask({ id });
  return {
    ...base,
    updatedAtMs: nowMs + 1,
    state: 'archived',
    archivedAtMs: nowMs,
    files: [aFile()],
  };
}

test('what was flushed is there after a restart', async () => {
  const task = aRunningTask();
  const repository = await open();
  repository.put(task);
  expect(repository.flush()).toBeUndefined();
  expect([...(await open()).values()]).toEqual([task]);
});

test('changes are written together, half a second later', async () => {
  const repository = await open();
  for (let n = 0; n < 100; n++) repository.put(aRunningTask({ id: idNumber(n) }));
  await clock.advance(499);
  expect(store.writes).toEqual([]);
  await clock.advance(1);
  expect(store.writes.length).toBeLessThanOrEqual(16);
  expect([...(await open()).values()]).toHaveLength(100);
});

test('many changes are written with turns for others between, whatever the clock of the day says', async () => {
  const repository = await open();
  for (let n = 0; n < 200; n++) repository.put(aRunningTask({ id: idNumber(n) }));
  store.writeMs = 5; // the test's clock stands still meanwhile
  await clock.advance(500);
  expect(store.writes).toHaveLength(1);
  await clock.advance(500);
  expect(store.writes.length).toBeGreaterThan(10);
  expect([...(await open()).values()]).toHaveLength(200);
});

test('a finished task moves to the document of its month', async () => {
  const repository = await open();
  repository.put(aCheckingTask());
  repository.flush();
  repository.put(archivedTask());
  repository.flush();
  expect(store.documents.get('ledger/done-2026-11')).toContain('"archived"');
  expect([...(await open()).values()]).toHaveLength(1);
});

test('a crash between the two writes of a move leaves the newer copy', async () => {
  const repository = await open();
  repository.put(aCheckingTask());
  repository.flush();
  const before = new Map(store.documents);
  repository.put(archivedTask());
  repository.flush();
  for (const [name, text] of before) store.documents.set(name, text); // the old document was not rewritten
  const reopened = await open();
  expect([...reopened.values()]).toEqual([archivedTask()]);
  reopened.flush();
  expect([...(await open()).values()]).toEqual([archivedTask()]);
});

test('a refused write loses nothing and is tried again', async () => {
  const repository = await open();
  store.refusal = new Error('ENOSPC');
  repository.put(aCheckingTask());
  expect(repository.flush()).toBe(store.refusal);
  store.refusal = undefined;
  await clock.advance(5_000);
  expect([...(await open()).values()]).toHaveLength(1);
});

test('a removed task stays removed', async () => {
  const repository = await open();
  repository.put(aCheckingTask());
  repository.flush();
  repository.remove(anId());
  repository.flush();
  expect([...(await open()).values()]).toEqual([]);
});

test('entries that are no tasks are kept as they are', async () => {
  const stranger = { id: 'from a newer version', state: 'teleported' };
  store.write('ledger/active-1', { version: 2, tasks: [stranger] });
  const repository = await open();
  for (let n = 0; n < 40; n++) repository.put(aCheckingTask({ id: idNumber(n) }));
  repository.flush();
  expect(store.documents.get('ledger/active-1')).toContain('teleported');
});

test('a crash between the two writes of any move loses no task, also of one that comes back', async () => {
  const [ended, running] = [archivedTask(idNumber(1)), aRunningTask({ id: idNumber(2) })];
  const first = await open();
  first.put(ended);
  first.put(running);
  first.flush();
  const before = new Map(store.documents);
  const { length: writesBefore } = store.writes;
  // One moves from hot to done, the other from done to hot: each document needs the other first.
  const change = (repository: TaskRepository) => {
    repository.put({ ...archivedTask(idNumber(2)), updatedAtMs: nowMs + 2 });
    repository.put({ ...aRunningTask({ id: idNumber(1) }), updatedAtMs: nowMs + 2 });
    return repository.flush();
  };
  expect(change(await open())).toBeUndefined();
  const writes = store.writes.length - writesBefore;
  expect(writes).toBeGreaterThan(1);
  for (let last = 0; last <= writes; last++) {
    store.documents.clear();
    for (const [name, text] of before) store.documents.set(name, text);
    const repository = await open();
    store.writesLeft = last;
    change(repository);
    store.writesLeft = Number.POSITIVE_INFINITY;
    expect([...(await open()).values()].map(({ id }) => id).sort()).toEqual([
      idNumber(1),
      idNumber(2),
    ]);
  }
});

test('a flush of one task writes its document and no other', async () => {
  const repository = await open();
  for (let n = 0; n < 100; n++) repository.put(aRunningTask({ id: idNumber(n) }));
  expect(repository.flush([idNumber(99)])).toBeUndefined();
  expect(store.writes).toHaveLength(1);
  expect(store.documents.get(store.writes[0] ?? '')).toContain(idNumber(99));
});

test('documents stay small, and a change rewrites only the one that holds the task', async () => {
  const repository = await open();
  for (let n = 0; n < 1_000; n++) repository.put(archivedTask(idNumber(n)));
  repository.flush();
  const sizes = [...store.documents.values()].map(
    (text) => (JSON.parse(text) as { tasks: unknown[] }).tasks.length,
  );
  expect(Math.max(...sizes)).toBe(64);
  const { length: writes } = store.writes;
  const reopened = await open();
  reopened.put({ ...archivedTask(idNumber(500)), updatedAtMs: nowMs + 9 });
  reopened.flush();
  expect(store.writes).toHaveLength(writes + 1);
  expect([...(await open()).values()]).toHaveLength(1_000);
});

test('a ledger of a newer version is neither read nor written, and new ids are refused', async () => {
  store.write('ledger/active-0', { version: 2, tasks: [aRunningTask()] as unknown as JsonValue });
  store.write('ledger/active-1', { version: 3, tasks: [] });
  const { length: writes } = store.writes;
  const repository = await open();
  expect(repository.newerVersion).toBe(3);
  expect([...repository.values()]).toEqual([]);
  repository.put(aCheckingTask());
  expect(repository.flush()).toBeInstanceOf(Error);
  await clock.advance(60_000);
  expect(store.writes).toHaveLength(writes);
});
