import { mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { canMount, Drive } from '../fake/drive.ts';
import { Bench } from './bench.ts';
import { benchOnDrive } from './drive.ts';
import { expectAllArchived } from './invariants.ts';

const budget = { calls: 10, files: 60 };

let bench: Bench;
let drive: Drive | undefined;

afterEach(async () => {
  await bench.it.core.stop();
  drive?.unmount();
  drive = undefined;
  await bench.stop();
});

async function allArchived(): Promise<void> {
  await expectAllArchived(bench, budget);
}

test.runIf(canMount)(
  'a drive that turns read-only → ready (folder-not-writable); writable → archived (needs mount)',
  async () => {
    ({ bench, drive } = await benchOnDrive('size=16m'));
    const first = bench.it.aTask('dunes.mp4');
    bench.it.add(first, 'runway');
    await bench.until(() => bench.it.taskOf(first).state === 'archived', 'the first archived');
    drive.remount('ro');
    const id = bench.it.aTask('large.mp4');
    bench.it.add(id, 'runway');
    await bench.untilHindered(id, 'folder-not-writable');
    drive.remount('rw');
    await allArchived();
  },
);

test.runIf(canMount)(
  'a drive that is unplugged in mid-transfer → ready (folder-missing), its mount point stays empty; plugged in again → archived (needs mount)',
  async () => {
    bench = await Bench.start();
    const first = await bench.halfway();
    // What lies over the archive now is another, empty drive: as good as unplugged, and it comes back.
    drive = Drive.mount(bench.archive, 'size=16m');
    bench.addHealthy();
    first.goOn();
    await bench.until(
      () => bench.it.core.archiveManager.problem?.code === 'folder-missing',
      'missing',
    );
    await bench.until(() => bench.it.taskOf(first.id).state === 'ready', 'ready');
    expect(await readdir(bench.archive)).toEqual([]);
    drive.unmount();
    drive = undefined;
    await allArchived();
  },
);

test('a folder that is taken away in mid-transfer → ready (folder-missing); put back → archived', async () => {
  bench = await Bench.start();
  const { goOn } = await bench.halfway();
  await rename(bench.archive, `${bench.archive}-away`);
  bench.addHealthy();
  goOn();
  await bench.until(
    () => bench.it.core.archiveManager.problem?.code === 'folder-missing',
    'missing',
  );
  expect(await readdir(bench.folder)).toEqual(['archive-away', 'store']);
  await rename(`${bench.archive}-away`, bench.archive);
  await allArchived();
});

test('an empty folder in the archive’s place → ready (folder-missing), and stays empty; put back → archived', async () => {
  bench = await Bench.start();
  const { goOn } = await bench.halfway();
  await rename(bench.archive, `${bench.archive}-away`);
  await mkdir(bench.archive);
  bench.addHealthy();
  goOn();
  await bench.until(
    () => bench.it.core.archiveManager.problem?.code === 'folder-missing',
    'missing',
  );
  expect(await readdir(bench.archive)).toEqual([]);
  await rm(bench.archive, { recursive: true });
  await rename(`${bench.archive}-away`, bench.archive);
  await allArchived();
});

test('a file in the month’s place → ready (foreign-entry); taken away → archived', async () => {
  bench = await Bench.start();
  const { id, goOn } = await bench.halfway();
  const month = bench.monthOf(id);
  await rename(month, `${month}-away`);
  await writeFile(month, 'mine');
  bench.addHealthy();
  goOn();
  await bench.untilHindered(id, 'foreign-entry');
  expect(await readFile(month, 'utf8')).toBe('mine');
  await rm(month);
  await rename(`${month}-away`, month);
  await allArchived();
});

test('a month that leads out of the archive → ready (foreign-entry), nothing is written there; put right → archived', async () => {
  bench = await Bench.start();
  const { id, goOn } = await bench.halfway();
  const month = bench.monthOf(id);
  const outside = `${bench.folder}-outside`;
  await mkdir(outside);
  await rename(month, `${month}-away`);
  await symlink(outside, month, 'junction');
  bench.addHealthy();
  goOn();
  await bench.untilHindered(id, 'foreign-entry');
  expect(await readdir(outside)).toEqual([]);
  await rm(month);
  await rename(`${month}-away`, month);
  await allArchived();
  await rm(outside, { recursive: true });
});

test('somebody’s file under the final name → archived under another name, and left as it is', async () => {
  bench = await Bench.start();
  const { id, goOn } = await bench.halfway();
  const path = join(bench.archive, `${bench.it.taskOf(id).reservedPath ?? ''}.mp4`);
  await writeFile(path, 'mine');
  bench.addHealthy();
  goOn();
  await bench.hurryUntil(() => bench.it.taskOf(id).state === 'archived', 'archived');
  expect(await readFile(path, 'utf8')).toBe('mine');
  await rm(path);
  await allArchived();
});
