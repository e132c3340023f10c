import { readFileSync } from 'node:fs';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linkDigest } from '../../../../electron/core/download/resume.ts';
import { hastyClock, partName, TransferHarness } from './transfer-harness.ts';

let harness: TransferHarness;
beforeEach(async () => {
  harness = await TransferHarness.start();
});
afterEach(() => harness.stop());

describe('a part that a crash left', () => {
  test('with more bytes than its note vouches for goes on from those', async () => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    await appendFile(harness.partPath, Buffer.alloc(5000));
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toEqual(['bytes=65536-']);
  });

  test('with other bytes than its note says starts over', async () => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    await writeFile(harness.partPath, Buffer.alloc(65_536));
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toEqual([undefined]);
  });

  test.each(['', '{"url":', '{"url":1}'])('with the note %j starts over', async (note) => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    await writeFile(harness.notePath, note);
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toEqual([undefined]);
  });

  test('with the note of an earlier version, which has the link itself, goes on', async () => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    const { linkSha256: _digest, ...rest } = JSON.parse(
      await readFile(harness.notePath, 'utf8'),
    ) as Record<string, unknown>;
    const url = harness.provider.fileUrl('dunes.mp4');
    await writeFile(harness.notePath, JSON.stringify({ url, ...rest }));
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toEqual(['bytes=65536-']);
  });

  test('has no link in its note', async () => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    expect(await readFile(harness.notePath, 'utf8')).not.toMatch(/https?:|dunes/);
  });

  test('with a note alone starts over', async () => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    await rm(harness.partPath);
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toEqual([undefined]);
  });

  test('with all its bytes is proven although its link is dead', async () => {
    await harness.fetch('dunes.mp4');
    harness.provider.clearRequests();
    harness.provider.fault('file-404');
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toEqual([]);
  });

  test.each(['truncated', 'no-length'] as const)(
    'with all its bytes is proven without any link, after %s too',
    async (fault) => {
      harness.provider.failNext(fault);
      const { value } = { value: undefined, ...(await harness.fetch('dunes.mp4')) };
      expect(await harness.downloader().proveStored(harness.root, partName, 'video')).toEqual(
        value,
      );
      expect(value).toBeDefined();
    },
  );

  test('is noted while it grows: a crash costs a second of it', async () => {
    let nowMs = 0;
    const clock = { ...hastyClock, now: () => (nowMs += 1000) };
    const noted: unknown[] = [];
    const received: number[] = [];
    await harness.fetch(
      'large.mp4',
      { clock },
      {
        onProgress: (progress) => {
          const note: unknown = JSON.parse(readFileSync(harness.notePath, 'utf8'));
          noted.push(note);
          received.push(progress.receivedBytes);
        },
      },
    );
    const provenBytes = [0, ...received.slice(0, -1)];
    expect(noted).toMatchObject(provenBytes.map((bytes) => ({ provenBytes: bytes })));
  });

  test('with some of its bytes is not proven without a link, but kept', async () => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    expect(await harness.downloader().proveStored(harness.root, partName, 'video')).toBeUndefined();
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toEqual(['bytes=65536-']);
  });

  test('is not proven when there is none', async () => {
    expect(await harness.downloader().proveStored(harness.root, partName, 'video')).toBeUndefined();
  });

  test('never holds the key of its owner, nor its link', async () => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    expect(JSON.parse(await readFile(harness.notePath, 'utf8'))).toEqual({
      linkSha256: linkDigest(harness.provider.fileUrl('dunes.mp4')),
      totalBytes: 131_460,
      etag: expect.any(String) as string,
      lastModified: expect.any(String) as string,
      date: expect.any(String) as string,
      provenBytes: 65_536,
      provenSha256: expect.any(String) as string,
    });
  });
});
