import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shortIdleMs, TransferHarness } from './transfer-harness.ts';

let harness: TransferHarness;
beforeEach(async () => {
  harness = await TransferHarness.start();
});
afterEach(() => harness.stop());

/** A video with a `free` box after it, so long that the whole has this length. */
function padded(name: string, lengthBytes: number): Buffer {
  const bytes = harness.provider.bytesOf(name);
  const free = Buffer.alloc(lengthBytes - bytes.length);
  free.writeUInt32BE(free.length, 0);
  free.write('free', 4);
  return Buffer.concat([bytes, free]);
}

describe('a connection that breaks', () => {
  test('by a reset is continued where it broke, under If-Range', async () => {
    harness.provider.failNext('reset-midway');
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    const [first, second] = harness.provider.requests;
    expect(first?.range).toBeUndefined();
    expect(second?.range).toMatch(/^bytes=[1-9]\d*-$/);
    expect(second?.headers['if-range']).toMatch(/^"[0-9a-f]+"$/);
    expect(await harness.part()).toEqual(harness.provider.bytesOf('dunes.mp4'));
  });

  test('again and again is continued as long as it brings bytes', async () => {
    harness.provider.fault('truncated', { times: 7 });
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toHaveLength(8);
  });

  test('without validators is continued by length alone', async () => {
    harness.provider.fault('no-validators');
    harness.provider.failNext('reset-midway');
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.provider.requests[1]?.headers).not.toHaveProperty('if-range');
  });

  test('in an unannounced body is not taken for its end', async () => {
    harness.provider.failNext('truncated-chunked');
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toHaveLength(2);
  });

  test('by silence is continued', async () => {
    harness.provider.failNext('stall');
    const outcome = await harness.fetch('dunes.mp4', { limits: { idleTimeoutMs: shortIdleMs } });
    expect(outcome).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges[1]).toBe('bytes=16384-');
  });

  test('before any byte, every time, ends as unreachable', async () => {
    harness.provider.fault('file-reset');
    expect(await harness.fetch('dunes.mp4')).toMatchObject({
      failure: { code: 'unreachable', detail: 'ECONNRESET' },
    });
    expect(harness.ranges).toHaveLength(2);
    harness.provider.clearRequests();
    await harness.fetch('dunes.mp4', {}, { fruitlessAttempts: 5 });
    expect(harness.ranges).toHaveLength(5);
  });

  test('at the same byte every time ends as truncated, and keeps what came', async () => {
    harness.provider.fault('truncated', { ranged: false });
    harness.provider.fault('truncated', { ranged: true, with: { endAfterBytes: 0 } });
    expect(await harness.fetch('dunes.mp4')).toMatchObject({
      failure: { code: 'media-truncated', receivedBytes: 16_384, expectedBytes: 131_460 },
    });
    expect(await harness.part()).toEqual(harness.provider.bytesOf('dunes.mp4').subarray(0, 16_384));
  });

  test('by silence every time ends as stalled', async () => {
    harness.provider.fault('stall', { with: { stallAfterBytes: 0 } });
    const limits = { idleTimeoutMs: shortIdleMs, fruitlessAttempts: 2 };
    expect(await harness.fetch('dunes.mp4', { limits })).toMatchObject({
      failure: { code: 'media-stalled' },
    });
  });

  test('is given up at last, though each attempt brings a little', async () => {
    harness.provider.fault('truncated', { with: { endAfterBytes: 100 } });
    const limits = { attempts: 10 };
    expect(await harness.fetch('dunes.mp4', { limits })).toMatchObject({
      failure: { code: 'media-truncated', receivedBytes: 1000 },
    });
  });
});

