import { rm } from 'node:fs/promises';
import type { LookupFunction } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../electron/core/platform/clock.ts';
import { SpeedLimit } from '../../electron/core/download/speed-limit.ts';
import { redirectTo } from '../fake/provider/fault-table.ts';
import {
  exists,
  shortIdleMs,
  TransferHarness,
  userAgent,
} from '../unit/core/download/transfer-harness.ts';
import { patientAttempts } from '../../electron/core/download/transfer-request.ts';

let harness: TransferHarness;
beforeEach(async () => {
  harness = await TransferHarness.start();
});
afterEach(() => harness.stop());

describe('a file that comes', () => {
  test('is proven by length, structure and hash, and lies in its part', async () => {
    const outcome = await harness.fetch('dunes.mp4');
    expect(outcome).toEqual({
      ok: true,
      value: {
        sizeBytes: 131_460,
        sha256: harness.hashOf('dunes.mp4'),
        extension: 'mp4',
        mimeType: 'video/mp4',
        width: 640,
        height: 360,
        durationMs: 4000,
      },
    });
    expect(await harness.part()).toEqual(harness.provider.bytesOf('dunes.mp4'));
  });

  test('is asked for by an honest name, without key, cookie or encoding', async () => {
    await harness.fetch('tide.mp4');
    const [request] = harness.provider.requests;
    expect(request?.userAgent).toBe(userAgent);
    expect(request?.authorization).toBeUndefined();
    expect(request?.headers).not.toHaveProperty('cookie');
    expect(request?.headers['accept-encoding']).toBe('identity');
    expect(request?.headers.connection).toBe('close');
  });

  test('tells how far it is, up to its last byte', async () => {
    const seen: { receivedBytes: number; totalBytes?: number }[] = [];
    await harness.fetch('large.mp4', {}, { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ receivedBytes: 2_407_811, totalBytes: 2_407_811 });
    expect(seen.map(({ receivedBytes }) => receivedBytes)).toEqual(
      seen.map(({ receivedBytes }) => receivedBytes).sort((a, b) => a - b),
    );
  });

  test('is slowed by the speed limit, which is not taken for the host’s silence', async () => {
    // Each piece waits longer than the idle timeout allows a silent host.
    const speedLimit = new SpeedLimit(systemClock, 200_000);
    const limits = { idleTimeoutMs: shortIdleMs };
    const startedAtMs = systemClock.elapsed();
    expect(await harness.fetch('dunes.mp4', { speedLimit, limits })).toMatchObject(
      harness.whole('dunes.mp4'),
    );
    // All but the last piece of at most 64 KiB is paid for.
    expect(systemClock.elapsed() - startedAtMs).toBeGreaterThan(250);
    expect(harness.ranges).toEqual([undefined]);
  });

  test('needs no announced length', async () => {
    harness.provider.fault('no-length');
    expect(await harness.fetch('tide.mp4')).toMatchObject({
      ok: true,
      value: { sha256: harness.hashOf('tide.mp4') },
    });
  });

  test('is named by its bytes: a .png with a JPEG in it is a jpg', async () => {
    const outcome = await harness.fetch('jpeg-inside.png', {}, { kind: 'image' });
    expect(outcome).toMatchObject({
      ok: true,
      value: { extension: 'jpg', mimeType: 'image/jpeg' },
    });
  });

  test('may have moved to another address of the same host', async () => {
    harness.provider.failNext(redirectTo('?moved'));
    expect(await harness.fetch('tide.mp4')).toMatchObject({ ok: true });
  });
});

describe('what is no video', () => {
  test('a film compressed unasked is undone, and is the same film', async () => {
    harness.provider.fault('gzip');
    const fetched = await harness.fetch('dunes.mp4');
    expect(fetched).toMatchObject({ ok: true, value: { sha256: harness.hashOf('dunes.mp4') } });
  });

  test.each([
    ['html-file', 'html'],
    ['html-as-video', 'html'],
    ['empty-file', 'empty'],
  ] as const)(
    '%s at status 200 is refused as %s, and leaves nothing behind',
    async (fault, got) => {
      harness.provider.fault(fault);
      expect(await harness.fetch('dunes.mp4')).toEqual({
        ok: false,
        failure: { code: 'media-not-media', host: expect.any(String) as string, got },
      });
      expect(await exists(harness.partPath)).toBe(false);
      expect(await exists(harness.notePath)).toBe(false);
      expect(harness.provider.requests).toHaveLength(1);
    },
  );

  test('a picture in place of a video is refused', async () => {
    expect(await harness.fetch('tide.jpg')).toMatchObject({ failure: { got: 'jpg' } });
  });

  test('a video in place of a picture is refused', async () => {
    const outcome = await harness.fetch('tide.mp4', {}, { kind: 'image' });
    expect(outcome).toMatchObject({ failure: { got: 'mp4' } });
  });

  test('half a video of the announced length is damaged, and its part goes', async () => {
    expect(await harness.fetch('truncated.mp4')).toMatchObject({
      ok: false,
      failure: { code: 'media-damaged' },
    });
    expect(await exists(harness.partPath)).toBe(false);
  });

  test('bytes after the end of an unannounced body stay with the film, which plays', async () => {
    harness.provider.fault('too-long-chunked');
    const sizeBytes = harness.provider.bytesOf('dunes.mp4').length + 1024;
    expect(await harness.fetch('dunes.mp4')).toMatchObject({ ok: true, value: { sizeBytes } });
  });

  test('more bytes than Reelkeep takes are refused before they come', async () => {
    const limits = { maxBytes: { video: 100_000, image: 1, any: 1 } };
    expect(await harness.fetch('dunes.mp4', { limits })).toMatchObject({
      failure: { code: 'media-too-large', limitBytes: 100_000 },
    });
    expect(await exists(harness.partPath)).toBe(false);
  });

  test('an unannounced flood ends at the limit', async () => {
    harness.provider.fault('no-length');
    const limits = { maxBytes: { video: 100_000, image: 1, any: 1 } };
    expect(await harness.fetch('dunes.mp4', { limits })).toMatchObject({
      failure: { code: 'media-too-large', limitBytes: 100_000 },
    });
    expect(await exists(harness.partPath)).toBe(false);
  });
});

