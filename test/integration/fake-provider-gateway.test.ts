import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readFixture } from '../fake/provider/fixture.ts';
import { downloadLinkLifeMs } from '../fake/provider/hosted-files.ts';
import { type PlainAnswer, type PlainRequest, askPlainly } from '../fake/provider/plain-client.ts';
import { type FakeProvider, startFakeProvider } from '../fake/provider/server.ts';

let nowMs: number;
let provider: FakeProvider;

beforeEach(async () => {
  nowMs = Date.UTC(2026, 2, 29);
  provider = await startFakeProvider({ clock: () => nowMs });
});

afterEach(() => provider.stop());

const ask = (path: string, request: PlainRequest = {}): Promise<PlainAnswer> =>
  askPlainly(new URL(path, provider.baseUrl).href, {
    ...request,
    headers: { authorization: `Bearer ${provider.key}`, ...request.headers },
  });

const bodyOf = (answer: PlainAnswer): Record<string, unknown> =>
  JSON.parse(answer.body.toString()) as Record<string, unknown>;

const aFinishedTask = (): string =>
  provider.addTask({ endpoint: 'runway', script: [{ state: 'success', video: 'aurora.mp4' }] });

async function videoUrlOf(id: string): Promise<string> {
  const body = bodyOf(await ask(`/api/v1/runway/record-detail?taskId=${id}`));
  return (body as { data: { videoInfo: { videoUrl: string } } }).data.videoInfo.videoUrl;
}

describe('the gateway', () => {
  test('says 401 in an HTTP 200 to a wrong key and to none', async () => {
    for (const authorization of ['Bearer wrong', provider.key]) {
      const answer = await ask('/api/v1/chat/credit', { headers: { authorization } });
      expect([answer.status, bodyOf(answer).code]).toEqual([200, 401]);
    }
    const without = await askPlainly(`${provider.baseUrl}/api/v1/chat/credit`);
    expect(bodyOf(without).code).toBe(401);
  });

  test('blocks bare library agents', async () => {
    const blocked = await ask('/api/v1/chat/credit', { headers: { 'user-agent': 'node' } });
    expect([blocked.status, blocked.body.toString()]).toEqual([403, 'error code: 1010']);
    const file = await ask(provider.fileUrl('aurora.mp4'), { headers: { 'user-agent': 'got' } });
    expect(file.status).toBe(403);
  });

  test('answers more calls than it allows with code 429', async () => {
    const strict = await startFakeProvider({ clock: () => nowMs, maxCallsPerSecond: 2 });
    const headers = { authorization: `Bearer ${strict.key}` };
    const codes: unknown[] = [];
    for (const waitMs of [0, 0, 0, 1000]) {
      nowMs += waitMs;
      codes.push(
        bodyOf(await askPlainly(`${strict.baseUrl}/api/v1/chat/credit`, { headers })).code,
      );
    }
    await strict.stop();
    expect(codes).toEqual([200, 200, 429, 200]);
  });

  test('serves the recorded credit', async () => {
    const answer = await ask('/api/v1/chat/credit');
    expect(bodyOf(answer)).toEqual(readFixture('recorded/credit').body);
  });

  test('makes links of 20 minutes to its own files alone', async () => {
    const id = aFinishedTask();
    const convert = async (url: string): Promise<Record<string, unknown>> =>
      bodyOf(
        await ask('/api/v1/common/download-url', { method: 'POST', body: JSON.stringify({ url }) }),
      );
    const url = await videoUrlOf(id);
    provider.expireFiles(id, { status: 403 });
    const link = String((await convert(url)).data);
    expect((await ask(url)).status).toBe(403);
    expect((await ask(link)).body.equals(provider.bytesOf('aurora.mp4'))).toBe(true);
    nowMs += downloadLinkLifeMs;
    expect((await ask(link)).status).toBe(403);
    expect(await convert('https://example.com/a.mp4')).toEqual(
      readFixture('recorded/download-url-foreign').body,
    );
  });

  test('names fresh addresses after a reissue', async () => {
    const id = aFinishedTask();
    const first = await videoUrlOf(id);
    expect(await videoUrlOf(id)).toBe(first);
    provider.expireFiles(id, { reissue: true });
    const second = await videoUrlOf(id);
    expect([(await ask(first)).status, (await ask(second)).status]).toEqual([404, 200]);
  });
});
