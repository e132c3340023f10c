import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeFailure } from '../../electron/shared/messages/failures.ts';
import type { Failure } from '../../electron/shared/failure.ts';
import type { Outcome } from '../../electron/shared/outcome.ts';
import { canMount, Drive } from '../fake/drive.ts';
import { CoreHarness } from './core-harness.ts';
import { anArchivedTask, aVideo } from './upkeep-harness.ts';

let it: CoreHarness;
let archive: string;
/** Taken away after each test, however it ends. */
const drives: Drive[] = [];

beforeEach(async () => {
  it = await CoreHarness.start();
  await anArchivedTask(it, aVideo('a quiet lake'));
  archive = join(it.folder, 'archive');
});

afterEach(async () => {
  for (const drive of drives.splice(0)) drive.unmount();
  await it.stop();
});

function wordsOf(outcome: Outcome<unknown, Failure>): string {
  if (outcome.ok) return JSON.stringify(outcome.value ?? 'taken');
  const { sentence, remedy } = describeFailure(outcome.failure);
  return `${sentence} ${remedy}`;
}

const asArchive = async (path: string) => wordsOf(await it.core.setArchiveFolder({ path }));
const asMirror = async (path: string) => wordsOf(await it.core.upkeep.mirror.set(path));

/** What is typed, below the harness' folder unless it is absolute, and what is said of it. */
const typed: readonly (readonly [string, string])[] = [
  ['/', 'is the root of the system disk'],
  ['/etc', 'belongs to the system'],
  ['/proc/1/films', 'belongs to the system'],
  ['/tmp', 'is emptied by the system'],
  [homedir(), 'is your whole home folder'],
  ['a-link-to-the-root', 'is the root of the system disk'],
  ['a-link-to-the-root/etc/films', 'belongs to the system'],
  ['letter.txt', 'is a file, not a folder'],
  ['letter.txt/films', 'is inside a file'],
  ['letter.txt/films/of/mine', 'is inside a file'],
];

test.skipIf(process.platform !== 'linux').each(typed)(
  '%s is no folder for videos',
  async (name, says) => {
    await writeFile(join(it.folder, 'letter.txt'), 'mine');
    await symlink('/', join(it.folder, 'a-link-to-the-root'));
    const path = name.startsWith('/') ? name : join(it.folder, name);
    expect(await asArchive(path)).toContain(`“${path}” ${says}`);
    expect(await asMirror(path)).toContain(`“${path}” ${says}`);
    expect(it.core.settings.current().archiveFolder).toBe(archive);
    expect(it.core.settings.mirror()).toBeUndefined();
  },
);

test.each(['films', './films', '~/films', ''])('"%s" is not a full path', async (path) => {
  expect(await asArchive(path)).toContain('is not a full path');
  if (path !== '') expect(await asMirror(path)).toContain('is not a full path');
});

test('a mirror that is the archive, in it or around it is told apart', async () => {
  expect(await asMirror(archive)).toContain('is the archive folder itself');
  expect(await asMirror(join(archive, 'copy'))).toContain('is inside the archive folder');
  expect(await asMirror(it.folder)).toContain('contains the archive folder');
});

test('an archive that is the mirror, in it or around it is told apart', async () => {
  const mirror = join(it.folder, 'copies', 'mirror');
  await mkdir(mirror, { recursive: true });
  expect(await asMirror(mirror)).toContain('taken');
  expect(await asArchive(mirror)).toContain('is the mirror folder itself');
  expect(await asArchive(join(mirror, 'films'))).toContain('is inside the mirror folder');
  expect(await asArchive(join(it.folder, 'copies'))).toContain('contains the mirror folder');
});

/** What is mounted a second time, what is named below that, and what is said of it. */
const mounted: readonly (readonly [string, string, string])[] = [
  ['archive', '', 'is the archive folder itself'],
  ['archive', 'copy', 'is inside the archive folder'],
  ['archive/sub', '', 'is inside the archive folder'],
  ['archive/sub', 'copy', 'is inside the archive folder'],
  ['.', 'archive/sub', 'is inside the archive folder'],
  ['.', '', 'contains the archive folder'],
];

test.runIf(canMount).each(mounted)(
  '%s, mounted again, and in it "%s" %s',
  async (folder, below, says) => {
    const path = join(it.folder, 'drives', 'again');
    await mkdir(join(archive, 'sub'));
    await mkdir(path, { recursive: true });
    drives.push(Drive.showAgain(join(it.folder, folder), path));
    expect(await asMirror(join(path, below))).toContain(says);
    const moved = await it.core.setArchiveFolder({ path: join(path, below), choice: 'move' });
    expect(wordsOf(moved)).toContain(says);
  },
);

test.runIf(canMount)('a mirror that is mounted into the archive later is not copied', async () => {
  const mirror = join(it.folder, 'mirror');
  expect(await asMirror(mirror)).toContain('taken');
  await it.until(() => it.core.upkeep.mirror.view?.state === 'copied');
  await mkdir(join(archive, 'backup'));
  drives.push(Drive.showAgain(mirror, join(archive, 'backup')));
  it.core.upkeep.mirror.syncNow();
  await it.until(() => it.core.upkeep.mirror.view?.failure?.code === 'folder-nested');
  expect(await readdir(mirror)).not.toContain('backup');
});

test.runIf(canMount)(
  'a folder that cannot be written to is told before anything is asked',
  async () => {
    const path = join(it.folder, 'read-only');
    await mkdir(path);
    const drive = Drive.mount(path, 'ro');
    try {
      for (const folder of [path, join(path, 'films')]) {
        expect(await asArchive(folder)).toContain("can't write to");
        expect(await asMirror(folder)).toContain("can't write to");
      }
    } finally {
      drive.unmount();
    }
  },
);

test('a folder that is not there is made', async () => {
  expect(await asArchive(join(it.folder, 'new', 'films'))).toContain('move-or-new');
});

test('a folder to open that is not there is told so', async () => {
  const path = join(it.folder, 'nowhere', 'films');
  expect(wordsOf(await it.core.archiveManager.openExisting(path))).toContain(
    `“${path}” doesn't exist`,
  );
});