describe('a host that refuses', () => {
  test.each([403, 404, 410] as const)('%i means gone: it is asked once', async (status) => {
    harness.provider.fault(`file-${status}`);
    expect(await harness.fetch('dunes.mp4')).toMatchObject({
      failure: { code: 'media-refused', httpStatus: status },
    });
    expect(harness.provider.requests).toHaveLength(1);
  });

  test('with 503 once serves the second time, and the third time only a patient transfer', async () => {
    harness.provider.fault('file-503', { times: 1 });
    expect(await harness.fetch('dunes.mp4')).toMatchObject({ ok: true });
    await rm(harness.partPath);
    harness.provider.fault('file-503', { times: 2 });
    const patient = { fruitlessAttempts: patientAttempts };
    expect(await harness.fetch('dunes.mp4', {}, patient)).toMatchObject({ ok: true });
  });

  test('with 500 for ever is left after two attempts', async () => {
    harness.provider.fault('file-500');
    expect(await harness.fetch('dunes.mp4')).toMatchObject({
      failure: { code: 'media-http', httpStatus: 500 },
    });
    expect(harness.provider.requests).toHaveLength(2);
  });

  test('is left alone when its Retry-After is longer than a transfer waits', async () => {
    harness.provider.fault('file-429', { with: { headers: { 'retry-after': '3600' } } });
    expect(await harness.fetch('dunes.mp4')).toMatchObject({
      failure: { code: 'host-busy', retryAfterMs: 3_600_000 },
    });
    expect(harness.provider.requests).toHaveLength(1);
  });

  test('by hanging is unreachable after some attempts', async () => {
    harness.provider.fault('file-hang');
    const limits = { connectTimeoutMs: shortIdleMs, fruitlessAttempts: 2 };
    expect(await harness.fetch('dunes.mp4', { limits })).toMatchObject({
      failure: { code: 'unreachable', detail: 'ETIMEDOUT' },
    });
  });

  test('whose port is closed is unreachable', async () => {
    const request = harness.request('dunes.mp4');
    await harness.provider.stop();
    expect(await harness.downloader().fetch(request)).toMatchObject({
      failure: { code: 'unreachable', detail: 'ECONNREFUSED' },
    });
  });
});

describe('an address that Reelkeep will not ask', () => {
  test.each([
    ['http://files.example.com/video.mp4', 'address-not-https'],
    ['https://localhost/video.mp4', 'address-private'],
    ['https://127.0.0.2/video.mp4', 'address-private'],
    ['https://192.168.0.1/video.mp4', 'address-private'],
    ['https://169.254.169.254/latest/meta-data/', 'address-private'],
    ['https://[::ffff:10.0.0.1]/video.mp4', 'address-private'],
    ['file:///etc/passwd', 'address-invalid'],
  ])('is not followed to: %s', async (location, code) => {
    harness.provider.fault(redirectTo(location));
    expect(await harness.fetch('dunes.mp4')).toMatchObject({ failure: { code } });
    expect(harness.provider.requests).toHaveLength(1);
  });

  test('is a redirect for ever: the sixth is not followed', async () => {
    harness.provider.fault('redirect-loop');
    expect(await harness.fetch('dunes.mp4')).toMatchObject({
      failure: { code: 'media-http', httpStatus: 302 },
    });
    expect(harness.provider.requests).toHaveLength(6);
  });

  test('is a public name that leads to a private address', async () => {
    const lookup: LookupFunction = (_hostname, _options, callback) => {
      callback(null, [{ address: '10.0.0.1', family: 4 }]);
    };
    const url = 'https://files.example.com/video.mp4';
    expect(await harness.fetch('dunes.mp4', { lookup }, { url })).toEqual({
      ok: false,
      failure: { code: 'address-private', input: 'files.example.com' },
    });
  });

  test('may be private if it is the account’s own host', async () => {
    const lookup: LookupFunction = (_hostname, _options, callback) => {
      callback(null, [{ address: '127.0.0.1', family: 4 }]);
    };
    const baseUrl = harness.provider.baseUrl.replace('127.0.0.1', 'localhost');
    const url = harness.provider.fileUrl('tide.mp4').replace('127.0.0.1', 'localhost');
    expect(await harness.fetch('tide.mp4', { lookup }, { baseUrl, url })).toMatchObject({
      ok: true,
    });
  });
});
