import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readNamedFile } from '../../../../electron/core/inbound/text-files.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-open-'));
  await writeFile(join(folder, 'ids.txt'), 'taskId=1');
  await writeFile(join(folder, 'windows.txt'), Buffer.from('\ufefftaskId=1', 'utf16le'));
  await writeFile(join(folder, 'clip.mp4'), Buffer.from([0, 0, 0, 24]));
  await writeFile(join(folder, 'huge.log'), Buffer.alloc(20 * 1024 * 1024 + 1, 97));
  await writeFile(join(folder, 'full.log'), Buffer.alloc(20 * 1024 * 1024, 97));
  await symlink(join(folder, 'ids.txt'), join(folder, 'link.txt'));
  await mkdir(join(folder, 'folder.txt'));
  if (process.platform !== 'win32') execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['ids.txt', 'taskId=1'],
  ['windows.txt', 'taskId=1'],
])('%s is read', async (name, text) => {
  expect(await readNamedFile(join(folder, name))).toEqual({ ok: true, value: text });
});

test('20 MiB are read, and not a byte more', async () => {
  expect((await readNamedFile(join(folder, 'full.log'))).ok).toBe(true);
  expect(await readNamedFile(join(folder, 'huge.log'))).toEqual({ ok: false, failure: 'too-long' });
});

test.each([
  ['clip.mp4', 'no-text'],
  ['link.txt', 'not-a-file'],
  ['folder.txt', 'not-a-file'],
  ['pipe.txt', 'not-a-file'],
  ['none.txt', 'not-readable'],
  ['none/none.txt', 'not-readable'],
  ['a\0b', 'not-readable'],
])('%s is refused: %s', async (name, failure) => {
  expect(await readNamedFile(join(folder, name))).toEqual({ ok: false, failure });
});

test.each(['/dev/zero', '/proc/self/environ', '/', 'ids.txt', ''])(
  '“%s” is refused',
  async (path) => {
    expect((await readNamedFile(path)).ok && path !== '/proc/self/environ').toBe(false);
  },
);
