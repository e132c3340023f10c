import { readFile, rename, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TaskId } from '../../electron/shared/id.ts';
import { CoreHarness } from './core-harness.ts';
import { anArchivedTask, archivedOf, aVideo, finish, pathOf } from './upkeep-harness.ts';

let it: CoreHarness;

beforeEach(async () => {
  it = await CoreHarness.start();
});

afterEach(() => it.stop());

function annotate(id: TaskId, tags: readonly string[], notes = ''): void {
  expect(it.core.upkeep.annotations.annotate({ id, tags, notes }).ok).toBe(true);
}

async function sidecarOf(id: TaskId): Promise<{ tags: string[]; notes: string }> {
  const path = pathOf(it, `${it.taskOf(id).reservedPath ?? ''}.json`);
  return JSON.parse(await readFile(path, 'utf8')) as { tags: string[]; notes: string };
}

function isWritten(id: TaskId): Promise<void> {
  return it.until(() => it.taskOf(id).isSidecarBehind === undefined);
}

test('tags and notes go into ledger and sidecar, and clearing them clears both', async () => {
  const { id } = await anArchivedTask(it, aVideo('a garden'));
  annotate(id, [' Spring ', 'spring', 'client  A', ''], '  take two\n');
  expect(it.taskOf(id)).toMatchObject({ tags: ['Spring', 'client A'], notes: 'take two' });
  await isWritten(id);
  expect(await sidecarOf(id)).toMatchObject({ tags: ['Spring', 'client A'], notes: 'take two' });
  annotate(id, []);
  await isWritten(id);
  expect(await sidecarOf(id)).toMatchObject({ tags: [], notes: '' });
  expect(it.taskOf(id).tags).toBeUndefined();
});

test('tags given before the video is there are in its sidecar', async () => {
  const id = it.provider.addTask({ ...aVideo('not yet'), script: [{ state: 'generating' }] });
  it.add(id);
  annotate(it.taskOf(id).id, ['early']);
  it.provider.setTask(id, { state: 'success', video: 'aurora.mp4' });
  await it.reaches(id, 'archived');
  expect(await sidecarOf(it.taskOf(id).id)).toMatchObject({ tags: ['early'] });
});

test('what is noted while the drive is away is in the sidecar once it is back, also after a restart', async () => {
  const { id } = await anArchivedTask(it, aVideo('a far shore'));
  await rename(pathOf(it, ''), `${pathOf(it, '')}-away`);
  annotate(id, ['offline'], 'written on the train');
  await it.core.stop();
  await it.restart();
  expect(it.taskOf(id)).toMatchObject({ tags: ['offline'], isSidecarBehind: true });
  await rename(`${pathOf(it, '')}-away`, pathOf(it, ''));
  await it.core.archiveManager.reopen();
  await isWritten(id);
  expect(await sidecarOf(id)).toMatchObject({ tags: ['offline'], notes: 'written on the train' });
});

test('quick changes one after another leave the last one in the sidecar', async () => {
  const { id } = await anArchivedTask(it, aVideo('a restless mind'));
  for (const tag of ['a', 'b', 'c', 'd']) annotate(id, [tag]);
  await isWritten(id);
  expect(await sidecarOf(id)).toMatchObject({ tags: ['d'] });
});

test('tags that somebody wrote into a sidecar by hand are taken over by a check', async () => {
  const { id } = await anArchivedTask(it, aVideo('a helping hand'));
  const path = pathOf(it, `${it.taskOf(id).reservedPath ?? ''}.json`);
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('"tags": []', '"tags": ["by hand"]'));
  await finish(it, 'scrub', () => it.core.upkeep.integrityCheck.check());
  expect(archivedOf(it, id)).toMatchObject({ tags: ['by hand'] });
  expect(await sidecarOf(id)).toMatchObject({ tags: ['by hand'] });
});

test('what is noted in the moment when the video comes in outlives the next check', async () => {
  const open = it.core.archiveManager.open.bind(it.core.archiveManager);
  it.core.archiveManager.open = async () => {
    const opened = await open();
    if (!opened.ok) return opened;
    it.core.archiveManager.open = open;
    const seal = opened.value.writeMetadata.bind(opened.value);
    opened.value.writeMetadata = async (...input) => {
      const sealed = await seal(...input);
      const [, { taskId, archivedAtMs }] = input;
      if (archivedAtMs !== undefined) annotate(it.taskOf(taskId).id, ['just now']);
      opened.value.writeMetadata = seal;
      return sealed;
    };
    return opened;
  };
  const { id } = await anArchivedTask(it, {
    ...aVideo('a quick hand'),
    script: [{ state: 'success', video: 'aurora.mp4' }],
  });
  await finish(it, 'scrub', () => it.core.upkeep.integrityCheck.check());
  expect(archivedOf(it, id)).toMatchObject({ tags: ['just now'] });
  expect(await sidecarOf(id)).toMatchObject({ tags: ['just now'] });
});

test('tags that cannot be read in a sidecar cost none of those that are known', async () => {
  const { id } = await anArchivedTask(it, aVideo('a clumsy hand'));
  annotate(id, ['known']);
  await isWritten(id);
  const path = pathOf(it, `${it.taskOf(id).reservedPath ?? ''}.json`);
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/"tags": \[[^\]]*\]/, '"tags": "known, and more"'));
  await finish(it, 'scrub', () => it.core.upkeep.integrityCheck.check());
  expect(archivedOf(it, id)).toMatchObject({ tags: ['known'] });
  expect(await sidecarOf(id)).toMatchObject({ tags: ['known'] });
});
