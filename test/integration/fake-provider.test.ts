import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readFixture } from '../fake/provider/fixture.ts';
import { type PlainAnswer, type PlainRequest, askPlainly } from '../fake/provider/plain-client.ts';
import { describeRequest } from '../fake/provider/request-log.ts';
import { demoScene } from '../fake/provider/scene.ts';
import type { Step } from '../fake/provider/script.ts';
import { type FakeProvider, startFakeProvider } from '../fake/provider/server.ts';
import { showcaseScene } from '../fake/provider/showcase.ts';
import { mediaRetentionMs, recordRetentionMs } from '../fake/provider/tasks.ts';

const startedAtMs = Date.UTC(2026, 2, 29, 12, 48, 22);
const success: Step = { state: 'success', video: 'aurora.mp4', thumbnail: 'aurora.jpg' };
const paths = {
  runway: '/api/v1/runway/record-detail',
  aleph: '/api/v1/aleph/record-info',
  market: '/api/v1/jobs/recordInfo',
};

let nowMs: number;
let provider: FakeProvider;

beforeEach(async () => {
  nowMs = startedAtMs;
  provider = await startFakeProvider({ seed: 'test', clock: () => nowMs });
});

afterEach(() => provider.stop());

const ask = (path: string, request: PlainRequest = {}): Promise<PlainAnswer> =>
  askPlainly(new URL(path, provider.baseUrl).href, {
    ...request,
    headers: { authorization: `Bearer ${provider.key}`, ...request.headers },
  });

const bodyOf = (answer: PlainAnswer): Record<string, unknown> =>
  JSON.parse(answer.body.toString()) as Record<string, unknown>;

const status = async (id: string, endpoint: keyof typeof paths = 'runway'): Promise<unknown> =>
  bodyOf(await ask(`${paths[endpoint]}?taskId=${id}`));

const aRunwayTask = (...script: Step[]): string => provider.addTask({ endpoint: 'runway', script });
const anAlephTask = (...script: Step[]): string => provider.addTask({ endpoint: 'aleph', script });
const data = (fields: Record<string, unknown>): unknown =>
  expect.objectContaining({ code: 200, data: expect.objectContaining(fields) as unknown });

async function videoUrlOf(id: string): Promise<string> {
  const body = (await status(id)) as { data: { videoInfo: { videoUrl: string } } };
  return body.data.videoInfo.videoUrl;
}

