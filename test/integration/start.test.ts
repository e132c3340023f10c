import { performance } from 'node:perf_hooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { composeCore } from '../../electron/core/app/compose.ts';
import type { Core } from '../../electron/core/app/core.ts';
import { TaskRepository } from '../../electron/core/ledger/repository.ts';
import { nobodyListens } from '../../electron/core/app/nobody-listens.ts';
import { silentLog } from '../../electron/core/platform/log.ts';
import type { StoreRead } from '../../electron/core/platform/store.ts';
import { ManualClock } from '../fake/clock.ts';
import { MemoryStore } from '../fake/store.ts';
import { FakeVault } from '../fake/vault.ts';
import { aCheckingTask, accountId, anArchivedTask, idNumber } from '../unit/builders.ts';

// The ledger is read in slices: what happens in the middle of that waits, or harms nothing.

/** Longer than a slice: each document is one. */
const readMs = 9;
const unfinished = 100;
const archived = 200;

/** A store on a disk so slow that each document takes a slice. */
class SlowStore extends MemoryStore {
  reads = 0;

  override read(name: string): StoreRead {
    const untilMs = performance.now() + (name.startsWith('ledger/') ? readMs : 0);
    while (performance.now() < untilMs); // as a call that waits for the disk does
    this.reads += 1;
    return super.read(name);
  }

  ledger(): ReadonlyMap<string, string> {
    return new Map([...this.documents].filter(([name]) => /^(?:ledger|trash)\//.test(name)));
  }
}

let store: SlowStore;
let core: Core;
let changed: string[];

function compose(): Core {
  return composeCore(
    {
      store,
      vault: new FakeVault(),
      trash: { put: () => Promise.resolve({ ok: true, value: undefined }) },
      clock: new ManualClock(),
      log: silentLog,
      isOnline: () => false,
      random: () => 0.5,
      userAgent: 'Test',
      appVersion: '0.0.0',
      defaultArchiveFolder: '/nonexistent/archive',
    },
    {
      ...nobodyListens,
      onTaskChanged: ({ id }) => void changed.push(id),
      onTaskRemoved: (id) => void changed.push(id),
    },
  );
}

function idsFrom(first: number, count: number) {
  return Array.from({ length: count }, (_, n) => idNumber(first + n));
}

const allIds = idsFrom(1, unfinished + archived);

function listed({ tasks }: Core): ReadonlySet<string> {
  return new Set([...tasks.tasks()].map(({ id }) => id));
}

/** Resolves in the middle of the reading. */
async function isReading(): Promise<void> {
  while (store.reads < 4) await new Promise((resolve) => setImmediate(resolve));
}

beforeEach(() => {
  store = new SlowStore();
  changed = [];
  const repository = new TaskRepository({ store, clock: new ManualClock(), log: silentLog });
  for (const id of idsFrom(1, unfinished)) repository.put(aCheckingTask({ id }));
  for (const id of idsFrom(1 + unfinished, archived)) repository.put(anArchivedTask({ id }));
  repository.flush();
  core = compose();
});

afterEach(() => core.stop());

test('others have their turns while the ledger is read, and settings are there', async () => {
  let turns = 0;
  const ends: string[] = [];
  const started = core.start().then(() => ends.push('read'));
  while (ends.length === 0) {
    turns += 1;
    expect(core.settings.current().simultaneousTransfers).toBeGreaterThan(0);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await started;
  expect(turns).toBeGreaterThanOrEqual(store.ledger().size);
  expect(listed(core)).toEqual(new Set(allIds));
});

test('until it is whole there are no tasks, and then they are all there', async () => {
  let isRead = false;
  void core.whenRead.then(() => (isRead = true));
  const started = core.start();
  await isReading();
  expect(listed(core).size).toBe(0);
  expect(isRead).toBe(false);
  await started;
  await core.whenRead;
  expect(listed(core).size).toBe(allIds.length);
});

test('an id added meanwhile waits, is told apart from those that are there, and is on disk', async () => {
  const before = store.ledger();
  const started = core.start();
  await isReading();
  const [known] = idsFrom(unfinished + 1, 1);
  const [fresh] = idsFrom(5_000, 1);
  const added = core.tasks.add({
    ids: [...idsFrom(unfinished + 1, 1), ...idsFrom(5_000, 1)],
    accountId,
  });
  await isReading();
  expect(store.ledger()).toEqual(before);
  const answer = await added;
  expect(answer).toMatchObject({ ok: true, value: { added: [fresh], alreadyTracked: [known] } });
  await started;
  await core.stop();
  const again = compose();
  await again.start();
  expect(listed(again)).toEqual(new Set([...allIds, fresh]));
  await again.stop();
});

test.each([
  ['remove', () => core.upkeep.trash.remove(idsFrom(1, 3), false), allIds.length - 3],
  ['put back', () => core.upkeep.trash.putBack(idsFrom(1, 3)), allIds.length],
  ['pause', () => core.tasks.pause(idsFrom(1, 3), true), allIds.length],
  ['check', () => core.tasks.check(idsFrom(1, 3)), allIds.length],
  ['an account that is usable again', () => core.tasks.accountChanged(accountId), allIds.length],
  ['a wake-up', () => core.wake(), allIds.length],
  ['a flush', () => core.tasks.flush(), allIds.length],
  ['a commit', () => core.tasks.commit(), allIds.length],
  ['the end of the session', () => core.keep(), allIds.length],
] as const)('%s in the middle of the reading loses nothing', async (_call, act, count) => {
  const before = store.ledger();
  const started = core.start();
  await isReading();
  const acting = act();
  expect(store.ledger()).toEqual(before);
  expect(changed).toEqual([]);
  await acting;
  await started;
  expect(listed(core).size).toBe(count);
  await core.stop();
  const again = compose();
  await again.start();
  expect(listed(again).size).toBe(count);
  await again.stop();
});

test('a pause wished in the middle of the reading holds the tasks', async () => {
  const started = core.start();
  await isReading();
  await core.tasks.pause(idsFrom(1, 3), true);
  expect(idsFrom(1, 3).map((id) => core.tasks.get(id)?.paused)).toEqual([true, true, true]);
  await started;
});

test('a quit in the middle ends the reading, writes nothing over it, and answers who waits', async () => {
  const before = store.ledger();
  let isRead = false;
  void core.whenRead.then(() => (isRead = true));
  const started = core.start();
  await isReading();
  const waiting = core.tasks.add({ ids: idsFrom(5_000, 1), accountId });
  const readsBefore = store.reads;
  await core.stop();
  await started;
  expect(store.reads - readsBefore).toBeLessThan(3);
  expect(await waiting).toEqual({ ok: false, failure: { code: 'quitting' } });
  expect(store.ledger()).toEqual(before);
  expect(listed(core).size).toBe(0);
  expect(isRead).toBe(false);
  const again = compose();
  await again.start();
  expect(listed(again)).toEqual(new Set(allIds));
  await again.stop();
});

test('a ledger that could not be read takes nothing in, and is left as it was', async () => {
  const before = store.ledger();
  const list = store.list.bind(store);
  store.list = (folder) => {
    if (folder === 'ledger') throw new Error('a bug');
    return list(folder);
  };
  await expect(core.start()).rejects.toThrow('a bug');
  await expect(core.whenRead).rejects.toThrow('a bug');
  await expect(core.tasks.add({ ids: idsFrom(5_000, 1), accountId })).rejects.toThrow(
    'not been read',
  );
  expect(store.ledger()).toEqual(before);
});
