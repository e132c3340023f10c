import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../electron/core/clock.ts';
import { Downloader } from '../../electron/core/download/downloader.ts';
import { silentLog } from '../../electron/core/log.ts';
import { startFakeProvider, type FakeProvider } from '../fake/provider/server.ts';

let provider: FakeProvider;
let folder: string;
beforeEach(async () => {
  provider = await startFakeProvider({ seed: 'download' });
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-download-'));
});
afterEach(async () => {
  await provider.stop();
  await rm(folder, { recursive: true });
});

test('a video comes whole, proven, and with its hash', async () => {
  const downloader = new Downloader({
    userAgent: 'Mozilla/5.0 (X11) Reelkeep/0.1',
    clock: systemClock,
    log: silentLog,
  });
  const partPath = join(folder, 'a.mp4.part');
  const outcome = await downloader.fetch({
    url: provider.fileUrl('large.mp4'),
    baseUrl: provider.baseUrl,
    partPath,
    kind: 'video',
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  const sha256 = createHash('sha256').update(provider.bytesOf('large.mp4')).digest('hex');
  expect(outcome).toMatchObject({ ok: true, value: { sha256, extension: 'mp4', width: 1280 } });
  expect(await readFile(partPath)).toEqual(provider.bytesOf('large.mp4'));
});
