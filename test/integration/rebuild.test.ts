import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ArchivedTask, Task } from '../../electron/shared/task.ts';
import { rot } from '../fake/rot.ts';
import { CoreHarness } from './core-harness.ts';
import { anArchivedTask, aVideo, filePath, finish, loseLedger, pathOf } from './upkeep-harness.ts';

let it: CoreHarness;

beforeEach(async () => {
  it = await CoreHarness.start();
});

afterEach(() => it.stop());

/** A library of many kinds of tasks. */
async function aLibrary(): Promise<readonly ArchivedTask[]> {
  const several = [{ state: 'success', video: 'aurora.mp4', results: ['tide.mp4'] }] as const;
  const tasks = [
    await anArchivedTask(it, aVideo('a plain one')),
    await anArchivedTask(it, aVideo('CON: a/b\\c "…" 金色の犬 🐕‍🦺 und mehr?')),
    await anArchivedTask(it, {
      endpoint: 'aleph',
      script: [{ state: 'success', video: 'tide.mp4' }],
    }),
    await anArchivedTask(it, { endpoint: 'market', prompt: 'two takes', script: several }),
    await anArchivedTask(it, {
      endpoint: 'market',
      prompt: 'a picture',
      script: [{ state: 'success', video: 'still.png' }],
    }),
  ];
  const [first] = tasks;
  if (first !== undefined) {
    it.core.upkeep.annotations.annotate({ id: first.id, tags: ['kept'], notes: 'two\nlines' });
    await it.until(() => it.taskOf(first.id).isSidecarBehind === undefined);
  }
  return tasks;
}

/** A task without what only its own ledger can know: when it last changed, was last read, and which ends were told. */
function essence(task: Task): object {
  const { updatedAtMs: _then, endStampMs: _told, ...rest } = task;
  return { ...rest, checkedAtMs: undefined };
}

function ledger(): readonly object[] {
  return [...it.core.tasks.tasks()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(essence);
}

/** Starts again, and waits until nothing is read any more. */
async function startAgain(): Promise<void> {
  await it.restart();
  await it.core.archiveManager.reopen();
  await it.until(() => it.core.alerts.list().some(({ key }) => key === 'rebuild'));
  // What was taken in is read right after.
  await it.until(() => it.core.settings.lastCheck() !== undefined);
  await it.until(() => it.core.jobs.current === undefined);
}

function rebuilt(): object | undefined {
  return it.core.alerts.list().find(({ key }) => key === 'rebuild')?.alert;
}

test('with the ledger gone, a start builds the very same library from the archive', async () => {
  await aLibrary();
  const before = ledger();
  expect(before).toHaveLength(5);
  await it.core.stop();
  loseLedger(it);
  await startAgain();
  expect(ledger()).toEqual(before);
  expect(rebuilt()).toEqual({
    code: 'rebuilt',
    videos: 5,
    damaged: 0,
    doubles: 0,
    strays: 0,
    removed: 0,
  });
  // And it is on disk: the next start needs no archive.
  await it.core.stop();
  await rename(pathOf(it, ''), `${pathOf(it, '')}-away`);
  await it.restart();
  expect(ledger()).toEqual(before);
});

test('what the user removed stays removed, unless it is asked for', async () => {
  const [first, ...others] = await aLibrary();
  if (first === undefined) throw new Error('no library');
  await it.core.tasks.remove([first.id]);
  await it.core.stop();
  loseLedger(it);
  await startAgain();
  expect(ledger()).toHaveLength(others.length);
  expect(rebuilt()).toMatchObject({ videos: others.length, removed: 1 });
  await finish(it, 'rebuild', () => it.core.upkeep.rebuild.read({ includesRemoved: true }));
  expect(it.taskOf(first.id).state).toBe('archived');
});

test('damaged sidecars, strange files and doubles cost no other video its place', async () => {
  const [first, second, third] = await aLibrary();
  if (first === undefined || second === undefined || third === undefined) throw new Error('none');
  await it.core.stop();
  loseLedger(it);
  await writeFile(pathOf(it, `${first.reservedPath ?? ''}.json`), '{"torn":');
  await writeFile(pathOf(it, '2026-holiday.json'), '{"mine": true}');
  await writeFile(pathOf(it, 'my own.mp4'), 'not yours');
  // A copy whose video is not whole, under a name that comes first.
  await cp(pathOf(it, `${second.reservedPath ?? ''}.json`), pathOf(it, 'A copy.json'));
  await rot(filePath(it, third));
  await startAgain();
  expect(it.core.tasks.get(first.id)).toBeUndefined();
  expect(essence(it.taskOf(second.id))).toEqual(essence(second));
  expect(rebuilt()).toMatchObject({ videos: 4, doubles: 1, strays: 1 });
  expect(await readFile(pathOf(it, 'my own.mp4'), 'utf8')).toBe('not yours');
  expect(await readFile(pathOf(it, '2026-holiday.json'), 'utf8')).toBe('{"mine": true}');
  // Turned bytes keep size and structure: the reading that follows finds them.
  expect(it.taskOf(third.id)).toMatchObject({ damage: { kind: 'damaged' } });
});

test('a video that is not there any more is never called archived', async () => {
  const task = await anArchivedTask(it, aVideo('only a memory'));
  await it.core.stop();
  loseLedger(it);
  await rm(filePath(it, task));
  await startAgain();
  expect(it.taskOf(task.id)).toMatchObject({ damage: { kind: 'missing' } });
});

test('an archive of another computer is opened with its videos, and the own ones stay', async () => {
  const there = await CoreHarness.start();
  try {
    const other = await anArchivedTask(there, aVideo('from far away'));
    await there.core.stop();
    const own = await anArchivedTask(it, aVideo('from here'));
    await rename(join(there.folder, 'archive'), join(it.folder, 'plugged in'));
    const opened = await it.core.archiveManager.openExisting(join(it.folder, 'plugged in'));
    expect(opened.ok).toBe(true);
    await it.until(() => it.core.tasks.get(other.id) !== undefined);
    await it.until(() => it.core.jobs.current === undefined);
    expect(it.taskOf(other.id)).toMatchObject({
      state: 'archived',
      accountId: other.accountId,
      accountName: 'Test account',
      archiveId: it.core.settings.archiveId(),
    });
    expect(it.taskOf(own.id)).toEqual(own);
  } finally {
    await there.stop();
  }
});

test('a copy of the archive is told apart from the archive that was moved', async () => {
  await anArchivedTask(it, aVideo('one of a kind'));
  const [old, copy] = [pathOf(it, ''), join(it.folder, 'copy')];
  await cp(old, copy, { recursive: true });
  expect(await it.core.archiveManager.openExisting(copy)).toMatchObject({
    ok: false,
    failure: { code: 'archive-copy', otherPath: it.core.settings.current().archiveFolder },
  });
  await rm(old, { recursive: true });
  expect(await it.core.archiveManager.openExisting(copy)).toMatchObject({ ok: true });
});

test('a folder that is no archive is not opened as one', async () => {
  expect(await it.core.archiveManager.openExisting(it.folder)).toMatchObject({
    ok: false,
    failure: { code: 'not-an-archive' },
  });
});
