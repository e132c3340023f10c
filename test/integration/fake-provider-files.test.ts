import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Effect,
  type FaultName,
  faultTable,
  redirectTo,
} from '../fake/provider/fault-table.ts';
import { type PlainAnswer, askPlainly } from '../fake/provider/plain-client.ts';
import { type FakeProvider, startFakeProvider } from '../fake/provider/server.ts';

const sizeBytes = 67_897;

let provider: FakeProvider;

beforeEach(async () => {
  provider = await startFakeProvider();
});

afterEach(() => provider.stop());

const bytes = (): Buffer => provider.bytesOf('aurora.mp4');

const askFile = (headers: Record<string, string> = {}): Promise<PlainAnswer> =>
  askPlainly(provider.fileUrl('aurora.mp4'), { headers });

describe('a file', () => {
  test('comes whole, with validators', async () => {
    const answer = await askFile();
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'accept-ranges': 'bytes',
      'content-length': String(bytes().length),
      'content-type': 'video/mp4',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/) as unknown,
    });
    expect(answer.body.equals(bytes())).toBe(true);
  });

  test.each([
    ['bytes=0-9', 0, 10],
    ['bytes=100-', 100, 67_897],
    ['bytes=-7', 67_890, 67_897],
    ['bytes=67890-99999', 67_890, 67_897],
  ])('answers %s with 206 and those bytes', async (range, start, end) => {
    const answer = await askFile({ range });
    expect(answer.status).toBe(206);
    const contentRange = `bytes ${String(start)}-${String(end - 1)}/67897`;
    expect(answer.headers['content-range']).toBe(contentRange);
    expect(answer.body.equals(bytes().subarray(start, end))).toBe(true);
  });

  test('answers a Range past its end with 416 and its size', async () => {
    const answer = await askFile({ range: 'bytes=67897-' });
    expect([answer.status, answer.headers['content-range']]).toEqual([416, 'bytes */67897']);
  });

  test.each(['bytes=9-1', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=-'])(
    'ignores the Range %s',
    async (range) => {
      expect((await askFile({ range })).status).toBe(200);
    },
  );

  test('resumes under If-Range as long as it is the same file', async () => {
    const { etag = '', 'last-modified': lastModified = '' } = (await askFile()).headers;
    const statuses: unknown[] = [];
    for (const ifRange of [etag, lastModified, '"other"', `W/${etag}`]) {
      statuses.push((await askFile({ range: 'bytes=5-', 'if-range': ifRange })).status);
    }
    expect(statuses).toEqual([206, 206, 200, 200]);
  });
});

