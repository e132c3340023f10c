import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OsTrash } from '../../electron/core/platform/os-trash.ts';
import { fail } from '../../electron/shared/outcome.ts';
import type { ArchivedTask } from '../../electron/shared/task.ts';
import type { TaskId } from '../../electron/shared/id.ts';
import { CoreHarness } from './core-harness.ts';

let it: CoreHarness;

beforeEach(async () => {
  it = await CoreHarness.start();
});

afterEach(() => it.stop());

const bin = () => it.core.upkeep.trash;
const records = () => bin().list();

/** Archives a video, and answers its task. */
async function anArchived(video = 'aurora.mp4'): Promise<ArchivedTask> {
  const id = it.aTask(video);
  it.add(id);
  await it.reaches(id, 'archived');
  const task = it.taskOf(id);
  if (task.state !== 'archived') throw new Error(task.state);
  return task;
}

/** The archive's files, less manifests and the marker. */
async function media(): Promise<readonly string[]> {
  return (await it.files()).filter((path) => !/^\.|\.txt$/.test(path));
}

async function removeWithFiles(ids: readonly TaskId[]): Promise<void> {
  expect(await bin().remove(ids, true)).toEqual({ ok: true, value: { ids } });
  expect((await bin().moveNow(ids)).ok).toBe(true);
}

const archivePath = (relative: string) => join(it.folder, 'archive', relative);

test('files go to the trash once the time for an undo is over, and not before', async () => {
  const task = await anArchived();
  const before = await media();
  await bin().remove([task.id], true);
  expect(it.core.tasks.get(task.id)).toBeUndefined();
  expect(await media()).toEqual(before);
  await it.until(() => records()[0]?.files.kind === 'gone');
  expect(await it.files()).toEqual(['.reelkeep']);
  expect(it.trash.paths.map((path) => path.slice(path.lastIndexOf('.')))).toEqual([
    '.mp4',
    '.jpg',
    '.json',
  ]);
  expect(records()[0]?.files).toMatchObject({ files: 3, left: [] });
});

