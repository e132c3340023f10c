import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStored } from '../../electron/core/media/stored-media.ts';
import { Root } from '../../electron/core/files/root.ts';
import type { ArchivedTask } from '../../electron/shared/task.ts';
import { CoreHarness } from './core-harness.ts';
import { rot } from '../fake/rot.ts';
import { anArchivedTask, archivedOf, aVideo, filePath, pathOf } from './upkeep-harness.ts';

let it: CoreHarness;

beforeEach(async () => {
  it = await CoreHarness.start();
});

afterEach(() => it.stop());

/** What Open and the player do, and what they tell. */
async function open(task: ArchivedTask, index = 0): Promise<string> {
  const file = task.files[index];
  if (file === undefined) throw new Error('no such file');
  const opened = await openStored({ root: new Root(pathOf(it, '')), file });
  if (opened.ok) {
    await opened.value.file.close();
    return 'opened';
  }
  it.core.upkeep.recheck.refused(task.id, opened.failure);
  return opened.failure.code;
}

interface Harm {
  readonly name: string;
  /** What somebody does to the file. */
  readonly harm: (path: string) => Promise<unknown>;
  /** What its task is called then. */
  readonly kind: 'missing' | 'damaged';
}

const harms: readonly Harm[] = [
  { name: 'taken away', harm: (path) => rm(path), kind: 'missing' },
  { name: 'emptied', harm: (path) => writeFile(path, ''), kind: 'damaged' },
  { name: 'replaced with a text', harm: (path) => writeFile(path, 'no video'), kind: 'damaged' },
  {
    name: 'replaced with a folder',
    harm: (path) => rm(path).then(() => mkdir(path)),
    kind: 'damaged',
  },
  {
    name: 'replaced with a link',
    harm: (path) => rm(path).then(() => symlink('/etc/hosts', path)),
    kind: 'damaged',
  },
];

describe.skipIf(process.platform === 'win32').each([0, 1])('file %i of a task', (index) => {
  test.each(harms)('that was $name is refused, and the task says so', async ({ harm, kind }) => {
    const task = await anArchivedTask(it, aVideo('a quiet lake'));
    const innocent = await anArchivedTask(it, aVideo('an innocent twin'));
    await harm(filePath(it, task, index));
    expect(await open(task, index)).not.toBe('opened');
    await it.until(() => archivedOf(it, task.id).damage !== undefined);
    const damage = { kind, paths: [task.files[index]?.path] };
    expect(archivedOf(it, task.id).damage).toMatchObject(damage);
    expect(archivedOf(it, innocent.id).damage).toBeUndefined();
  });
});

test('a file that was moved within the archive is taken up at its new place', async () => {
  const task = await anArchivedTask(it, aVideo('a wandering star'));
  await rename(filePath(it, task), pathOf(it, 'star.mp4'));
  expect(await open(task)).toBe('file-missing');
  await it.until(() => archivedOf(it, task.id).files[0]?.path === 'star.mp4');
  expect(archivedOf(it, task.id).damage).toBeUndefined();
  expect(await open(archivedOf(it, task.id))).toBe('opened');
});

test('a file that opens, and cannot be played, is read to its end', async () => {
  const task = await anArchivedTask(it, aVideo('a quiet lake'));
  await rot(filePath(it, task));
  expect(await open(task)).toBe('opened');
  it.core.upkeep.recheck.suspect(task.id);
  await it.until(() => archivedOf(it, task.id).damage !== undefined);
  expect(archivedOf(it, task.id).damage?.kind).toBe('damaged');
});

test('with the whole archive away nothing is called missing', async () => {
  const task = await anArchivedTask(it, aVideo('a quiet lake'));
  await rename(pathOf(it, ''), `${it.folder}/elsewhere`);
  expect(await open(task)).toBe('file-missing');
  await it.until(() => it.core.jobs.current === undefined);
  expect(archivedOf(it, task.id).damage).toBeUndefined();
  await rename(`${it.folder}/elsewhere`, pathOf(it, ''));
});

test('it waits for the job that is at the files', async () => {
  const task = await anArchivedTask(it, aVideo('a quiet lake'));
  await rm(filePath(it, task));
  let end: () => void = () => undefined;
  const ending = new Promise<undefined>((resolve) => {
    end = () => {
      resolve(undefined);
    };
  });
  it.core.jobs.start('mirror', () => ending);
  await open(task);
  expect(it.core.jobs.current?.kind).toBe('mirror');
  expect(archivedOf(it, task.id).damage).toBeUndefined();
  end();
  await it.until(() => archivedOf(it, task.id).damage !== undefined);
});
