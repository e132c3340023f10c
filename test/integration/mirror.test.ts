import {
  appendFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifiedByManifest } from '../unit/core/archive/archive-harness.ts';
import { CoreHarness } from './core-harness.ts';

let harness: CoreHarness;
let archive: string;
let mirror: string;

beforeEach(async () => {
  harness = await CoreHarness.start();
  archive = join(harness.folder, 'archive');
  mirror = join(harness.folder, 'mirror');
});
afterEach(() => harness.stop());

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.reelkeep'));
  return files.map((file) => join(file.parentPath, file.name).slice(folder.length + 1)).sort();
}

async function archived(video: string): Promise<void> {
  const id = harness.aTask(video);
  harness.add(id, 'runway');
  await harness.reaches(id, 'archived');
}

function view() {
  return harness.core.upkeep.mirror.view;
}

/** Until the mirror says that so many videos are in it, and that nothing is missing. */
function copied(videos: number): Promise<void> {
  return harness.until(() => view()?.state === 'copied' && view()?.copied === videos);
}

async function setMirror(): Promise<void> {
  expect(await harness.core.upkeep.mirror.set(mirror)).toMatchObject({ ok: true });
}

test('fills with what was archived before, and follows what comes', async () => {
  await archived('aurora.mp4');
  await setMirror();
  await copied(1);
  expect(await filesIn(mirror)).toEqual(await filesIn(archive));
  await archived('tide.mp4');
  await copied(2);
  expect(await filesIn(mirror)).toEqual(await filesIn(archive));
  expect(view()).toMatchObject({ videos: 2, extra: 0, damaged: 0, isSameDisk: true });
  const files = await filesIn(mirror);
  const manifest = files.find((path) => path.endsWith('.txt')) ?? '';
  const media = files.filter((path) => /\.(mp4|jpg)$/.test(path)).map((path) => basename(path));
  const verified = await verifiedByManifest(join(mirror, manifest, '..'));
  expect(verified.toSorted()).toEqual(media.toSorted());
});

test('copies no damaged video, and says so', async () => {
  await archived('aurora.mp4');
  const video = (await filesIn(archive)).find((path) => path.endsWith('.mp4')) ?? '';
  await appendFile(join(archive, video), 'x');
  await setMirror();
  await harness.until(() => view()?.damaged === 1);
  expect(await filesIn(mirror)).not.toContain(video);
});

test('copies all the rest where a folder or a file is not what it should be, and says so', async () => {
  await archived('aurora.mp4');
  await mkdir(join(archive, 'a foreign one'));
  await symlink('/etc/passwd', join(archive, 'a foreign one/manifest-sha256.txt'));
  await setMirror();
  await harness.until(() => view()?.state === 'failed');
  expect(view()).toMatchObject({ copied: 1, failure: { code: 'foreign-entry', found: 'link' } });
  expect((await filesIn(mirror)).filter((path) => path.endsWith('.mp4'))).toHaveLength(1);
});

test('away, it is not made anew; back again, it catches up by itself', async () => {
  await archived('aurora.mp4');
  await setMirror();
  await copied(1);
  await rename(mirror, `${mirror} away`);
  await archived('tide.mp4');
  await harness.until(() => view()?.state === 'away');
  expect(await readdir(harness.folder)).not.toContain('mirror');
  await rename(`${mirror} away`, mirror);
  await copied(2);
});

test('keeps what is deleted in the archive, and gives it to a repair', async () => {
  await archived('aurora.mp4');
  await setMirror();
  await copied(1);
  const video = (await filesIn(archive)).find((path) => path.endsWith('.mp4')) ?? '';
  const bytes = await readFile(join(archive, video));
  await rm(join(archive, video));
  harness.core.upkeep.mirror.syncNow();
  await harness.until(() => view()?.extra === 1);
  const id = harness.core.settings.archiveId() ?? '';
  const copy = await harness.core.upkeep.mirror.fileFor(id, video);
  expect(await readFile(copy?.absolute(video) ?? '')).toEqual(bytes);
  expect(await harness.core.upkeep.mirror.fileFor('another', video)).toBeUndefined();
  expect(await harness.core.upkeep.mirror.fileFor(id, '2026/none.mp4')).toBeUndefined();
});

test('refuses a folder in the archive, around it, or with other files', async () => {
  await archived('aurora.mp4');
  const set = (path: string) => harness.core.upkeep.mirror.set(path);
  expect(await set(join(archive, 'mirror'))).toMatchObject({ failure: { code: 'folder-nested' } });
  expect(await set(harness.folder)).toMatchObject({ failure: { code: 'folder-nested' } });
  expect(await set('mirror')).toMatchObject({ failure: { code: 'folder-not-absolute' } });
  await setMirror();
  await copied(1);
  await rm(join(mirror, '.reelkeep-mirror'));
  await writeFile(join(mirror, 'letter.txt'), 'mine');
  await set('');
  expect(view()).toBeUndefined();
  expect(await set(mirror)).toMatchObject({ failure: { code: 'folder-not-empty' } });
});

test('made the archive once the archive’s disk has died, shows every video, with the latest words', async () => {
  await archived('aurora.mp4');
  await setMirror();
  await copied(1);
  const [before] = [...harness.core.tasks.tasks()];
  const id = before?.id ?? expect.fail();
  await rename(archive, `${archive} died`);
  harness.core.upkeep.annotations.annotate({ id, tags: ['after all'], notes: '' });
  await harness.core.setArchiveFolder({ path: mirror, choice: 'start-new' });
  const newId = harness.core.settings.archiveId();
  await harness.until(() => harness.core.tasks.get(id)?.archiveId === newId);
  await harness.until(() => harness.core.jobs.current === undefined);
  const task = harness.taskOf(id);
  expect(task).toMatchObject({ state: 'archived', tags: ['after all'] });
  expect(task).not.toHaveProperty('damage');
  expect(harness.core.archiveManager.current?.root.path).toBe(mirror);
});

test('made the archive while the archive is there, takes nothing from it', async () => {
  await archived('aurora.mp4');
  await setMirror();
  await copied(1);
  const [before] = [...harness.core.tasks.tasks()];
  await harness.core.setArchiveFolder({ path: mirror, choice: 'start-new' });
  await harness.core.upkeep.rebuild.read({ includesRemoved: false });
  await harness.until(() => harness.core.jobs.current === undefined);
  expect([...harness.core.tasks.tasks()]).toEqual([before]);
});

test('follows also while the archive never rests', async () => {
  await archived('aurora.mp4');
  await setMirror();
  await copied(1);
  const [restless] = [...harness.core.tasks.tasks()];
  const stir = setInterval(() => {
    harness.core.upkeep.mirror.onTaskChanged(restless ?? expect.fail());
  }, 1);
  await archived('tide.mp4');
  await copied(2);
  clearInterval(stir);
});
