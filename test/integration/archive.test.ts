import { mkdtemp, readdir, rm, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Archive } from '../../electron/core/archive/archive.ts';
import { hashFile } from '../../electron/core/archive/keep.ts';
import { checkMediaFile } from '../../electron/core/download/media-check.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'reelkeep-archive-'));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

test('a proven part becomes a file with sidecar and manifest', async () => {
  const archive = await Archive.open(root, { probe: checkMediaFile });
  if (!archive.ok) throw new Error(archive.failure.code);
  const base = await archive.value.reserve({
    taskId: '7d2c58e1-aaaa',
    prompt: 'golden retriever',
    atMs: Date.UTC(2026, 10, 22, 12),
  });
  const part = archive.value.partPath(base, 'video');
  await copyFile('test/fixture/media/tide.mp4', part);
  const kept = await archive.value.keep(base, 'video', {
    sizeBytes: 56657,
    sha256: await hashFile(part),
    extension: 'mp4',
    mimeType: 'video/mp4',
  });
  if (!kept.ok) throw new Error(JSON.stringify(kept.failure));
  const sealed = await archive.value.seal(base, {
    appVersion: '0',
    taskId: '7d2c58e1-aaaa',
    provider: 'kie',
    host: 'x',
    accountName: 'n',
    files: [kept.value],
    addedAtMs: 0,
    tags: [],
    notes: '',
  });
  expect(sealed.ok).toBe(true);
  expect(await readdir(join(root, '2026/11'))).toEqual([
    '2026-11-22 golden retriever [7d2c58e1].json',
    '2026-11-22 golden retriever [7d2c58e1].mp4',
    'manifest-sha256.txt',
  ]);
  expect((await archive.value.recover(base, '7d2c58e1-aaaa'))?.files).toMatchObject([
    { path: kept.value.path, width: 640 },
  ]);
});
