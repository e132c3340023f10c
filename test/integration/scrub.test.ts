import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeAlert } from '../../electron/shared/messages/alerts.ts';
import { rot } from '../fake/rot.ts';
import { CoreHarness } from './core-harness.ts';
import { anArchivedTask, archivedOf, aVideo, filePath, finish, pathOf } from './upkeep-harness.ts';

let it: CoreHarness;

beforeEach(async () => {
  it = await CoreHarness.start();
});

afterEach(() => it.stop());

function check(): Promise<void> {
  return finish(it, 'scrub', () => it.core.upkeep.integrityCheck.check());
}

function repair(): Promise<void> {
  return finish(it, 'repair', () => it.core.upkeep.repair.repair());
}

test('a check of a sound archive dates every video and raises no alert', async () => {
  const { id } = await anArchivedTask(it, aVideo('a quiet lake'));
  await check();
  const task = archivedOf(it, id);
  expect(task.checkedAtMs).toBeGreaterThanOrEqual(task.archivedAtMs);
  expect(task.damage).toBeUndefined();
  expect(it.core.alerts.list()).toEqual([]);
  expect(it.core.settings.lastCheck()).toMatchObject({
    videos: 1,
    damaged: 0,
    missing: 0,
    isComplete: true,
  });
});

test('a check of a sound archive writes nothing into it', async () => {
  const task = await anArchivedTask(it, aVideo('a sleeping dog'));
  const names = [`${task.reservedPath ?? ''}.json`, task.files[0]?.path ?? ''];
  const paths = [
    ...names.map((name) => pathOf(it, name)),
    join(filePath(it, task), '../manifest-sha256.txt'),
  ];
  const look = () => Promise.all(paths.map((path) => stat(path, { bigint: true })));
  const facts = (await look()).map(({ ino, ctimeNs }) => ({ ino, ctimeNs }));
  await check();
  expect(await look()).toMatchObject(facts);
});

test('one byte turned around is damage, a file that is nowhere is missing, and both are told', async () => {
  const rotten = await anArchivedTask(it, aVideo('a rotten apple'));
  const gone = await anArchivedTask(it, aVideo('a vanishing point'));
  const sound = await anArchivedTask(it, aVideo('an innocent twin'));
  await rot(filePath(it, rotten));
  await rm(filePath(it, gone));
  await check();
  expect(archivedOf(it, rotten.id).damage).toMatchObject({
    kind: 'damaged',
    paths: [rotten.files[0]?.path],
  });
  // The twin has the very same bytes, but they are its own.
  expect(archivedOf(it, sound.id).files).toEqual(sound.files);
  expect(archivedOf(it, gone.id).damage).toMatchObject({ kind: 'missing' });
  const [found] = it.core.alerts.list();
  expect(found?.alert).toEqual({ code: 'scrub-found', moved: 0, missing: 1, damaged: 1 });
  expect(found && describeAlert(found.alert).sentence).toContain(
    '1 video damaged, 1 video missing',
  );
});

test('a video that was moved within the archive is taken up at its new place', async () => {
  const task = await anArchivedTask(it, aVideo('a wandering star'));
  await mkdir(pathOf(it, 'Favourites/Space'), { recursive: true });
  await rename(filePath(it, task), pathOf(it, 'Favourites/Space/star.mp4'));
  await check();
  const moved = archivedOf(it, task.id);
  expect(moved.damage).toBeUndefined();
  expect(moved.reservedPath).toBe('Favourites/Space/star');
  expect(moved.files.map(({ path }) => path)).toEqual([
    'Favourites/Space/star.mp4',
    task.files[1]?.path,
  ]);
  // Sidecar and manifest went along; the raw answer is still in it.
  const sidecar = await readFile(pathOf(it, 'Favourites/Space/star.json'), 'utf8');
  expect(sidecar).toContain('"rawAnswer"');
  await expect(stat(pathOf(it, `${task.reservedPath ?? ''}.json`))).rejects.toThrow('ENOENT');
  const manifest = await readFile(pathOf(it, 'Favourites/Space/manifest-sha256.txt'), 'utf8');
  expect(manifest).toBe(`${task.files[0]?.sha256 ?? ''}  star.mp4\n`);
  const before = await readFile(join(filePath(it, task), '../manifest-sha256.txt'), 'utf8');
  expect(before).not.toContain('.mp4');
});