test("another task's files and its lines in the manifest are untouched", async () => {
  const [gone, stays] = [await anArchived(), await anArchived('tide.mp4')];
  await removeWithFiles([gone.id]);
  expect((await media()).every((path) => path.includes(stays.id.slice(0, 8)))).toBe(true);
  expect(await media()).toHaveLength(3);
  const manifest = (await it.files()).find((path) => path.endsWith('.txt')) ?? '';
  const lines = (await readFile(archivePath(manifest), 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines.every((line) => line.includes(stays.id.slice(0, 8)))).toBe(true);
});

test('an undo within the time leaves everything as it was, also after a crash', async () => {
  const task = await anArchived();
  const before = await it.files();
  await bin().remove([task.id], true);
  await it.restart();
  const back = await bin().putBack([task.id]);
  expect(back).toEqual({ ok: true, value: { ids: [task.id], withoutFiles: [] } });
  expect(it.taskOf(task.id)).toEqual(task);
  expect(await it.files()).toEqual(before);
  expect(records()).toEqual([]);
  await it.restart();
  expect(it.taskOf(task.id).state).toBe('archived');
  await bin().moveNow([task.id]);
  expect(it.trash.paths).toEqual([]);
});

test('a task in both places after a crash counts as tracked, and loses no file', async () => {
  const task = await anArchived();
  await it.core.stop();
  const ledger = new Map([...it.store.documents].filter(([name]) => name.startsWith('ledger/')));
  await it.restart();
  await bin().remove([task.id], true);
  await it.core.stop();
  for (const [name, text] of ledger) it.store.documents.set(name, text); // the power failed in between
  await it.restart();
  expect(it.taskOf(task.id).state).toBe('archived');
  expect(records()).toEqual([]);
  await bin().moveNow([task.id]);
  expect(it.trash.paths).toEqual([]);
});

test('a crash in the middle of the files is gone on with, and nothing is lost from the record', async () => {
  const task = await anArchived();
  await bin().remove([task.id], true);
  const put = it.trash.put.bind(it.trash);
  let die: () => void = () => undefined;
  const died = new Promise<void>((resolve) => (die = resolve));
  it.trash.put = (path) => {
    if (it.trash.paths.length === 0) return put(path);
    die();
    return new Promise(() => undefined); // the process ends here
  };
  void bin().moveNow([task.id]);
  await died;
  it.trash.put = put;
  await it.restart();
  expect(records()[0]?.files).toMatchObject({ kind: 'due', hasBegun: true });
  await bin().moveNow([task.id]);
  expect(records()[0]?.files.kind).toBe('gone');
  expect(await it.files()).toEqual(['.reelkeep']);
});

test('put back after the trash says so; files that the user restored are proven again', async () => {
  const task = await anArchived();
  await removeWithFiles([task.id]);
  const without = await bin().putBack([task.id]);
  expect(without).toMatchObject({ ok: true, value: { withoutFiles: [task.id] } });
  expect(it.taskOf(task.id)).toMatchObject({ state: 'archived', damage: { kind: 'missing' } });

  await bin().remove([task.id], false);
  await it.trash.restoreAll();
  expect(await bin().putBack([task.id])).toMatchObject({ value: { withoutFiles: [] } });
  expect(it.taskOf(task.id)).not.toHaveProperty('damage');
});

test('files that were restored before the task is put back make it archived again', async () => {
  const task = await anArchived();
  await removeWithFiles([task.id]);
  await it.trash.restoreAll();
  const back = await bin().putBack([task.id]);
  expect(back).toMatchObject({ ok: true, value: { withoutFiles: [] } });
  expect(it.taskOf(task.id)).not.toHaveProperty('damage');
});

test('a file that was changed since is left, and said', async () => {
  const task = await anArchived();
  const video = task.files.find(({ role }) => role === 'video')?.path ?? '';
  await writeFile(archivePath(video), 'my own cut');
  await removeWithFiles([task.id]);
  expect(await readFile(archivePath(video), 'utf8')).toBe('my own cut');
  expect(records()[0]?.files).toMatchObject({ files: 2, left: [{ path: video, why: 'changed' }] });
  expect(it.core.alerts.list().map(({ alert }) => alert.code)).toContain('files-left');
});

test("a path that a hand-edited ledger shares with another task stays that task's", async () => {
  const [owner, thief] = [await anArchived(), await anArchived('tide.mp4')];
  await it.core.stop();
  for (const [name, text] of it.store.documents) {
    if (!name.startsWith('ledger/done')) continue;
    const document = JSON.parse(text) as { tasks: ArchivedTask[] };
    document.tasks = document.tasks.map((task) =>
      task.id === thief.id ? { ...task, files: [...task.files, ...owner.files] } : task,
    );
    it.store.documents.set(name, JSON.stringify(document));
  }
  await it.restart();
  await removeWithFiles([thief.id]);
  const own = (await media()).filter((path) => path.includes(owner.id.slice(0, 8)));
  expect(own).toHaveLength(3);
  expect(records()[0]?.files).toMatchObject({ files: 3 });
});

test('where the trash takes nothing the files stay, and the reason is said', async () => {
  const task = await anArchived();
  const before = await it.files();
  it.trash.refusal = 'no trash on this drive';
  await removeWithFiles([task.id]);
  expect(await it.files()).toEqual(before);
  expect(records()[0]?.files).toEqual({ kind: 'kept' });
  expect(it.core.alerts.list().map(({ alert }) => alert.code)).toContain('trash-refused');
  expect(await bin().putBack([task.id])).toMatchObject({ value: { withoutFiles: [] } });
});

test('while the archive is unplugged its files wait, and go once it is back', async () => {
  const task = await anArchived();
  const away = join(it.folder, 'unplugged');
  await rename(archivePath(''), away);
  await bin().remove([task.id], true);
  const waiting = await bin().moveNow([task.id]);
  expect(waiting).toMatchObject({ ok: false, failure: { code: 'folder-missing' } });
  expect(records()[0]?.files.kind).toBe('due');
  expect(it.core.alerts.list().map(({ alert }) => alert.code)).toContain('trash-waits');
  await rename(away, archivePath(''));
  expect((await bin().moveNow([task.id])).ok).toBe(true);
  expect(it.trash.paths).toHaveLength(3);
  expect(it.core.alerts.list()).toEqual([]);
});

test('a removal that cannot be written does not happen', async () => {
  const task = await anArchived();
  it.store.refusal = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  expect(await bin().remove([task.id], true)).toMatchObject({
    ok: false,
    failure: { code: 'not-saved', what: 'removal', reason: 'full' },
  });
  it.store.refusal = undefined;
  expect(it.taskOf(task.id).state).toBe('archived');
  expect(records()).toEqual([]);
});

test('an unfinished task is asked about again once it is back, its deadline unchanged', async () => {
  const id = it.aTask('large.mp4');
  it.provider.fault('stall', { taskId: id, file: 'video', with: { stallAfterBytes: 9_000 } });
  it.add(id);
  await it.until(() => it.core.transfers.progress().some(({ receivedBytes }) => receivedBytes > 0));
  const { id: taskId, deadlineMs } = it.taskOf(id);
  await bin().remove([taskId], false);
  await bin().putBack([taskId]);
  expect(it.taskOf(id)).toMatchObject({ state: 'ready', deadlineMs });
  it.provider.clearFaults();
  await it.reaches(id, 'archived');
});

test('adding an id that is in the trash puts it back, and doubles no file', async () => {
  const task = await anArchived();
  const before = await it.files();
  await bin().remove([task.id], false);
  const [found] = await it.core.tasks.find(task.id);
  expect(found).toMatchObject({ verdict: 'removed', removal: { canPutBack: true } });
  expect(found?.removal?.atMs).toBeTypeOf('number');
  it.provider.clearRequests();
  it.add(task.id);
  expect(it.taskOf(task.id)).toEqual(task);
  expect(await it.files()).toEqual(before);
  expect(it.provider.requestsOf(task.id)).toEqual([]);
});

test('adding an id whose files went to the trash fetches it anew while the provider has it', async () => {
  const task = await anArchived();
  const before = await it.files();
  await removeWithFiles([task.id]);
  it.add(task.id);
  await it.reaches(task.id, 'archived');
  expect(await it.files()).toEqual(before);
  expect(it.taskOf(task.id)).not.toHaveProperty('damage');
});

test('what is forgotten cannot be put back, and is still known as removed', async () => {
  const task = await anArchived();
  await bin().remove([task.id], true);
  expect((await bin().forget([task.id])).ok).toBe(true);
  expect(records()).toEqual([]);
  expect(it.trash.paths).toHaveLength(3);
  await it.restart();
  const [found] = await it.core.tasks.find(task.id);
  expect(found).toMatchObject({ verdict: 'removed', removal: { canPutBack: false } });
});

test('a task that is put back while its files go keeps those that have not gone', async () => {
  const task = await anArchived();
  await bin().remove([task.id], true);
  const put = it.trash.put.bind(it.trash);
  const slow: OsTrash['put'] = async (path) => {
    await it.core.tasks.putBack([task.id]);
    return put(path);
  };
  it.trash.put = slow;
  await bin().moveNow([task.id]);
  expect(it.trash.paths).toHaveLength(1);
  expect(await media()).toHaveLength(2);
  await it.until(() => {
    const now = it.taskOf(task.id);
    return now.state === 'archived' && now.damage?.paths.length === 1;
  });
});

test('a trash that fails for one file leaves the others where they are', async () => {
  const task = await anArchived();
  const put = it.trash.put.bind(it.trash);
  it.trash.put = (path) =>
    it.trash.paths.length === 0
      ? put(path)
      : Promise.resolve(fail({ code: 'trash-refused', path, detail: 'full' }));
  await removeWithFiles([task.id]);
  expect(await media()).toHaveLength(2);
  expect(records()[0]?.files).toMatchObject({ kind: 'gone', files: 1 });
});

test('a video that is fetched once more keeps the tags and notes that it had', async () => {
  const { id } = await anArchived();
  const words = { tags: ['client'], notes: 'take two' };
  expect(it.core.upkeep.annotations.annotate({ id, ...words }).ok).toBe(true);
  await removeWithFiles([id]);
  it.add(id);
  await it.reaches(id, 'archived');
  expect(it.taskOf(id)).toMatchObject(words);
});
