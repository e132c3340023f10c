import { cp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Alert } from '../../electron/shared/alert.ts';
import { Bench } from './bench.ts';

let bench: Bench;
let store: string;

beforeEach(async () => {
  bench = await Bench.start();
  store = join(bench.folder, 'store');
});

afterEach(() => bench.stop());

async function anArchived(): Promise<string> {
  const id = bench.it.aTask('tide.mp4');
  bench.it.add(id, 'runway');
  await bench.until(() => bench.it.taskOf(id).state === 'archived', 'archived');
  return id;
}

/** Makes file and copy of every document of the ledger bad that a name belongs to. */
async function damage(pattern: RegExp): Promise<void> {
  const names = await readdir(join(store, 'ledger'));
  const hit = names.filter((name) => pattern.test(name) && name.endsWith('.json'));
  expect(hit.length).toBeGreaterThan(1);
  for (const name of hit) await truncate(join(store, 'ledger', name), 9);
}

/** Makes the backup that a start makes, out of what is on disk now. */
async function backUp(): Promise<void> {
  await rm(join(store, 'backups'), { recursive: true, force: true });
  await bench.it.restart();
  expect(await readdir(join(store, 'backups'))).toHaveLength(1);
}

function alertOf(code: Alert['code']): Alert | undefined {
  return bench.it.core.alerts.list().find(({ alert }) => alert.code === code)?.alert;
}

function ids(): readonly string[] {
  return bench
    .tasks()
    .map(({ id }) => id)
    .sort();
}

async function remove(id: string): Promise<void> {
  expect(await bench.it.core.tasks.remove([bench.it.taskOf(id).id])).toMatchObject({ ok: true });
  await bench.it.core.stop();
}

/** Starts again, and waits until the archive was read. */
async function restartAndRead(): Promise<void> {
  await bench.it.restart();
  await bench.it.core.archiveManager.reopen();
  await bench.until(() => alertOf('rebuilt') !== undefined, 'the archive is read');
  // What was taken in is read right after.
  const { settings, jobs } = bench.it.core;
  await bench.until(() => settings.lastCheck() !== undefined, 'the bytes are read');
  await bench.until(() => jobs.current === undefined, 'all is done');
}

describe('Out of a backup', () => {
  test('no removed video comes back, and one archived since then comes from the archive', async () => {
    const [removed, kept] = [await anArchived(), await anArchived()];
    await bench.it.core.stop();
    await backUp();
    const newer = await anArchived();
    await remove(removed);
    await damage(/^done-/);
    await restartAndRead();
    expect(alertOf('state-restored')).toMatchObject({ kind: 'list' });
    expect(ids()).toEqual([kept, newer].sort());
    expect(bench.it.taskOf(newer).state).toBe('archived');
    expect(bench.it.core.upkeep.trash.list().map(({ id }) => id)).toEqual([removed]);
    // And so it stays.
    await bench.it.core.stop();
    await bench.it.restart();
    expect(ids()).toEqual([kept, newer].sort());
    expect(bench.it.core.settings.isListIncomplete()).toBe(false);
  });

  test('a video that was removed before and put back stays in the list', async () => {
    const id = await anArchived();
    await remove(id);
    await bench.it.restart();
    const { trash } = bench.it.core.upkeep;
    expect(trash.list()).toHaveLength(1);
    for (const record of trash.list())
      expect(await bench.it.core.tasks.putBack([record.id])).toMatchObject({ ok: true });
    await bench.it.core.stop();
    await backUp();
    await bench.it.core.stop();
    await damage(/^done-/);
    await bench.it.restart();
    expect(ids()).toEqual([id]);
  });
});

describe('A part of the ledger lost with its copies and backups', () => {
  test('comes back from the archive; removed videos stay out', async () => {
    const [one, removed] = [await anArchived(), await anArchived()];
    const running = bench.it.provider.addTask({
      endpoint: 'runway',
      script: [{ state: 'generating' }],
    });
    bench.it.add(running, 'runway');
    await remove(removed);
    await rm(join(store, 'backups'), { recursive: true });
    await damage(/^done-/);
    await restartAndRead();
    expect(alertOf('state-lost')).toMatchObject({ kind: 'list' });
    expect(alertOf('rebuilt')).toMatchObject({ videos: 1, removed: 1 });
    expect(ids()).toEqual([one, running].sort());
  });

  test('is looked for at a later start when the archive is not there', async () => {
    const id = await anArchived();
    const other = bench.it.provider.addTask({
      endpoint: 'runway',
      script: [{ state: 'generating' }],
    });
    bench.it.add(other, 'runway');
    await bench.it.core.stop();
    await rm(join(store, 'backups'), { recursive: true });
    await damage(/^done-/);
    await cp(bench.archive, `${bench.archive}-away`, { recursive: true });
    await rm(bench.archive, { recursive: true });
    await bench.it.restart();
    expect(ids()).toEqual([other]);
    await bench.it.core.stop();
    await cp(`${bench.archive}-away`, bench.archive, { recursive: true });
    await restartAndRead();
    expect(ids()).toEqual([id, other].sort());
  });
});

test('A ledger of a newer version: the archive is not read into it', async () => {
  await anArchived();
  await bench.it.core.stop();
  const newer = join(store, 'ledger', 'active-7.json');
  await writeFile(newer, '{"value":{"version":99,"tasks":[]}}');
  await damage(/^done-/);
  await bench.it.restart();
  await bench.it.core.archiveManager.reopen();
  await bench.it.core.upkeep.rebuild.readIfNeeded();
  expect(bench.it.core.jobs.current).toBeUndefined();
  expect(ids()).toEqual([]);
  expect(alertOf('ledger-newer')).toBeDefined();
});