test('nothing is missing while the drive is unplugged: the check says why it ends', async () => {
  const { id } = await anArchivedTask(it, aVideo('a far away place'));
  await rename(pathOf(it, ''), `${pathOf(it, '')}-away`);
  const started = await it.core.upkeep.integrityCheck.check();
  expect(started).toMatchObject({ ok: false, failure: { code: 'folder-missing' } });
  expect(archivedOf(it, id).damage).toBeUndefined();
});

test('a drive that goes in the middle of a check makes nothing missing', async () => {
  const tasks = [
    await anArchivedTask(it, aVideo('one of two')),
    await anArchivedTask(it, aVideo('two of two')),
  ];
  const started = await it.core.upkeep.integrityCheck.check();
  expect(started.ok).toBe(true);
  await rename(pathOf(it, '.reelkeep'), pathOf(it, '.elsewhere'));
  for (const task of tasks) await rm(filePath(it, task), { force: true });
  await it.until(() => it.core.jobs.current === undefined);
  for (const { id } of tasks) expect(archivedOf(it, id).damage).toBeUndefined();
});

test('a sidecar and a manifest that are gone are written again from the ledger', async () => {
  const task = await anArchivedTask(it, aVideo('a torn page'));
  const sidecar = pathOf(it, `${task.reservedPath ?? ''}.json`);
  const manifest = join(filePath(it, task), '../manifest-sha256.txt');
  await writeFile(sidecar, '{"torn":');
  await rm(manifest);
  await check();
  expect(JSON.parse(await readFile(sidecar, 'utf8'))).toMatchObject({ taskId: task.id });
  expect(await readFile(manifest, 'utf8')).toContain(task.files[0]?.sha256 ?? 'no file');
});

test('a repair fetches a damaged video again, keeps the damaged file, and proves the new one', async () => {
  const task = await anArchivedTask(it, aVideo('a mended pot'));
  await rot(filePath(it, task));
  await check();
  await repair();
  const repaired = archivedOf(it, task.id);
  expect(repaired.damage).toBeUndefined();
  expect(repaired.files).toEqual(task.files);
  expect(await it.files()).toContain((task.files[0]?.path ?? '').replace('.mp4', '.damaged-1.mp4'));
  expect(it.core.alerts.list().map(({ alert }) => alert)).toEqual([
    { code: 'repair-ended', repaired: 1, left: 0, kept: 1 },
  ]);
  await check();
  expect(archivedOf(it, task.id).damage).toBeUndefined();
});

test.each(['.repair.part', '.repair.part.json', '.repair.part.reelkeep-copy'])(
  'a folder of the user’s that is named like %s keeps no video from its repair',
  async (ending) => {
    const task = await anArchivedTask(it, aVideo('a folder in the way'));
    await rot(filePath(it, task));
    const mine = `${filePath(it, task)}${ending}`;
    await mkdir(mine);
    await check();
    await repair();
    expect(archivedOf(it, task.id).damage).toBeUndefined();
    expect(archivedOf(it, task.id).files).toEqual(task.files);
    expect((await stat(mine)).isDirectory()).toBe(true);
    expect((await it.files()).filter((path) => path.includes('.again.'))).toEqual([]);
  },
);

test('a video that the provider has encoded anew is proven as it is, and says so', async () => {
  const task = await anArchivedTask(it, aVideo('the same again'));
  await rm(filePath(it, task));
  it.provider.expireFiles(task.id);
  it.provider.setTask(task.id, { state: 'success', video: 'tide.mp4', thumbnail: 'aurora.jpg' });
  await check();
  // Its first link is dead; the endpoint gives another one, to other bytes.
  await repair();
  const repaired = archivedOf(it, task.id);
  expect(repaired.damage).toBeUndefined();
  expect(it.core.alerts.list()[0]?.alert).toEqual({ code: 'repair-ended', repaired: 1, left: 0 });
  expect(repaired.files[0]).toMatchObject({
    path: task.files[0]?.path,
    formerSha256: task.files[0]?.sha256,
  });
  const sidecar = await readFile(pathOf(it, `${task.reservedPath ?? ''}.json`), 'utf8');
  expect(sidecar).toContain(`"formerSha256": "${task.files[0]?.sha256 ?? 'none'}"`);
});

