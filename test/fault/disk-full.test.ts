import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { canMount, type Drive } from '../fake/drive.ts';
import type { Bench } from './bench.ts';
import { benchOnDrive } from './drive.ts';
import { expectAllArchived } from './invariants.ts';

const budget = { calls: 10, files: 60 };
const mebibyte = 1024 ** 2;

let bench: Bench;
let drive: Drive;

afterEach(async () => {
  await bench.it.core.stop();
  drive.unmount();
  await bench.stop();
});

/** Takes so much room away, or gives the earlier file's back. */
async function occupy(sizeBytes: number): Promise<void> {
  await writeFile(join(bench.archive, 'holiday.bin'), Buffer.alloc(sizeBytes));
}

async function giveBack(): Promise<void> {
  await rm(join(bench.archive, 'holiday.bin'));
}

async function sha256Of(id: string): Promise<string> {
  const path = join(bench.archive, `${bench.it.taskOf(id).reservedPath ?? ''}.mp4`);
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

function sha256Served(video: string): string {
  return createHash('sha256').update(bench.it.provider.bytesOf(video)).digest('hex');
}

function fileRequests(id: string): readonly (string | undefined)[] {
  const requests = bench.it.provider.requestsOf(id);
  return requests.flatMap(({ file, range }) => (file === 'video' ? [range] : []));
}

describe.runIf(canMount)('A small disk (needs mount)', () => {
  test('that fills up in mid-write → ready (disk-full), the part is kept; freed → gone on with', async () => {
    ({ bench, drive } = await benchOnDrive('size=4m'));
    await occupy(2.5 * mebibyte);
    const id = bench.it.aTask('large.mp4');
    bench.it.provider.fault('no-length', { taskId: id, file: 'video', times: 1 });
    bench.it.add(id, 'runway');
    await bench.untilHindered(id, 'disk-full');
    expect(bench.it.core.archiveManager.problem?.code).toBe('disk-full');
    const part = join(bench.archive, `${bench.it.taskOf(id).reservedPath ?? ''}.mp4.part`);
    expect((await stat(part)).size).toBeGreaterThan(mebibyte);
    bench.addHealthy();
    await giveBack();
    await expectAllArchived(bench, budget);
    expect(fileRequests(id).at(-1)).toMatch(/^bytes=[1-9]/);
    expect(await sha256Of(id)).toBe(sha256Served('large.mp4'));
  });

  test('below its reserve → ready (disk-reserve), nothing is written; freed → archived', async () => {
    const limits = { reserveBytes: 4 * mebibyte, guessedBytes: mebibyte };
    ({ bench, drive } = await benchOnDrive('size=16m', limits));
    await occupy(12 * mebibyte);
    const id = bench.it.aTask('large.mp4');
    bench.it.add(id, 'runway');
    bench.addHealthy();
    await bench.untilHindered(id, 'disk-reserve');
    const names = await readdir(bench.archive, { recursive: true });
    expect(names.filter((name) => /\.(?:part|mp4|jpg|tmp)$/.test(name))).toEqual([]);
    expect(fileRequests(id)).toEqual([]);
    await giveBack();
    await expectAllArchived(bench, budget);
    expect(await sha256Of(id)).toBe(sha256Served('large.mp4'));
  });

  test('without inodes → ready (disk-full); more of them → archived', async () => {
    // The folders and the marker take six; no sidecar finds one once video and thumbnail are there.
    ({ bench, drive } = await benchOnDrive('size=16m,nr_inodes=9'));
    const id = bench.it.aTask('tide.mp4');
    bench.it.add(id, 'runway');
    await bench.untilHindered(id, 'disk-full');
    expect(bench.it.taskOf(id).state).toBe('ready');
    drive.remount('nr_inodes=100');
    await expectAllArchived(bench, budget);
    expect(await sha256Of(id)).toBe(sha256Served('tide.mp4'));
  });
});
