import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Archive } from '../../electron/core/archive/archive.ts';
import { checkMediaFile } from '../../electron/core/media/media-check.ts';
import { asNobody, giveToNobody } from '../fake/nobody.ts';
import {
  aProof,
  ArchiveHarness,
  aSidecar,
  atMs,
  base,
  hasSha256sum,
  taskId,
  valueOf,
} from '../unit/core/archive/archive-harness.ts';

const isWindows = process.platform === 'win32';
const prompt = 'golden retriever';

let harness: ArchiveHarness;
beforeEach(async () => {
  harness = await ArchiveHarness.make();
});
afterEach(() => harness.remove());

describe('opening', () => {
  test('makes folder and marker where neither was', async () => {
    const archive = await harness.open();
    expect(JSON.parse(await harness.read('.reelkeep'))).toEqual({ id: archive.id, version: 1 });
    expect(await readdir(harness.root)).toEqual(['.reelkeep']);
  });

  test('finds the same id again', async () => {
    const { id } = await harness.open();
    expect((await harness.open()).id).toBe(id);
    expect((await harness.open({ knownId: id })).id).toBe(id);
  });

  test('makes a folder with other files an archive, and leaves them be', async () => {
    await harness.put('holiday.mp4', 'mine');
    await harness.open();
    expect(await harness.read('holiday.mp4')).toBe('mine');
  });

  test('never makes a known archive anew: its drive is unplugged', async () => {
    const failure = { code: 'folder-missing', path: harness.root };
    expect(await harness.tryOpen({ knownId: 'a' })).toEqual({ ok: false, failure });
    expect(await readdir(harness.folder)).toEqual([]);
    await mkdir(harness.root); // the empty mount point of the drive
    expect(await harness.tryOpen({ knownId: 'a' })).toEqual({ ok: false, failure });
    expect(await readdir(harness.root)).toEqual([]);
  });

  test.runIf(process.platform === 'linux')(
    'refuses a place where the system makes no folders, and says so at once',
    async () => {
      const path = '/proc/reelkeep/archive';
      expect(await Archive.open(path, { probe: checkMediaFile })).toEqual({
        ok: false,
        failure: { code: 'folder-not-writable', path, detail: 'ENOENT' },
      });
    },
  );

  test('refuses a path that leads through a file', async () => {
    await harness.open();
    const path = join(harness.root, '.reelkeep', 'below');
    expect(await Archive.open(path, { probe: checkMediaFile })).toMatchObject({
      failure: { code: 'folder-not-writable', path },
    });
  });

  test('refuses another archive in the known one’s place', async () => {
    await harness.open();
    expect(await harness.tryOpen({ knownId: 'another' })).toMatchObject({
      failure: { code: 'folder-missing' },
    });
  });

  test.each(['something else', '', '{"id":"__proto__","version":1}', 'x'.repeat(100_000)])(
    'leaves a marker that names no archive as it is, and says which file that is: %#',
    async (text) => {
      await harness.put('.reelkeep', text);
      const odd = { code: 'marker-unreadable', path: harness.path('.reelkeep'), why: 'content' };
      expect(await harness.tryOpen()).toEqual({ ok: false, failure: odd });
      const failure = { ...odd, id: 'a' };
      expect(await harness.tryOpen({ knownId: 'a' })).toEqual({ ok: false, failure });
      expect(await harness.read('.reelkeep')).toBe(text);
    },
  );

  test('needs an absolute path', async () => {
    expect(await Archive.open('Videos', { probe: checkMediaFile })).toEqual({
      ok: false,
      failure: { code: 'folder-not-absolute', path: 'Videos' },
    });
  });

  test('of a file in the folder’s place is a disk error', async () => {
    await writeFile(harness.root, '');
    expect(await harness.tryOpen()).toMatchObject({ failure: { code: 'disk-error' } });
  });

  test.skipIf(isWindows)('of a folder that cannot be written says so', async () => {
    await mkdir(harness.root, { mode: 0o500 });
    await giveToNobody(dirname(harness.root));
    const opened = await asNobody(() => harness.tryOpen());
    expect(opened).toMatchObject({ failure: { code: 'folder-not-writable' } });
    await chmod(harness.root, 0o700);
  });
});

