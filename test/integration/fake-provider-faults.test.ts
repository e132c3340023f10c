import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Effect, type FaultName, faultTable } from '../fake/provider/fault-table.ts';
import { type PlainAnswer, type PlainRequest, askPlainly } from '../fake/provider/plain-client.ts';
import { type FakeProvider, startFakeProvider } from '../fake/provider/server.ts';

const creditPath = '/api/v1/chat/credit';

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

const codeOf = (answer: PlainAnswer): unknown =>
  (JSON.parse(answer.body.toString()) as { code: unknown }).code;

describe('a fault', () => {
  test('meets as many requests as it is told, after those it lets through', async () => {
    const fault = provider.fault('rate-limited', { times: 2, skip: 1 });
    const codes: unknown[] = [];
    for (let call = 0; call < 4; call += 1) codes.push(codeOf(await ask(creditPath)));
    expect([codes, fault.hits]).toEqual([[200, 429, 429, 200], 2]);
  });

  test('of the next request waits its turn behind another', async () => {
    provider.failNext('maintenance');
    provider.failNext('rate-limited');
    const codes = [codeOf(await ask(creditPath)), codeOf(await ask(creditPath))];
    expect(codes).toEqual([455, 429]);
  });

  test('stays until it is cleared', async () => {
    const fault = provider.fault('unauthorized');
    expect([codeOf(await ask(creditPath)), codeOf(await ask(creditPath))]).toEqual([401, 401]);
    fault.clear();
    expect(codeOf(await ask(creditPath))).toBe(200);
  });

  test('meets only the task, the file and the time it is meant for', async () => {
    const [one, two] = ['dunes', 'tide'].map((name) =>
      provider.addTask({
        endpoint: 'runway',
        script: [{ state: 'success', video: `${name}.mp4`, thumbnail: `${name}.jpg` }],
      }),
    ) as [string, string];
    const urls = async (id: string): Promise<string[]> => {
      const answer = await ask(`/api/v1/runway/record-detail?taskId=${id}`);
      return (
        /"videoUrl":"([^"]*)","imageUrl":"([^"]*)"/.exec(answer.body.toString())?.slice(1) ?? []
      );
    };
    const all = [...(await urls(one)), ...(await urls(two))];
    provider.fault('file-410', { taskId: one, file: 'video', fromMs: nowMs + 1 });
    const statuses = async (): Promise<unknown[]> =>
      Promise.all(all.map(async (url) => (await ask(url)).status));
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    nowMs += 1;
    expect(await statuses()).toEqual([410, 200, 200, 200]);
  });

  test('may be of the test’s own making', async () => {
    provider.failNext({ on: 'api', httpStatus: 418, body: { code: 418, msg: 'I am a teapot' } });
    const answer = await ask(creditPath);
    expect([answer.status, codeOf(answer)]).toEqual([418, 418]);
  });
});

describe('a call of the API', () => {
  const answered = (Object.keys(faultTable) as FaultName[]).filter((name) => {
    const effect: Effect = faultTable[name];
    return effect.on === 'api' && effect.body !== undefined;
  });

  test.each(answered)('under %s gets that answer', async (name) => {
    const effect: Effect = faultTable[name];
    provider.failNext(name);
    const answer = await ask(creditPath);
    const text = typeof effect.body === 'string' ? effect.body : JSON.stringify(effect.body);
    expect([answer.status, answer.body.toString()]).toEqual([effect.httpStatus ?? 200, text]);
    expect(provider.requests.at(-1)?.faults).toEqual([name]);
  });

  test('under reset gets no answer', async () => {
    provider.failNext('reset');
    expect((await ask(creditPath)).status).toBeUndefined();
    expect(provider.requests.at(-1)).toMatchObject({ status: undefined, outcome: 'cut' });
  });

  test('under truncated-answer gets its first bytes', async () => {
    provider.failNext('truncated-answer');
    const answer = await ask(creditPath);
    expect([answer.isWhole, answer.body.length]).toEqual([false, 20]);
  });

  test('under hang gets its answer once released', async () => {
    const hang = provider.failNext('hang');
    const call = ask(creditPath);
    await hang.reached;
    expect(provider.requests.at(-1)).toMatchObject({ status: undefined, outcome: 'open' });
    hang.release();
    expect(codeOf(await call)).toBe(200);
  });

  test('under slow gets its answer late', async () => {
    provider.failNext('slow', { with: { delayMs: 30 } });
    const startedAtMs = performance.now();
    expect(codeOf(await ask(creditPath))).toBe(200);
    expect(performance.now() - startedAtMs).toBeGreaterThan(25);
  });
});
