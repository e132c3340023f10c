import { mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { FailureCode } from '../../electron/shared/failure.ts';
import { canMount, Drive } from '../fake/drive.ts';
import { Bench } from './bench.ts';
import { expectInvariants } from './invariants.ts';

const budget = { calls: 10, files: 60 };
const noReserve = { reserveBytes: 0, guessedBytes: 0 };

let bench: Bench;
let drive: Drive | undefined;

afterEach(async () => {
  await bench.it.core.stop();
  drive?.unmount();
  drive = undefined;
  await bench.stop();
});

/** A bench whose archive lies on a drive of this size. */
async function onDrive(options: string): Promise<void> {
  bench = await Bench.start({
    ports: { spaceLimits: noReserve },
    prepare: async (folder) => {
      const path = join(folder, 'archive');
      await mkdir(path);
      drive = Drive.mount(path, options);
    },
  });
}

/** Adds a video that stops in the middle, and resolves when it does: `goOn` brings the rest. */
async function halfway(video = 'large.mp4'): Promise<{ id: string; goOn: () => void }> {
  const id = bench.it.aTask(video);
  const stall = bench.it.provider.fault('stall', { taskId: id, file: 'video', times: 1 });
  bench.it.add(id, 'runway');
  await stall.reached;
  return { id, goOn: () => stall.release() };
}

async function isHindered(id: string, code: FailureCode): Promise<void> {
  await bench.until(() => bench.it.taskOf(id).hindrance?.code === code, code);
}

/** Both videos come by themselves, the one that met the fault and one that was added during it. */
async function allArchived(): Promise<void> {
  await bench.hurryUntil(
    () => bench.tasks().every(({ state }) => state === 'archived'),
    'archived by itself',
  );
  await expectInvariants(bench, budget);
}

function addHealthy(): void {
  bench.it.add(bench.it.aTask('tide.mp4'), 'runway');
}

/** The folder of the month in which the video is to lie. */
function monthOf(id: string): string {
  return join(bench.archive, dirname(bench.it.taskOf(id).reservedPath ?? ''));
}

test.runIf(canMount)(
  'a drive that turns read-only → ready (folder-not-writable); writable → archived (needs mount)',
  async () => {
    await onDrive('size=16m');
    const first = bench.it.aTask('dunes.mp4');
    bench.it.add(first, 'runway');
    await bench.until(() => bench.it.taskOf(first).state === 'archived', 'the first archived');
    drive?.remount('ro');
    const id = bench.it.aTask('large.mp4');
    bench.it.add(id, 'runway');
    await isHindered(id, 'folder-not-writable');
    drive?.remount('rw');
    await allArchived();
  },
);

test.runIf(canMount)(
  'a drive that is unplugged in mid-transfer → ready (folder-missing), its mount point stays empty; plugged in again → archived (needs mount)',
  async () => {
    bench = await Bench.start();
    const first = await halfway();
    // What lies over the archive now is another, empty drive: as good as unplugged, and it comes back.
    drive = Drive.mount(bench.archive, 'size=16m');
    addHealthy();
    first.goOn();
    await bench.until(() => bench.it.core.root.problem?.code === 'folder-missing', 'missing');
    await bench.until(() => bench.it.taskOf(first.id).state === 'ready', 'ready');
    expect(await readdir(bench.archive)).toEqual([]);
    drive.unmount();
    drive = undefined;
    await allArchived();
  },
);

test('a folder that is taken away in mid-transfer → ready (folder-missing); put back → archived', async () => {
  bench = await Bench.start();
  const { goOn } = await halfway();
  await rename(bench.archive, `${bench.archive}-away`);
  addHealthy();
  goOn();
  await bench.until(() => bench.it.core.root.problem?.code === 'folder-missing', 'missing');
  expect(await readdir(bench.folder)).toEqual(['archive-away', 'store']);
  await rename(`${bench.archive}-away`, bench.archive);
  await allArchived();
});

test('an empty folder in the archive’s place → ready (folder-missing), and stays empty; put back → archived', async () => {
  bench = await Bench.start();
  const { goOn } = await halfway();
  await rename(bench.archive, `${bench.archive}-away`);
  await mkdir(bench.archive);
  addHealthy();
  goOn();
  await bench.until(() => bench.it.core.root.problem?.code === 'folder-missing', 'missing');
  expect(await readdir(bench.archive)).toEqual([]);
  await rm(bench.archive, { recursive: true });
  await rename(`${bench.archive}-away`, bench.archive);
  await allArchived();
});

test('a file in the month’s place → ready (disk-error); taken away → archived', async () => {
  bench = await Bench.start();
  const { id, goOn } = await halfway();
  const month = monthOf(id);
  await rename(month, `${month}-away`);
  await writeFile(month, 'mine');
  addHealthy();
  goOn();
  await isHindered(id, 'disk-error');
  expect(await readFile(month, 'utf8')).toBe('mine');
  await rm(month);
  await rename(`${month}-away`, month);
  await allArchived();
});

test('a month that leads out of the archive → ready (disk-error), nothing is written there; put right → archived', async () => {
  bench = await Bench.start();
  const { id, goOn } = await halfway();
  const month = monthOf(id);
  const outside = `${bench.folder}-outside`;
  await mkdir(outside);
  await rename(month, `${month}-away`);
  await symlink(outside, month, 'junction');
  addHealthy();
  goOn();
  await isHindered(id, 'disk-error');
  expect(await readdir(outside)).toEqual([]);
  await rm(month);
  await rename(`${month}-away`, month);
  await allArchived();
  await rm(outside, { recursive: true });
});

test('somebody’s file under the final name → archived under another name, and left as it is', async () => {
  bench = await Bench.start();
  const { id, goOn } = await halfway();
  const path = join(bench.archive, `${bench.it.taskOf(id).reservedPath ?? ''}.mp4`);
  await writeFile(path, 'mine');
  addHealthy();
  goOn();
  await bench.hurryUntil(() => bench.it.taskOf(id).state === 'archived', 'archived');
  expect(await readFile(path, 'utf8')).toBe('mine');
  await rm(path);
  await allArchived();
});