test('a repair that finds no way leaves everything as it is, and says why', async () => {
  const task = await anArchivedTask(it, aVideo('beyond repair'));
  await rot(filePath(it, task));
  await check();
  await it.provider.stop();
  await repair();
  expect(archivedOf(it, task.id).damage).toMatchObject({ kind: 'damaged' });
  expect(await it.files()).toContain(task.files[0]?.path);
  expect((await it.files()).filter((path) => path.includes('.part'))).toEqual([]);
  expect(it.core.alerts.list()[0]?.alert).toMatchObject({ code: 'repair-ended', left: 1 });
});

test('a good file put back by hand needs no repair but the next check', async () => {
  const task = await anArchivedTask(it, aVideo('a second thought'));
  const bytes = await readFile(filePath(it, task));
  await rot(filePath(it, task));
  await check();
  await writeFile(filePath(it, task), bytes);
  await check();
  expect(archivedOf(it, task.id).damage).toBeUndefined();
});

const dayMs = 24 * 3_600_000;

/** Starts again as if these tasks had been archived and read so many days ago. */
async function agedBy(days: Readonly<Record<string, number>>): Promise<void> {
  await it.core.stop();
  for (const name of it.store.list('ledger')) {
    const text = it.store.documents.get(name) ?? '';
    const document = JSON.parse(text) as { tasks: { id: string; checkedAtMs?: number }[] };
    for (const task of document.tasks) {
      const age = days[task.id];
      if (age !== undefined) task.checkedAtMs = Date.now() - age * dayMs;
    }
    it.store.documents.set(name, JSON.stringify(document));
  }
  await it.restart();
}

test('by itself only what is due is read, and nothing when that is not wanted', async () => {
  const old = await anArchivedTask(it, aVideo('long ago'));
  const young = await anArchivedTask(it, aVideo('a week ago'));
  await agedBy({ [old.id]: 40, [young.id]: 8 });
  const before = archivedOf(it, young.id);
  it.core.settings.change({ checkEvery: 'never' });
  await it.core.upkeep.integrityCheck.checkIfDue();
  expect(it.core.jobs.current).toBeUndefined();
  it.core.settings.change({ checkEvery: 'month' });
  await finish(it, 'scrub', () => it.core.upkeep.integrityCheck.checkIfDue());
  expect(it.core.settings.lastCheck()).toMatchObject({ videos: 1, isComplete: true });
  expect(archivedOf(it, young.id)).toEqual(before);
  expect(archivedOf(it, old.id).checkedAtMs).toBeGreaterThan(Date.now() - dayMs);
  it.core.settings.change({ checkEvery: 'week' });
  await finish(it, 'scrub', () => it.core.upkeep.integrityCheck.checkIfDue());
  expect(archivedOf(it, young.id).checkedAtMs).toBeGreaterThan(Date.now() - dayMs);
  await it.core.upkeep.integrityCheck.checkIfDue();
  expect(it.core.jobs.current).toBeUndefined();
});

test('what was read the longest ago comes first, and a stopped check goes on from there', async () => {
  const tasks = [
    await anArchivedTask(it, aVideo('the youngest')),
    await anArchivedTask(it, aVideo('the oldest')),
    await anArchivedTask(it, aVideo('the middle one')),
  ];
  const [youngest, oldest, middle] = tasks.map(({ id }) => id);
  if (youngest === undefined || oldest === undefined || middle === undefined) throw new Error();
  await agedBy({ [youngest]: 5, [oldest]: 50, [middle]: 20 });
  const isRead = (id: string) => (archivedOf(it, id).checkedAtMs ?? 0) > Date.now() - dayMs;
  expect((await it.core.upkeep.integrityCheck.check()).ok).toBe(true);
  await it.until(() => {
    // Heard at the very change that dates the first one.
    const hasBegun = tasks.some(({ id }) => isRead(id));
    if (hasBegun && !it.core.jobs.current?.isStopping) it.core.jobs.cancel('scrub');
    return hasBegun;
  });
  await it.until(() => it.core.jobs.current === undefined);
  expect(tasks.map(({ id }) => isRead(id))).toEqual([false, true, false]);
  expect(it.core.settings.lastCheck()).toMatchObject({ videos: 1, isComplete: false });
});