describe('a file under a fault', () => {
  const refused = (Object.keys(faultTable) as FaultName[]).filter((name) => {
    const effect: Effect = faultTable[name];
    return effect.on === 'file' && effect.httpStatus !== undefined;
  });

  test.each(refused)('under %s is not served', async (name) => {
    const effect: Effect = faultTable[name];
    provider.failNext(name);
    const answer = await askFile();
    expect(answer.status).toBe(effect.httpStatus);
    expect(answer.headers).toMatchObject(effect.headers ?? {});
  });

  test('under throttle comes at that speed', async () => {
    provider.failNext('throttle', { with: { bytesPerSecond: 1_000_000 } });
    const startedAtMs = performance.now();
    expect((await askFile()).body.equals(bytes())).toBe(true);
    expect(performance.now() - startedAtMs).toBeGreaterThan(40);
  });

  test('under stall stands still after those bytes until released', async () => {
    const stall = provider.failNext('stall', { with: { stallAfterBytes: 5000 } });
    const download = askFile();
    await stall.reached;
    expect(provider.requests.at(-1)).toMatchObject({ bytesSent: 5000, outcome: 'open' });
    stall.release();
    expect((await download).body.equals(bytes())).toBe(true);
  });

  test.each(['file-reset', 'reset-midway'] as const)('under %s is cut off', async (name) => {
    provider.failNext(name);
    const answer = await askFile();
    expect(answer.isWhole).toBe(false);
    expect(answer.body.length).toBeLessThanOrEqual(name === 'file-reset' ? 0 : 16_384);
  });

  test.each([
    ['truncated', String(sizeBytes)],
    ['truncated-chunked', undefined],
  ] as const)('under %s ends early', async (name, contentLength) => {
    provider.failNext(name);
    const answer = await askFile();
    expect([answer.isWhole, answer.body.length]).toEqual([false, 16_384]);
    expect(answer.headers['content-length']).toBe(contentLength);
  });

  test('under too-long is followed by bytes past its length', async () => {
    provider.failNext('too-long');
    const answer = await askFile();
    expect(answer.body.length).toBe(sizeBytes);
    expect(provider.requests.at(-1)?.bytesSent).toBe(sizeBytes + 1024);
  });

  test('under too-long-chunked brings more than its Content-Range says', async () => {
    provider.failNext('too-long-chunked');
    const answer = await askFile({ range: 'bytes=67800-' });
    expect(answer.headers['content-range']).toBe('bytes 67800-67896/67897');
    expect(answer.body.length).toBe(97 + 1024);
  });

  test.each([
    ['no-length', 'content-length'],
    ['no-validators', 'etag'],
    ['no-validators', 'last-modified'],
    ['no-content-range', 'content-range'],
  ] as const)('under %s lacks %s', async (name, header) => {
    provider.failNext(name);
    const answer = await askFile({ range: 'bytes=10-' });
    expect([answer.status, answer.body.length]).toEqual([206, sizeBytes - 10]);
    expect(answer.headers[header]).toBeUndefined();
  });

  test.each([
    ['wrong-content-range', 'bytes 11-67897/67897'],
    ['wrong-total', 'bytes 10-67896/67898'],
  ] as const)('under %s says the wrong thing of the right bytes', async (name, contentRange) => {
    provider.failNext(name);
    const answer = await askFile({ range: 'bytes=10-' });
    expect(answer.headers['content-range']).toBe(contentRange);
    expect(answer.body.equals(bytes().subarray(10))).toBe(true);
  });

  test('under range-ignored comes whole', async () => {
    provider.failNext('range-ignored');
    const answer = await askFile({ range: 'bytes=10-' });
    expect([answer.status, answer.body.length]).toEqual([200, sizeBytes]);
  });

  test('under if-range-ignored is resumed though it is another', async () => {
    provider.failNext('if-range-ignored');
    const answer = await askFile({ range: 'bytes=10-', 'if-range': '"other"' });
    expect(answer.status).toBe(206);
  });

  test('under content-changed is another, and says so to If-Range', async () => {
    const { etag = '' } = (await askFile()).headers;
    provider.failNext('content-changed');
    const answer = await askFile({ range: 'bytes=10-', 'if-range': etag });
    expect(answer.status).toBe(200);
    expect(answer.body.equals(provider.bytesOf('testcard.mp4'))).toBe(true);
  });

  test('under content-changed-unseen is another under the same validators', async () => {
    const { etag = '' } = (await askFile()).headers;
    provider.failNext('content-changed-unseen');
    const answer = await askFile({ range: 'bytes=10-', 'if-range': etag });
    expect([answer.status, answer.headers.etag]).toEqual([206, etag]);
    expect(answer.body.equals(provider.bytesOf('testcard.mp4').subarray(10))).toBe(true);
  });

  test.each([
    ['truncated-video', 'truncated.mp4', 'video/mp4'],
    ['html-file', 'page.html', 'text/html; charset=utf-8'],
    ['html-as-video', 'page.html', 'video/mp4'],
  ] as const)('under %s is %s as %s', async (name, media, contentType) => {
    provider.failNext(name);
    const answer = await askFile();
    expect([answer.status, answer.headers['content-type']]).toEqual([200, contentType]);
    expect(answer.body.equals(provider.bytesOf(media))).toBe(true);
  });

  test('under empty-file is empty', async () => {
    provider.failNext('empty-file');
    const answer = await askFile();
    expect([answer.status, answer.isWhole, answer.body.length]).toEqual([200, true, 0]);
  });

  test('under gzip is encoded', async () => {
    provider.failNext('gzip');
    const answer = await askFile();
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(answer.body).equals(bytes())).toBe(true);
  });

  test('moves to where the test says', async () => {
    await using other = await startFakeProvider();
    provider.failNext(redirectTo(other.fileUrl('tide.mp4')));
    const answer = await askFile();
    expect([answer.status, answer.headers.location]).toEqual([302, other.fileUrl('tide.mp4')]);
  });

  test('can suffer several standing faults at once', async () => {
    provider.fault('no-validators');
    provider.fault('truncated', { with: { endAfterBytes: 100 } });
    const answer = await askFile();
    expect([answer.headers.etag, answer.body.length]).toEqual([undefined, 100]);
  });
});
