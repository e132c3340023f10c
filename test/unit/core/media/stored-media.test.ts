import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  examineStored,
  locateStored,
  openStored,
} from '../../../../electron/core/media/stored-media.ts';
import { Root } from '../../../../electron/core/files/root.ts';

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(92)]);
let folder: string;
let outside: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-stored-'));
  outside = join(`${folder}-outside`, 'secret.png');
  await mkdir(`${folder}-outside`);
  await writeFile(outside, png);
  path = join(folder, 'a.mp4');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await rm(`${folder}-outside`, { recursive: true });
});

function stored(sizeBytes = png.length) {
  return { root: new Root(folder), file: { path: 'a.mp4', sizeBytes } };
}

/** Name, how it comes there, and what opening and showing it end in. */
const cases: readonly (readonly [string, () => unknown, string])[] = [
  ['nothing', () => undefined, 'file-missing'],
  ['a link to a file outside', () => symlink(outside, path), 'foreign-entry'],
  ['a dangling link', () => symlink(join(folder, 'none'), path), 'foreign-entry'],
  ['a link to a folder', () => symlink(`${folder}-outside`, path), 'foreign-entry'],
  ['a pipe', () => execFileSync('mkfifo', [path]), 'foreign-entry'],
  ['a folder', () => mkdir(path), 'foreign-entry'],
];

test.skipIf(process.platform === 'win32').each(cases)(
  '%s is not opened, shown or handed to the system',
  async (_, put, code) => {
    await put();
    expect(await openStored(stored())).toMatchObject({ ok: false, failure: { code } });
    expect(await examineStored(stored())).toMatchObject({ ok: false, failure: { code } });
    expect(await locateStored(stored())).toMatchObject({ ok: false, failure: { code } });
  },
);

test('text of the recorded size is not opened', async () => {
  await writeFile(path, 'root:x:0:0:root:/root:/bin/bash\n');
  expect(await openStored(stored(32))).toMatchObject({ failure: { code: 'file-changed' } });
  expect(await examineStored(stored(32))).toMatchObject({ failure: { code: 'file-changed' } });
});

test('a picture of another size than recorded is not opened', async () => {
  await link(outside, path);
  expect(await openStored(stored(1))).toMatchObject({ failure: { code: 'file-changed' } });
});

test('what is there says what it is, whatever its name', async () => {
  await writeFile(path, png);
  const opened = await openStored(stored());
  expect(opened).toMatchObject({ ok: true, value: { mimeType: 'image/png' } });
  if (opened.ok) await opened.value.file.close();
  expect(await examineStored(stored())).toEqual({ ok: true, value: path });
});