describe('a status call', () => {
  const id = '7d2c58e1cf02a1a1b9c447cee9e0e5f7';
  const recorded = {
    prompt: 'A golden retriever running through a field of wildflowers',
    createdAtMs: 1_774_788_502_000,
    id,
  };

  test('serves the recorded body of a generating Runway task to the letter', async () => {
    provider.addTask({ ...recorded, endpoint: 'runway', script: [{ state: 'generating' }] });
    expect(await status(id)).toEqual(readFixture('recorded/runway-generating').body);
  });

  test('serves the recorded body of a finished Runway task but for what names its files', async () => {
    provider.addTask({ ...recorded, endpoint: 'runway', script: [success] });
    const body = readFixture('recorded/runway-success').body as { data: object };
    const videoInfo = {
      videoId: expect.stringMatching(/^\d{15}$/) as unknown,
      taskId: id,
      videoUrl: expect.stringMatching(
        `^${provider.baseUrl}/files/p/${id}_1_1774788502_\\d{4}.mp4$`,
      ) as unknown,
      imageUrl: expect.stringMatching(
        `^${provider.baseUrl}/files/p/${id}_1_1774788502_\\d{4}.jpg$`,
      ) as unknown,
    };
    expect(await status(id)).toEqual({ ...body, data: { ...body.data, videoInfo } });
  });

  test.each<[string, Step[]]>([
    ['aleph-running', [{ state: 'generating' }]],
    ['aleph-failed', [{ state: 'generating', forMs: 16_000 }, { state: 'fail' }]],
  ])('serves the recorded body of %s to the letter', async (name, script) => {
    const { body } = readFixture(`recorded/${name}`);
    const { taskId, createTime, paramJson } = body.data as Record<string, string> & {
      createTime: number;
    };
    const input = JSON.parse(paramJson ?? '') as { videoUrl: string; prompt: string };
    nowMs = createTime + 20_000;
    provider.addTask({
      endpoint: 'aleph',
      id: taskId ?? '',
      prompt: input.prompt,
      inputUrl: input.videoUrl,
      createdAtMs: createTime,
      script,
    });
    expect(await status(taskId ?? '', 'aleph')).toEqual(body);
  });

  test.each(['runway', 'aleph'] as const)(
    'says null of an id that %s does not know',
    async (endpoint) => {
      const other = endpoint === 'runway' ? anAlephTask(success) : aRunwayTask(success);
      const { body } = readFixture(`recorded/${endpoint}-unknown-task`);
      expect(await status(provider.unknownId('uuid'), endpoint)).toEqual(body);
      expect(await status(other, endpoint)).toEqual(body);
    },
  );

  test('finishes an Aleph task with times in milliseconds', async () => {
    const aleph = anAlephTask({ state: 'generating', forMs: 8000 }, success);
    expect(await status(aleph, 'aleph')).toEqual(data({ successFlag: 0, completeTime: null }));
    nowMs += 8000;
    const times = { createTime: startedAtMs, completeTime: startedAtMs + 8000 };
    const response: unknown = expect.objectContaining({ taskId: aleph });
    expect(await status(aleph, 'aleph')).toEqual(data({ ...times, successFlag: 1, response }));
  });

  test('of the market says every result in a text of JSON, and refuses ids it does not know', async () => {
    const script: Step[] = [
      { state: 'generating', forMs: 8000 },
      { ...success, results: ['tide.mp4', 'still.png'] },
    ];
    const id = provider.addTask({ endpoint: 'market', script });
    expect(await status(id, 'market')).toEqual(data({ state: 'generating', resultJson: '' }));
    nowMs += 8000;
    const body = (await status(id, 'market')) as { data: { resultJson: string } };
    const { resultUrls } = JSON.parse(body.data.resultJson) as { resultUrls: string[] };
    expect(resultUrls.map((url) => /_(\d)_.*(\.\w+)$/.exec(url)?.slice(1).join(''))).toEqual([
      '1.mp4',
      '2.mp4',
      '3.png',
    ]);
    expect((await ask(resultUrls[1] ?? '')).body).toEqual(provider.bytesOf('tide.mp4'));
    expect(await status(provider.unknownId(), 'market')).toEqual(
      readFixture('synthetic-market-unknown-task').body,
    );
  });

  test('serves a body of the test’s own untouched', async () => {
    const { body } = readFixture('documented-runway-wait');
    expect(await status(aRunwayTask({ state: 'body', body }))).toEqual(body);
  });

  test('names no video in a success without one', async () => {
    const bare = aRunwayTask({ state: 'success' });
    expect(await videoUrlOf(bare)).toBe('');
  });

  test('flags the media after 14 days and forgets the record after two months', async () => {
    const old = aRunwayTask(success);
    const url = await videoUrlOf(old);
    nowMs += mediaRetentionMs;
    expect(await status(old)).toEqual(data({ state: 'success', expireFlag: 1 }));
    expect((await ask(url)).status).toBe(404);
    nowMs = startedAtMs + recordRetentionMs;
    expect(await status(old)).toMatchObject({ code: 200, data: null });
  });
});

describe('a script', () => {
  const script: Step[] = [
    { state: 'wait', forMs: 1000 },
    { state: 'queueing', forMs: 1500 },
    { state: 'generating', forMs: 3500 },
    { state: 'fail', code: 400, message: 'Incorrect image format' },
  ];

  test('follows the clock from the first request on', async () => {
    const id = aRunwayTask(...script);
    nowMs += 60_000;
    const seen: unknown[] = [];
    for (const stepMs of [0, 999, 1, 1500, 3499, 1]) {
      nowMs += stepMs;
      seen.push(((await status(id)) as { data: { state: string } }).data.state);
    }
    expect(seen).toEqual(['wait', 'wait', 'queueing', 'generating', 'generating', 'fail']);
    expect(await status(id)).toEqual(data({ failCode: 400, failMsg: 'Incorrect image format' }));
  });

  test('can begin when the task is added', async () => {
    const id = provider.addTask({ endpoint: 'runway', script, startsAt: 'now' });
    nowMs += 2500;
    expect(await status(id)).toEqual(data({ state: 'generating' }));
  });

  test('is moved by hand without any time passing', async () => {
    const id = aRunwayTask({ state: 'queueing' }, success);
    expect(await status(id)).toEqual(data({ state: 'queueing' }));
    provider.advance(id);
    expect(await status(id)).toEqual(data({ state: 'success' }));
    provider.setTask(id, { state: 'reviewing' });
    expect(await status(id)).toEqual(data({ state: 'reviewing' }));
    provider.removeTask(id);
    expect(await status(id)).toMatchObject({ data: null });
  });

  test('that names a file nobody has is refused at once', () => {
    expect(() => aRunwayTask({ state: 'success', video: 'none.mp4' })).toThrow('none.mp4');
  });
});

