import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { CoreHarness } from './core-harness.ts';

const mebibyte = 1024 ** 2;
const limits = { reserveBytes: 2 * mebibyte, guessedBytes: mebibyte };

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanups.splice(0).reverse()) await cleanUp();
});

async function started(): Promise<CoreHarness> {
  const harness = await CoreHarness.start({ spaceLimits: limits });
  cleanups.push(() => harness.stop());
  return harness;
}

async function withOneVideo() {
  const harness = await started();
  const first = harness.aTask();
  harness.add(first, 'runway');
  await harness.reaches(first, 'archived');
  const root = join(harness.folder, 'archive');
  return { harness, root, away: join(harness.folder, 'away') };
}

type Setting = Awaited<ReturnType<typeof withOneVideo>>;

/** Ways in which an archive goes, and how each comes back. */
const departures: readonly (readonly [string, (it: Setting) => Promise<() => Promise<void>>])[] = [
  [
    'the folder is gone',
    async ({ root, away }) => {
      await rename(root, away);
      return () => rename(away, root);
    },
  ],
  [
    'only its empty mount point is left',
    async ({ root, away }) => {
      await rename(root, away);
      await mkdir(root);
      return async () => {
        expect(await readdir(root)).toEqual([]); // nothing was made in it
        await rm(root, { recursive: true });
        await rename(away, root);
      };
    },
  ],
  [
    'its marker is gone',
    async ({ root }) => {
      await rename(join(root, '.reelkeep'), join(root, 'marker'));
      return () => rename(join(root, 'marker'), join(root, '.reelkeep'));
    },
  ],
  [
    'another archive is in its place',
    async ({ root }) => {
      const marker = join(root, '.reelkeep');
      const own = await readFile(marker);
      await writeFile(marker, JSON.stringify({ id: 'another', version: 1 }));
      return () => writeFile(marker, own);
    },
  ],
  [
    'a file is in its place',
    async ({ root, away }) => {
      await rename(root, away);
      await writeFile(root, '');
      return async () => {
        await rm(root);
        await rename(away, root);
      };
    },
  ],
];

test.each(departures)('idle, it is told that %s, and that it is back', async (_, depart) => {
  const it = await withOneVideo();
  const { core } = it.harness;
  const comeBack = await depart(it);
  await it.harness.until(() => core.archiveManager.problem?.code === 'folder-missing');
  await comeBack();
  await it.harness.until(() => core.archiveManager.problem === undefined);
  expect(core.tasks.get([...core.tasks.tasks()][0]?.id ?? expect.fail())?.state).toBe('archived');
});

test('while the folder is away nothing is asked of a link, and then all go on by themselves', async () => {
  const { harness, root, away } = await withOneVideo();
  await rename(root, away);
  const ids = [harness.aTask('tide.mp4'), harness.aTask('nebula.mp4')];
  for (const id of ids) harness.add(id, 'runway');
  await harness.until(() => harness.core.archiveManager.problem !== undefined);
  for (const id of ids) await harness.reaches(id, 'ready');
  expect(ids.flatMap((id) => harness.provider.requestsOf(id)).some(({ file }) => file)).toBe(false);
  await rename(away, root);
  for (const id of ids) await harness.reaches(id, 'archived');
});

/** Mounts a small file system on the archive's folder; `undefined` where that is not permitted. */
async function mountSmall(folder: string, sizeMebibytes: number): Promise<string | undefined> {
  await mkdir(folder, { recursive: true });
  try {
    const size = `size=${String(sizeMebibytes)}m`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    return String(error);
  }
  cleanups.push(() => execFileSync('umount', [folder]));
  return undefined;
}

async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

test('on a small disk the queue holds before the reserve is touched, and goes on when space is freed', async (context) => {
  const harness = await started();
  const root = join(harness.folder, 'archive');
  const refused = await mountSmall(root, 8);
  context.skip(refused !== undefined, `no mount here: ${refused ?? ''}`);
  await writeFile(join(root, 'holiday.mov'), Buffer.alloc(5 * mebibyte));
  const id = harness.aTask('large.mp4');
  harness.add(id, 'runway');
  await harness.until(() => harness.core.archiveManager.problem?.code === 'disk-reserve');
  expect(await freeBytes(root)).toBeGreaterThan(limits.reserveBytes);
  expect(harness.core.archiveManager.problem).toMatchObject({ keptBytes: limits.reserveBytes });
  await rm(join(root, 'holiday.mov'));
  await harness.reaches(id, 'archived');
  expect(harness.core.archiveManager.problem).toBeUndefined();
});

test('a disk that fills up in the middle of a video: its part is kept and continued', async (context) => {
  const harness = await started();
  const root = join(harness.folder, 'archive');
  const refused = await mountSmall(root, 8);
  context.skip(refused !== undefined, `no mount here: ${refused ?? ''}`);
  const id = harness.aTask('large.mp4');
  const stopped = harness.until(() => harness.core.archiveManager.problem !== undefined);
  // Far enough that some of it has been written: small pieces are gathered first.
  const received = () => harness.core.transfers.progress()[0]?.receivedBytes ?? 0;
  const begun = harness.until(() => received() > mebibyte);
  const slow = { on: 'file', bytesPerSecond: 1_500_000 } as const;
  harness.provider.fault(slow, { taskId: id, file: 'video', times: 1 });
  harness.add(id, 'runway');
  await begun;
  await writeFile(join(root, 'filler'), Buffer.alloc(8 * mebibyte)).catch(() => undefined);
  await stopped;
  await harness.reaches(id, 'ready');
  await rm(join(root, 'filler'));
  await harness.reaches(id, 'archived');
  const ranges = harness.provider.requestsOf(id).map(({ range }) => range);
  expect(ranges.filter((range) => range !== undefined)).toHaveLength(1);
});
