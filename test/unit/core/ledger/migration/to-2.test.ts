import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../../../../electron/core/platform/log.ts';
import { TaskRepository } from '../../../../../electron/core/ledger/repository.ts';
import type { JsonObject } from '../../../../../electron/shared/json.ts';
import { ManualClock } from '../../../../fake/clock.ts';
import { MemoryStore } from '../../../../fake/store.ts';
import { aCheckingTask, idNumber } from '../../../builders.ts';

interface OldDocument {
  readonly version: number;
  readonly tasks: readonly JsonObject[];
}

const fixtureUrl = new URL('../../../../fixture/ledger/version-1.json', import.meta.url);
const fixture = JSON.parse(readFileSync(fixtureUrl, 'utf8')) as Record<string, OldDocument>;

let store: MemoryStore;
let expected: string[];

async function load(from: MemoryStore): Promise<TaskRepository> {
  const repository = new TaskRepository({ store: from, clock: new ManualClock(), log: silentLog });
  await repository.load();
  return repository;
}

function tasksOf(repository: TaskRepository): string[] {
  return [...repository.values()].map((task) => JSON.stringify(task)).sort();
}

function documentsOf(from: MemoryStore): readonly OldDocument[] {
  return [...from.documents.values()].map((text) => JSON.parse(text) as OldDocument);
}

// The fixture has one task of each kind; a month of many is made of it.
beforeEach(() => {
  store = new MemoryStore();
  expected = [];
  let n = 0;
  for (const [name, document] of Object.entries(fixture)) {
    const [example] = document.tasks;
    const copies = Array.from({ length: 150 }, () => ({ ...example, id: idNumber((n += 1)) }));
    const tasks = [...document.tasks, ...copies];
    store.write(name, { ...document, tasks });
    const isTask = (entry: JsonObject) => entry['state'] !== 'teleported';
    expected.push(...tasks.filter(isTask).map((task) => JSON.stringify(task)));
  }
  expected.sort();
});

async function expectAll(from: MemoryStore): Promise<void> {
  const repository = await load(from);
  expect(tasksOf(repository)).toEqual(expected);
  expect(repository.flush()).toBeUndefined();
  expect(tasksOf(await load(from))).toEqual(expected);
  const documents = documentsOf(from);
  const entries = documents.flatMap(({ tasks }) => tasks);
  expect(entries).toHaveLength(expected.length + 1);
  expect(entries.filter((entry) => entry['state'] === 'teleported')).toHaveLength(1);
  expect(documents.map(({ version }) => version)).toEqual(documents.map(() => 2));
  for (const [name, text] of from.documents) {
    const room = name.includes('active') ? 16 : 64;
    expect((JSON.parse(text) as OldDocument).tasks.length).toBeLessThanOrEqual(room);
  }
}

test('every entry of version 1 is in small documents afterwards, once, and unchanged', async () => {
  await expectAll(store);
});

test('before the first write everything is kept in a backup named after the version', async () => {
  const before = new Map(store.documents);
  await load(store);
  expect(store.backups.get('before-version-2')).toEqual(before);
});

test('where the backup is refused, nothing is migrated, and everything is there', async () => {
  store.refusal = new Error('ENOSPC');
  expect(tasksOf(await load(store))).toEqual(expected);
  expect(documentsOf(store).map(({ version }) => version)).toEqual([1, 1]);
});

test('without the backup nothing is ever written over version 1; once it can be made, all goes on', async () => {
  const before = new Map(store.documents);
  const clock = new ManualClock();
  store.backupRefusal = new Error('ENOSPC');
  const repository = new TaskRepository({ store, clock, log: silentLog });
  await repository.load();
  repository.put(aCheckingTask({ id: idNumber(900) }));
  expect(repository.flush()).toBe(store.backupRefusal);
  await clock.advance(60_000);
  expect(new Map(store.documents)).toEqual(before);
  store.backupRefusal = undefined;
  await clock.advance(5_000);
  expect(store.backups.get('before-version-2')).toEqual(before);
  expect(tasksOf(await load(store))).toHaveLength(expected.length + 1);
});

test('a write refused in the middle of it leaves this run nothing to lose', async () => {
  const whole = new MemoryStore();
  for (const [name, text] of store.documents) whole.documents.set(name, text);
  await load(whole);
  const { length: writes } = whole.writes;
  for (let last = 0; last < writes; last++) {
    const cut = new MemoryStore();
    for (const [name, text] of store.documents) cut.documents.set(name, text);
    cut.writesLeft = last;
    const repository = await load(cut);
    expect(tasksOf(repository)).toEqual(expected);
    cut.writesLeft = Number.POSITIVE_INFINITY;
    for (let n = 900; n < 1_100; n++) repository.put(aCheckingTask({ id: idNumber(n) }));
    expect(repository.flush()).toBeUndefined();
    expect(tasksOf(await load(cut))).toHaveLength(expected.length + 200);
  }
});

test('a crash between any two writes loses nothing, and the next start ends the work', async () => {
  const whole = new MemoryStore();
  for (const [name, text] of store.documents) whole.documents.set(name, text);
  await load(whole);
  const { length: writes } = whole.writes;
  expect(writes).toBeGreaterThan(10);
  for (let last = 0; last < writes; last++) {
    const cut = new MemoryStore();
    for (const [name, text] of store.documents) cut.documents.set(name, text);
    cut.writesLeft = last;
    await load(cut);
    cut.writesLeft = Number.POSITIVE_INFINITY;
    await expectAll(cut);
  }
});

test('a second start migrates nothing', async () => {
  (await load(store)).flush();
  const { length: writes } = store.writes;
  (await load(store)).flush();
  expect(store.writes).toHaveLength(writes);
});
