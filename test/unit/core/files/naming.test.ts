import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Root } from '../../../../electron/core/files/root.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-naming-'));
  await writeFile(path('from'), 'new');
});
afterEach(() => rm(folder, { recursive: true }));

function path(name: string): string {
  return join(folder, name);
}

describe.each([
  ['links', true],
  ['no links', false],
])('a move on a file system with %s', (_title, hardLinks) => {
  test('takes a free name', async () => {
    expect(await new Root(folder, { hardLinks }).move('from', 'to')).toBe(true);
    expect(await readdir(folder)).toEqual(['to']);
    expect(await readFile(path('to'), 'utf8')).toBe('new');
  });

  test('leaves a taken name alone', async () => {
    await writeFile(path('to'), 'old');
    expect(await new Root(folder, { hardLinks }).move('from', 'to')).toBe(false);
    expect(await readFile(path('to'), 'utf8')).toBe('old');
    expect(await readFile(path('from'), 'utf8')).toBe('new');
  });

  test('of nothing leaves nothing behind', async () => {
    const moving = new Root(folder, { hardLinks }).move('none', 'to');
    await expect(moving).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(folder)).toEqual(['from']);
  });

  test('into a folder that is not there leaves the file where it is', async () => {
    const moving = new Root(folder, { hardLinks }).move('from', 'none/to');
    await expect(moving).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(folder)).toEqual(['from']);
  });
});

test('a file is replaced in one step, and nothing stays beside it', async () => {
  const { ino } = await stat(path('from'));
  await new Root(folder).writeDurably('from', 'newer');
  expect(await readFile(path('from'), 'utf8')).toBe('newer');
  expect((await stat(path('from'))).ino).not.toBe(ino);
  expect(await readdir(folder)).toEqual(['from']);
});

test.skipIf(process.platform === 'win32')('a symbolic link is never written through', async () => {
  await symlink(path('from'), path('link'));
  const root = new Root(folder);
  for (const write of ['append', 'writeDurably', 'overwrite'] as const) {
    await expect(root[write]('link', 'bad')).rejects.toMatchObject({
      failure: { code: 'foreign-entry', path: path('link'), found: 'link' },
    });
  }
  expect(await readFile(path('from'), 'utf8')).toBe('new');
});
