import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../electron/core/platform/log.ts';
import { PendingCleanup } from '../../electron/core/ledger/pending-cleanup.ts';
import {
  documentOf,
  groupOf,
  writeTaskDocument,
} from '../../electron/core/ledger/task-document.ts';
import type { Task } from '../../electron/shared/task.ts';
import { CoreHarness } from './core-harness.ts';

let it: CoreHarness;

beforeEach(async () => {
  it = await CoreHarness.start();
});

afterEach(() => it.stop());

test('an archived task that is removed and added again takes its own files up', async () => {
  const id = it.aTask();
  it.add(id);
  await it.ends(id);
  const files = await it.files();
  await it.core.tasks.remove([it.taskOf(id).id]);
  it.provider.clearRequests();
  it.add(id);
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
  expect(await it.files()).toEqual(files);
  expect(it.provider.requestsOf(id).filter(({ file }) => file === 'video')).toEqual([]);
});

test('a task removed in mid-download leaves no part behind', async () => {
  const id = it.aTask('large.mp4');
  it.provider.fault('stall', { taskId: id, file: 'video', with: { stallAfterBytes: 9_000 } });
  it.add(id);
  await it.until(() => it.core.transfers.progress().some(({ receivedBytes }) => receivedBytes > 0));
  await it.core.tasks.remove([it.taskOf(id).id]);
  await it.core.stop();
  expect((await it.files()).filter((path) => path.includes('.part'))).toEqual([]);
});

async function aTaskWithItsThumbnail(): Promise<Task> {
  const id = it.aTask('large.mp4');
  it.provider.fault('stall', { taskId: id, file: 'video', with: { stallAfterBytes: 9_000 } });
  it.add(id);
  await it.until(() => it.core.transfers.progress().some(({ receivedBytes }) => receivedBytes > 0));
  return it.taskOf(id);
}

async function endings(): Promise<readonly string[]> {
  const files = (await it.files()).filter((path) => path !== '.reelkeep');
  return files.map((path) => path.replace(/^.*(?=\.\w+$)/, ''));
}

test('a thumbnail whose task is removed before its video is there gets its sidecar', async () => {
  const { id } = await aTaskWithItsThumbnail();
  await it.core.tasks.remove([id]);
  await it.core.stop();
  await expect.poll(endings).toEqual(['.jpg', '.json', '.txt']);
});

test('what a removed task had in the archive is put in order even after a crash', async () => {
  const task = await aTaskWithItsThumbnail();
  await it.core.stop(); // its part stays, to be gone on with
  expect(await endings()).toEqual(['.jpg', '.json', '.part', '.json', '.txt']);
  const path = join(it.folder, 'archive', task.reservedPath ?? '');
  await rm(`${path}.json`); // as a crash before its writing would have it
  await rm(join(path, '..', 'manifest-sha256.txt'));
  const pendingCleanup = new PendingCleanup({ store: it.store, log: silentLog });
  pendingCleanup.remember([task]); // a crash has come between this and all the rest
  it.store.write(
    documentOf(groupOf(task), 0),
    writeTaskDocument({ tasks: [], unknownEntries: [] }),
  );
  await it.restart();
  await expect.poll(endings).toEqual(['.jpg', '.json', '.txt']);
  await expect.poll(() => JSON.stringify(it.store.read('leaving').value)).not.toContain(task.id);
});

test('quitting does not wait for a turn at the provider', async () => {
  const id = it.aTask();
  it.provider.fault('file-403', { taskId: id, file: 'video' });
  const slow = it.provider.fault('hang', { endpoint: 'download-url' });
  it.add(id);
  await slow.reached;
  await expect(it.core.stop()).resolves.toBeUndefined();
  expect(it.taskOf(id).state).toBe('ready');
});
