import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import {
  examineStored,
  locateStored,
  openStored,
} from '../../../electron/core/media/stored-media.ts';
import { Root } from '../../../electron/core/files/root.ts';
import type { Failure } from '../../../electron/shared/failure.ts';
import { describeAlert } from '../../../electron/shared/messages/alerts.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import { filesOf, type ArchivedFile, type Task } from '../../../electron/shared/task.ts';
import type { CoreHarness } from '../../integration/core-harness.ts';
import { jobs } from './jobs.ts';
import type { Case } from './library.ts';

async function isWhole(root: string, file: ArchivedFile): Promise<boolean> {
  const path = join(root, file.path);
  const entry = await lstat(path).catch(() => undefined);
  if (entry?.isFile() !== true) return false;
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  return sha256 === file.sha256;
}

/** Whatever is shown as archived is there, whole and no link, or it is told what is wrong with it. */
async function expectTold(it: CoreHarness, task: Task): Promise<void> {
  if (task.state !== 'archived') {
    const { hindrance } = task as { readonly hindrance?: Failure }; // some states have none
    const words = hindrance && describeFailure(hindrance);
    expect(words?.sentence, `${task.id} is ${task.state}`).toBeTruthy();
    return;
  }
  const root = it.core.settings.archivePath(task.archiveId ?? '') ?? '';
  for (const file of filesOf(task)) {
    const isTold = task.damage?.paths.includes(file.path) === true;
    expect(isTold || (await isWhole(root, file)), `${file.path} of ${task.id}`).toBe(true);
  }
}

/** What the player, "Open" and "Show in folder" get: the very file, or words. */
async function expectReadings(it: CoreHarness, task: Task): Promise<void> {
  if (task.state !== 'archived') return;
  const folder = it.core.settings.archivePath(task.archiveId ?? '') ?? '';
  const root = new Root(folder);
  for (const file of filesOf(task)) {
    const entry = await lstat(join(folder, file.path)).catch(() => undefined);
    const opened = await openStored({ root, file });
    if (opened.ok) await opened.value.file.close();
    for (const answer of [
      opened,
      await examineStored({ root, file }),
      await locateStored({ root, file }),
    ]) {
      if (answer.ok) expect(entry?.isFile(), file.path).toBe(true);
      else expect(describeFailure(answer.failure).sentence).not.toBe('');
    }
  }
}

/** Nothing outside has changed, and for every task it is told what is wrong, or nothing is. */
export async function expectAllWell(it: Case, harness: CoreHarness): Promise<void> {
  // What a job has not looked at, a check finds.
  await jobs['check']?.(harness, []);
  const isLookedAt = harness.core.archiveManager.problem === undefined;
  await Promise.all(
    [...harness.core.tasks.tasks()].map(async (task) => {
      await expectReadings(harness, task);
      if (isLookedAt) await expectTold(harness, task);
    }),
  );
  for (const { alert } of harness.core.alerts.list()) {
    expect(describeAlert(alert).sentence).not.toBe('');
  }
  expect(await it.outside.changes()).toEqual([]);
}
