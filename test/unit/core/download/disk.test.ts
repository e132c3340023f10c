import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Root } from '../../../../electron/core/files/root.ts';
import { canMount } from '../../../fake/drive.ts';
import { asNobody, giveToNobody } from '../../../fake/nobody.ts';
import { exists, TransferHarness } from './transfer-harness.ts';

let harness: TransferHarness;
const mounted: string[] = [];
beforeEach(async () => {
  harness = await TransferHarness.start();
});
afterEach(async () => {
  for (const path of mounted.splice(0)) execFileSync('umount', [path]);
  await harness.stop();
});

async function mountedFolder(options: string): Promise<string> {
  const path = join(harness.folder, 'drive');
  await mkdir(path);
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'reelkeep-test', path]);
  mounted.push(path);
  return path;
}

/** The second one refuses only what comes last, when the whole body has arrived. */
const smallDisks = ['1m', '2304k'];

test.runIf(canMount).each(smallDisks)(
  'a full disk of %s is told; with room again only the rest is fetched (needs mount)',
  async (size) => {
    const folder = await mountedFolder(`size=${size}`);
    const partPath = 'large.mp4.part';
    const root = new Root(folder);
    expect(await harness.fetch('large.mp4', {}, { root, partPath })).toEqual({
      ok: false,
      failure: { code: 'disk-full', path: root.absolute(partPath) },
    });
    execFileSync('mount', ['-o', 'remount,size=8m', folder]);
    expect(await harness.fetch('large.mp4', {}, { root, partPath })).toMatchObject({
      ok: true,
      value: { sha256: harness.hashOf('large.mp4') },
    });
    expect(harness.ranges).toEqual([undefined, expect.stringMatching(/^bytes=\d{6,7}-$/)]);
  },
);

test.runIf(canMount)('a read-only disk is told (needs mount)', async () => {
  const root = new Root(await mountedFolder('size=1m,ro'));
  const partPath = 'dunes.mp4.part';
  expect(await harness.fetch('dunes.mp4', {}, { root, partPath })).toEqual({
    ok: false,
    failure: { code: 'folder-not-writable', path: root.absolute(partPath), detail: 'EROFS' },
  });
});

test.skipIf(process.platform === 'win32')(
  'a folder without the right to write is told',
  async () => {
    const folder = join(harness.folder, 'locked');
    await mkdir(folder);
    await giveToNobody(harness.folder);
    await chmod(folder, 0o500);
    const root = new Root(folder);
    const partPath = 'dunes.mp4.part';
    expect(await asNobody(() => harness.fetch('dunes.mp4', {}, { root, partPath }))).toEqual({
      ok: false,
      failure: { code: 'folder-not-writable', path: root.absolute(partPath), detail: 'EACCES' },
    });
  },
);

test('a folder that is not there is told, and not made', async () => {
  const folder = join(harness.folder, 'unplugged');
  const root = new Root(folder);
  const partPath = 'dunes.mp4.part';
  expect(await harness.fetch('dunes.mp4', {}, { root, partPath })).toEqual({
    ok: false,
    failure: { code: 'disk-error', path: root.absolute(partPath), detail: 'ENOENT' },
  });
  expect(await exists(folder)).toBe(false);
});

test.skipIf(process.platform === 'win32')(
  'a link in the place of the part is not followed',
  async () => {
    const elsewhere = join(harness.folder, 'precious.txt');
    await writeFile(elsewhere, 'precious');
    await symlink(elsewhere, harness.partPath);
    expect(await harness.fetch('dunes.mp4')).toMatchObject({
      failure: { code: 'foreign-entry', found: 'link' },
    });
    expect(await readFile(elsewhere, 'utf8')).toBe('precious');
  },
);