describe('looking', () => {
  test('tells when the marker goes, and when it is back', async () => {
    const archive = await harness.open();
    const marker = await readFile(harness.path('.reelkeep'));
    expect(await archive.check()).toEqual({ ok: true, value: undefined });
    await rm(harness.path('.reelkeep'));
    expect(await archive.check()).toMatchObject({ failure: { code: 'folder-missing' } });
    await writeFile(harness.path('.reelkeep'), marker);
    expect(await archive.check()).toEqual({ ok: true, value: undefined });
  });

  test('names a marker that is a folder by now, and goes on when it is back', async () => {
    const archive = await harness.open();
    await rename(harness.path('.reelkeep'), harness.path('away'));
    await mkdir(harness.path('.reelkeep'));
    const path = harness.path('.reelkeep');
    const failure = { code: 'marker-unreadable', path, why: 'foreign', id: archive.id };
    expect(await archive.check()).toEqual({ ok: false, failure });
    await rm(path, { recursive: true });
    await writeFile(path, `{"id":"${archive.id}","version":1}`); // as the remedy has it
    expect(await archive.check()).toEqual({ ok: true, value: undefined });
  });

  test.skipIf(isWindows)('names a marker that may not be read', async () => {
    const archive = await harness.open();
    await giveToNobody(dirname(harness.root));
    await chmod(harness.path('.reelkeep'), 0);
    const path = harness.path('.reelkeep');
    const failure = { code: 'marker-unreadable', path, why: 'forbidden', id: archive.id };
    expect(await asNobody(() => archive.check())).toEqual({ ok: false, failure });
  });

  test('says how many bytes are free', async () => {
    expect(await (await harness.open()).freeBytes()).toBeGreaterThan(0);
  });

  test('resolves what is inside, and throws for the rest', async () => {
    const archive = await harness.open();
    expect(archive.root.absolute('')).toBe(harness.root);
    expect(archive.root.absolute('2026/11/a.mp4')).toBe(join(harness.root, '2026', '11', 'a.mp4'));
    for (const path of ['..', '../a', '2026/../../a', '/etc/passwd', '.', 'a//b', 'a\0b']) {
      expect(() => archive.root.absolute(path)).toThrow('disk-error');
    }
  });
});

describe('reserving', () => {
  test('gives two tasks at a time two names', async () => {
    const archive = await harness.open();
    const input = { taskId, prompt, atMs };
    const bases = await Promise.all(Array.from({ length: 6 }, () => archive.reserve(input)));
    expect(new Set(bases).size).toBe(6);
    expect(bases[0]).toBe(base);
  });

  test('does not tell upper from lower case', async () => {
    const archive = await harness.open();
    await archive.reserve({ taskId, prompt: 'Golden Retriever', atMs });
    expect(await archive.reserve({ taskId, prompt, atMs })).toMatch(/\[7d2c58e14f6a\]$/);
  });

  test.each(['.mp4', '.jpg', '.json', '.mp4.part', '.txt', ' 2.mp4'])(
    'avoids a %s on disk',
    async (ending) => {
      const archive = await harness.open();
      await harness.put(`${base.replace('golden', 'Golden')}${ending}`, '');
      expect(await archive.reserve({ taskId, prompt, atMs })).toMatch(/\[7d2c58e14f6a\]$/);
    },
  );

  test('respects an earlier run’s names, until they are given back', async () => {
    const archive = await harness.open();
    archive.registerExisting([base]);
    expect(await archive.reserve({ taskId, prompt, atMs })).not.toBe(base);
    archive.release(base);
    expect(await archive.reserve({ taskId, prompt, atMs })).toBe(base);
  });
});

describe('staying inside', () => {
  test.each(['2026', '2026/11'])('a %s that leads elsewhere is refused', async (folder) => {
    const archive = await harness.open();
    const outside = join(harness.folder, 'outside');
    await mkdir(outside);
    if (folder.includes('/')) await mkdir(harness.path('2026'));
    await symlink(outside, harness.path(folder), 'junction');
    const failure = { code: 'foreign-entry', path: harness.path(folder), found: 'link' };
    expect(await archive.prepare(base)).toEqual({ ok: false, failure });
    expect(await archive.commit(base, 'video', await aProof())).toEqual({ ok: false, failure });
    expect(await archive.writeMetadata(base, aSidecar())).toEqual({ ok: false, failure });
    expect(await readdir(outside)).toEqual([]);
  });

  test('a month is not made on an unplugged drive', async () => {
    const archive = await harness.open();
    await rm(harness.root, { recursive: true });
    expect(await archive.prepare(base)).toMatchObject({ failure: { code: 'folder-missing' } });
    expect(await readdir(harness.folder)).toEqual([]);
  });
});

const title = 'a task’s files lie together, and sha256sum -c finds them as they were (coreutils)';
test.runIf(hasSha256sum)(title, async () => {
  const archive = await harness.open();
  expect(await archive.reserve({ taskId, prompt, atMs })).toBe(base);
  const video = await harness.keepVideo(archive);
  await harness.putPart('thumbnail', 'tide.jpg');
  const picture = valueOf(await archive.commit(base, 'thumbnail', await aProof('tide.jpg')));
  valueOf(await archive.writeMetadata(base, aSidecar({ files: [video, picture] })));
  expect(await harness.names()).toEqual(['manifest-sha256.txt', '….jpg', '….json', '….mp4']);
  const check = ['-c', '--strict', 'manifest-sha256.txt'];
  const output = execFileSync('sha256sum', check, { cwd: harness.path('2026/11') });
  expect(output.toString().match(/: OK/g)).toHaveLength(2);
});

describe('what lies there of a file', () => {
  test('is nothing for a task that was never fetched', async () => {
    const archive = await harness.open();
    await archive.prepare(base);
    expect(await archive.isUntouched(base, 'video')).toBe(true);
  });

  test.each(['.json', '.mp4', '.mp4.part', '.mp4.2.part', '.mp4.part.json', ' (2).mp4'])(
    'is something where %s is there',
    async (ending) => {
      const archive = await harness.open();
      await harness.put(base + ending, 'x');
      expect(await archive.isUntouched(base, 'video')).toBe(false);
    },
  );

  test('is not known of a drive that answers no more', async () => {
    const archive = await harness.open();
    await archive.root.end();
    expect(await archive.isUntouched(base, 'video')).toBe(false);
  });
});
