import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  moveWithoutReplacing,
  writeDurably,
  writeSynced,
  type MoveCalls,
} from '../../../../electron/core/archive/durable.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-durable-'));
  await writeFile(path('from'), 'new');
});
afterEach(() => rm(folder, { recursive: true }));

function path(name: string): string {
  return join(folder, name);
}

function refusing(code: string): MoveCalls {
  return { link: () => Promise.reject(Object.assign(new Error(code), { code, syscall: 'link' })) };
}

describe.each([
  ['links', undefined],
  ['no links', refusing('EPERM')],
])('a move on a file system with %s', (_title, calls) => {
  test('takes a free name', async () => {
    expect(await moveWithoutReplacing(path('from'), path('to'), calls)).toBe(true);
    expect(await readdir(folder)).toEqual(['to']);
    expect(await readFile(path('to'), 'utf8')).toBe('new');
  });

  test('leaves a taken name alone', async () => {
    await writeFile(path('to'), 'old');
    expect(await moveWithoutReplacing(path('from'), path('to'), calls)).toBe(false);
    expect(await readFile(path('to'), 'utf8')).toBe('old');
    expect(await readFile(path('from'), 'utf8')).toBe('new');
  });

  test('of nothing leaves nothing behind', async () => {
    await expect(moveWithoutReplacing(path('none'), path('to'), calls)).rejects.toMatchObject({
      code: 'ENOENT',
    });
    expect(await readdir(folder)).toEqual(['from']);
  });
});

test('a move that fails for another reason is not tried in another way', async () => {
  await expect(
    moveWithoutReplacing(path('from'), path('to'), refusing('EIO')),
  ).rejects.toMatchObject({ code: 'EIO' });
  expect(await readdir(folder)).toEqual(['from']);
});

test('a file is replaced in one step, and nothing stays beside it', async () => {
  const { ino } = await stat(path('from'));
  await writeDurably(path('from'), 'newer');
  expect(await readFile(path('from'), 'utf8')).toBe('newer');
  expect((await stat(path('from'))).ino).not.toBe(ino);
  expect(await readdir(folder)).toEqual(['from']);
});

test.skipIf(process.platform === 'win32')('a symbolic link is never written through', async () => {
  await symlink(path('from'), path('link'));
  for (const mode of ['append', 'replace'] as const) {
    await expect(writeSynced(path('link'), 'bad', mode)).rejects.toMatchObject({ code: 'ELOOP' });
  }
  expect(await readFile(path('from'), 'utf8')).toBe('new');
});