describe('a file put together from several answers', () => {
  test('that does not fit is fetched once more in one piece', async () => {
    harness.provider.addFile('padded.mp4', padded('tide.mp4', 131_460));
    harness.provider.fault('no-validators');
    harness.provider.failNext('reset-midway');
    harness.provider.fault('content-changed', { ranged: true, with: { replacedBy: 'padded.mp4' } });
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toEqual([undefined, expect.stringMatching(/^bytes=/), undefined]);
  });

  test('goes on by Range again after it had to start over', async () => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    harness.provider.fault('wrong-content-range', { times: 1, ranged: true });
    harness.provider.fault('truncated', { times: 1, ranged: false });
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toEqual(['bytes=65536-', undefined, 'bytes=16384-']);
  });
});

test('a body that ends only with its connection is believed only when it is whole', async () => {
  const bytes = harness.provider.bytesOf('dunes.mp4');
  const bodies = [bytes.subarray(0, 50_000), bytes];
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
      socket.end(bodies.shift() ?? '');
    });
  });
  const listening = once(server, 'listening');
  server.listen(0, '127.0.0.1');
  await listening;
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const baseUrl = `http://127.0.0.1:${String(port)}`;
  const outcome = await harness.fetch('dunes.mp4', {}, { baseUrl, url: `${baseUrl}/dunes.mp4` });
  server.close();
  expect(outcome).toMatchObject(harness.whole('dunes.mp4'));
  expect(bodies).toEqual([]);
});

describe('a transfer that was stopped', () => {
  test('keeps its bytes, and a later one asks only for the rest', async () => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toEqual(['bytes=65536-']);
    expect(await harness.part()).toEqual(harness.provider.bytesOf('dunes.mp4'));
  });

  test('before it began asks nobody', async () => {
    const outcome = await harness.fetch('dunes.mp4', {}, { signal: AbortSignal.abort() });
    expect(outcome).toEqual({ ok: false, failure: { code: 'transfer-stopped' } });
    expect(harness.ranges).toEqual([]);
  });

  test('starts over when the host ignores Range', async () => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    harness.provider.fault('range-ignored');
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toEqual(['bytes=65536-']);
  });

  test.each(['wrong-content-range', 'wrong-total', 'no-content-range'] as const)(
    'starts over at a 206 with a %s',
    async (fault) => {
      await harness.fetchPartly('dunes.mp4', 65_536);
      harness.provider.fault(fault);
      expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
      expect(harness.ranges).toEqual(['bytes=65536-', undefined]);
    },
  );

  test('starts over when the file behind the link has changed', async () => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    harness.provider.fault('content-changed');
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('testcard.mp4'));
  });

  test('starts over when the file has changed and the host does not say so', async () => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    harness.provider.fault('content-changed-unseen');
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('testcard.mp4'));
  });

  test('starts over at a 416 that knows of another length', async () => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    harness.provider.failNext('file-416');
    expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toEqual(['bytes=65536-', undefined]);
  });

  test('goes on from another link to the same file', async () => {
    await harness.fetchPartly('dunes.mp4', 65_536);
    const url = `${harness.provider.fileUrl('dunes.mp4')}?signature=fresh`;
    expect(await harness.fetch('dunes.mp4', {}, { url })).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toEqual(['bytes=65536-']);
  });

  test('starts over at another link that does not show the same entity tag', async () => {
    harness.provider.fault('no-validators');
    await harness.fetchPartly('dunes.mp4', 65_536);
    const url = `${harness.provider.fileUrl('dunes.mp4')}?signature=fresh`;
    expect(await harness.fetch('dunes.mp4', {}, { url })).toMatchObject(harness.whole('dunes.mp4'));
    expect(harness.ranges).toEqual(['bytes=65536-', undefined]);
  });

  test.each(['html-file', 'file-404', 'file-500', 'redirect-loop'] as const)(
    'keeps its bytes through %s',
    async (fault) => {
      await harness.fetchPartly('dunes.mp4', 65_536);
      harness.provider.fault(fault);
      expect(await harness.fetch('dunes.mp4')).toMatchObject({ ok: false });
      harness.provider.clearFaults();
      harness.provider.clearRequests();
      expect(await harness.fetch('dunes.mp4')).toMatchObject(harness.whole('dunes.mp4'));
      expect(harness.ranges).toEqual(['bytes=65536-']);
    },
  );
});