describe('the log', () => {
  test('holds every request with what was answered', async () => {
    const id = aRunwayTask(success);
    await ask(await videoUrlOf(id), { headers: { range: 'bytes=0-99' } });
    const [call, file] = provider.requestsOf(id);
    expect(call).toMatchObject({
      atMs: startedAtMs,
      method: 'GET',
      path: paths.runway,
      query: { taskId: id },
      authorization: `Bearer ${provider.key}`,
      userAgent: expect.stringMatching(/^Mozilla/) as unknown,
      endpoint: 'runway',
      status: 200,
      code: 200,
      outcome: 'finished',
    });
    expect(file).toMatchObject({
      range: 'bytes=0-99',
      endpoint: 'file',
      file: 'video',
      via: 'direct',
      status: 206,
      bytesSent: 100,
    });
    expect(provider.requests).toHaveLength(2);
  });

  test('lets a test wait for an answer', async () => {
    const credit = provider.answered((request) => request.endpoint === 'credit');
    await ask('/api/v1/chat/credit');
    expect(await credit).toMatchObject({ code: 200 });
    expect(await provider.answered((request) => request.endpoint === 'credit')).toBe(await credit);
  });

  test('describes a request in a line without the key', async () => {
    const id = aRunwayTask(success);
    provider.failNext('rate-limited');
    await status(id);
    const lines = provider.requests.map(describeRequest);
    expect(lines).toEqual([`12:48:22 429 runway ${id.slice(0, 8)} [rate-limited]`]);
  });
});

describe('a scene', () => {
  test('of the demo ends as it says', async () => {
    const { runway, aleph, failing, unknown } = demoScene(provider);
    for (const { id } of [runway, failing]) await status(id);
    await status(aleph.id, 'aleph');
    nowMs += 8000;
    expect(await status(runway.id)).toEqual(data({ state: 'success' }));
    expect(await status(aleph.id, 'aleph')).toEqual(data({ successFlag: 1 }));
    const failMsg = 'Your prompt was caught by our AI moderator.';
    expect(await status(failing.id)).toEqual(data({ state: 'fail', failCode: 400, failMsg }));
    expect(await status(unknown.id)).toMatchObject({ data: null });
  });

  test('to be looked at has tasks in every state', () => {
    const tasks = showcaseScene(provider, nowMs).filter(({ prompt }) => prompt !== '');
    const states = tasks.map(({ id }) => provider.stepOf(id).state);
    expect(new Set(states)).toEqual(new Set(['success', 'generating', 'queueing', 'wait', 'fail']));
  });
});

describe('a provider', () => {
  test('stands beside others with its own key, ids and port', async () => {
    await using other = await startFakeProvider();
    expect([other.baseUrl, other.key]).not.toEqual([provider.baseUrl, provider.key]);
    const id = other.addTask({ endpoint: 'runway', script: [success] });
    expect(await status(id)).toMatchObject({ data: null });
  });

  test('that stops cuts what hangs and refuses what comes', async () => {
    const hang = provider.fault('hang');
    const hanging = ask('/api/v1/chat/credit');
    await hang.reached;
    await provider.stop();
    expect((await hanging).status).toBeUndefined();
    expect((await ask('/api/v1/chat/credit')).status).toBeUndefined();
  });

  test('makes the same ids from the same seed', async () => {
    await using again = await startFakeProvider({ seed: 'test' });
    expect([again.key, again.unknownId()]).toEqual([provider.key, provider.unknownId()]);
    expect(again.unknownId('uuid')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});
