import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Root } from '../../electron/core/files/root.ts';
import { canHang, HungDrive } from '../fake/hung-drive.ts';
import { CoreHarness } from './core-harness.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanups.splice(0).reverse()) await cleanUp();
});

/** A core with one archived video, and its archive's drive, which is soon given up. */
async function started() {
  const it = await CoreHarness.start();
  cleanups.push(() => it.stop());
  const first = it.aTask();
  it.add(first, 'runway');
  await it.reaches(first, 'archived');
  const path = join(it.folder, 'archive');
  const root = new Root(path, { limits: { answerMs: 1_000, flushMs: 1_000, askAgainMs: 100 } });
  return { it, path, root };
}

async function hang(path: string): Promise<HungDrive> {
  const drive = await HungDrive.mount(path);
  cleanups.push(() => drive.unmount());
  return drive;
}

test.runIf(canHang)(
  'transfers that meet a drive that hangs wait for it, are told of once, and go on by themselves',
  async () => {
    const { it, path } = await started();
    const problems: unknown[] = [];
    it.onSettingsChanged = () => {
      const code = it.core.archiveManager.problem?.code;
      if (problems.at(-1) !== code) problems.push(code);
    };
    const ids = ['lagoon.mp4', 'aurora.mp4'].map((video) => it.aTask(video));
    const slow = ids.map((taskId) =>
      it.provider.fault('throttle', { taskId, file: 'video', with: { bytesPerSecond: 20_000 } }),
    );
    for (const id of ids) it.add(id, 'runway');
    await it.until(() => it.core.transfers.progress().length === 2);
    const drive = await hang(path);
    for (const each of slow) each.clear();
    await it.until(() => it.core.archiveManager.problem?.code === 'drive-not-answering');
    await it.until(() => it.core.transfers.progress().length === 0);
    drive.unmount();
    for (const id of ids) await it.reaches(id, 'archived');
    expect(problems).toEqual(['drive-not-answering', undefined]);
  },
);

test.runIf(canHang)(
  'what a transfer has met holds until the drive takes a write again',
  async () => {
    const { it, path, root } = await started();
    const drive = await hang(path);
    await expect(root.facts('x')).rejects.toMatchObject({
      failure: { code: 'drive-not-answering' },
    });
    const failure = { code: 'drive-not-answering', path } as const;
    it.core.archiveManager.reportFailure(failure);
    expect(it.core.archiveManager.problem).toEqual(failure);
    drive.unmount();
    await it.until(() => it.core.archiveManager.problem === undefined);
    it.core.archiveManager.reportFailure(failure); // of an operation that was given up before
    expect(it.core.archiveManager.problem).toBeUndefined();
    it.core.archiveManager.reportFailure({ ...failure, path: '/elsewhere' });
    expect(it.core.archiveManager.problem).toBeUndefined();
  },
);

test.runIf(canHang)('while one drive hangs, another archive is there', async () => {
  const { it, path } = await started();
  await hang(path);
  const other = join(it.folder, 'other');
  const chosen = await it.core.archiveManager.switchTo(other);
  expect(chosen.ok && chosen.value.root.path).toBe(other);
  const second = it.aTask();
  it.add(second, 'runway');
  await it.reaches(second, 'archived');
  expect(it.core.archiveManager.problem).toBeUndefined();
});
