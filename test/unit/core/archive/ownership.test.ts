import { createHash } from 'node:crypto';
import { link, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  verifyOwnership,
  isFolderInside,
  ownFilesOf,
} from '../../../../electron/core/archive/ownership.ts';
import { Root } from '../../../../electron/core/files/root.ts';
import { writeSidecar } from '../../../../electron/core/archive/metadata/sidecar.ts';
import { aCheckingTask, aFile, anId, nowMs } from '../../builders.ts';
import { aSidecar } from './archive-harness.ts';
import type { ArchivedTask } from '../../../../electron/shared/task.ts';

const bytes = 'the bytes of a video';
const facts = {
  proof: 'bytes',
  sizeBytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
} as const;
const path = '2026/11/a fox [7d2c58e1].mp4';

let outside: string;
let root: string;

beforeEach(async () => {
  outside = await realpath(await mkdtemp(join(tmpdir(), 'reelkeep-own-')));
  root = join(outside, 'archive');
});

afterEach(() => rm(outside, { recursive: true, force: true }));

async function put(relative: string, text = bytes): Promise<void> {
  await mkdir(dirname(join(root, relative)), { recursive: true });
  await writeFile(join(root, relative), text);
}

test('a file with the bytes that were archived is the own one', async () => {
  await put(path);
  expect(await verifyOwnership(new Root(root), { path, ...facts })).toEqual({
    kind: 'own',
    absolutePath: join(root, path),
    facts: expect.objectContaining({ kind: 'file', sizeBytes: bytes.length }) as object,
  });
});

test('another length, or the same length with other bytes, is left', async () => {
  await put(path, `${bytes}!`);
  expect(await verifyOwnership(new Root(root), { path, ...facts })).toEqual({
    kind: 'left',
    why: 'changed',
  });
  await put(path, bytes.toUpperCase());
  expect(await verifyOwnership(new Root(root), { path, ...facts })).toEqual({
    kind: 'left',
    why: 'changed',
  });
});

test('nothing there is missing, a folder is no file', async () => {
  expect(await verifyOwnership(new Root(root), { path, ...facts })).toEqual({ kind: 'missing' });
  await mkdir(join(root, path), { recursive: true });
  expect(await verifyOwnership(new Root(root), { path, ...facts })).toEqual({
    kind: 'left',
    why: 'not-a-file',
  });
});

test('a link in the place of a file is not followed, whatever it leads to', async () => {
  await put('elsewhere.mp4');
  await mkdir(join(root, '2026/11'), { recursive: true });
  await symlink(join(root, 'elsewhere.mp4'), join(root, path));
  expect(await verifyOwnership(new Root(root), { path, ...facts })).toEqual({
    kind: 'left',
    why: 'not-a-file',
  });
});

test.each(['2026', '2026/11'])(
  'a link in the place of the folder %s is not followed',
  async (at) => {
    const real = join(outside, 'real');
    await mkdir(join(real, '11'), { recursive: true });
    await writeFile(join(real, path.slice('2026/11/'.length)), bytes);
    await writeFile(join(real, path.slice('2026/'.length)), bytes);
    await mkdir(dirname(join(root, at)), { recursive: true });
    await symlink(real, join(root, at));
    expect(await verifyOwnership(new Root(root), { path, ...facts })).toEqual({
      kind: 'left',
      why: 'outside',
    });
    expect(await isFolderInside(new Root(root), path)).toBe(false);
  },
);

test('an archive that is reached by a link itself is one', async () => {
  await put(path);
  const alias = join(outside, 'alias');
  await symlink(root, alias);
  expect((await verifyOwnership(new Root(alias), { path, ...facts })).kind).toBe('own');
});

test('a hard link is the very file, and only its name in the archive is meant', async () => {
  await put(path);
  await link(join(root, path), join(outside, 'other name.mp4'));
  expect(await verifyOwnership(new Root(root), { path, ...facts })).toEqual({
    kind: 'own',
    absolutePath: join(root, path),
    facts: expect.objectContaining({ kind: 'file', names: 2 }) as object,
  });
});

test.each([
  '../secret.mp4',
  '2026/../../secret.mp4',
  '/etc/passwd',
  'C:\\secret.mp4',
  '2026\\..\\..\\secret.mp4',
  '2026/11/a.mp4:stream',
  '2026/11/a\0.mp4',
  './secret.mp4',
  '2026//secret.mp4',
  '',
  '.reelkeep',
  '2026/11/manifest-sha256.txt',
])('the path %j is never a file of a task', async (hostile) => {
  await put('.reelkeep');
  await put('2026/11/manifest-sha256.txt');
  await writeFile(join(outside, 'secret.mp4'), bytes);
  expect(await verifyOwnership(new Root(root), { path: hostile, ...facts })).toEqual({
    kind: 'left',
    why: 'outside',
  });
});

test('whatever a ledger says, what is found lies in the archive', async () => {
  await put(path);
  await writeFile(join(outside, 'secret.mp4'), bytes);
  const part = fc.constantFrom(
    '..',
    '.',
    '',
    '2026',
    '11',
    'secret.mp4',
    'archive',
    '/',
    '\\',
    '~',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
      const found = await verifyOwnership(new Root(root), { path: parts.join('/'), ...facts });
      expect(found.kind === 'own' ? found.absolutePath.startsWith(`${root}/`) : true).toBe(true);
      expect(found).not.toHaveProperty('absolutePath', join(outside, 'secret.mp4'));
    }),
    { numRuns: 200 },
  );
});

test('a sidecar counts by the task that it names', async () => {
  const sidecar = '2026/11/a fox [7d2c58e1].json';
  const own = { path: sidecar, proof: 'sidecar', taskId: anId() } as const;
  await put(sidecar, writeSidecar(aSidecar({ taskId: anId() })));
  expect((await verifyOwnership(new Root(root), own)).kind).toBe('own');
  await put(sidecar, writeSidecar(aSidecar({ taskId: 'another-task' })));
  expect(await verifyOwnership(new Root(root), own)).toEqual({ kind: 'left', why: 'changed' });
  await put(sidecar, '{"notes": "mine"}');
  expect(await verifyOwnership(new Root(root), own)).toEqual({ kind: 'left', why: 'changed' });
});

test("a task's files are those of the ledger and of its own sidecar, each once, the sidecar last", async () => {
  const base = '2026/11/a fox [7d2c58e1]';
  const { state: _, missedAt: __, ...rest } = aCheckingTask({ reservedPath: base });
  const video = aFile({ path: `${base}.mp4` });
  const task: ArchivedTask = { ...rest, state: 'archived', archivedAtMs: nowMs, files: [video] };
  const second = aFile({ path: `${base} 2.mp4` });
  await put(`${base}.json`, writeSidecar(aSidecar({ taskId: task.id, files: [video, second] })));
  const paths = (await ownFilesOf(new Root(root), task)).map((file) => file.path);
  expect(paths).toEqual([`${base}.mp4`, `${base} 2.mp4`, `${base}.json`]);
  await put(`${base}.json`, writeSidecar(aSidecar({ taskId: 'another-task', files: [second] })));
  expect((await ownFilesOf(new Root(root), task)).map((file) => file.path)).toEqual([
    `${base}.mp4`,
    `${base}.json`,
  ]);
});
