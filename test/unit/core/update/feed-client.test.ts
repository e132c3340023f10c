import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import {
  MediaHttpError,
  type MediaRequest,
  type OpenResponse,
} from '../../../../electron/core/download/media-http-client.ts';
import { FeedClient } from '../../../../electron/core/update/feed-client.ts';
import { maxFeedBytes } from '../../../../electron/core/update/feed.ts';
import { fail, succeed } from '../../../../electron/shared/outcome.ts';
import { ManualClock } from '../../../fake/clock.ts';

interface Answer {
  readonly status?: number;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent: nothing comes, until the call is ended. */
  readonly body?: string | Buffer;
}

/** A client whose hosts answer by the end of the address. */
function aClient(answers: Readonly<Record<string, Answer | Error>>) {
  const asked: MediaRequest[] = [];
  const bodies: PassThrough[] = [];
  const clock = new ManualClock();
  const client = new FeedClient({
    clock,
    http: {
      open: (request) => {
        asked.push(request);
        const end = Object.keys(answers).find((each) => request.url.endsWith(each)) ?? '';
        const answer = answers[end] ?? { status: 404, body: '' };
        if (answer instanceof Error) return Promise.reject(answer);
        const { status = 200, host = 'github.com', headers = {}, body } = answer;
        const stream = new PassThrough();
        bodies.push(stream);
        if (body !== undefined) stream.end(body);
        request.signal.addEventListener('abort', () => {
          stream.destroy(Object.assign(new Error('ended'), { code: 'ABORT_ERR' }));
        });
        // Of got's request only what a stream has is used.
        const opened = { host, status, headers, body: stream } as unknown as OpenResponse;
        return Promise.resolve(succeed(opened));
      },
    },
  });
  return { client, asked, bodies, clock };
}

const never = () => new AbortController().signal;
const feed = { body: '{"format":1}' };
const signature = { body: 'untrusted comment: x' };

test('feed and signature are asked for, and nothing is sent with that', async () => {
  const { client, asked } = aClient({ 'beta.json': feed, '.minisig': signature });
  const came = await client.feed('beta', never());
  expect(came).toMatchObject({
    ok: true,
    value: { signature: signature.body, host: 'github.com' },
  });
  expect(came.ok && came.value.bytes.toString()).toBe(feed.body);
  expect(asked.map(({ url }) => new URL(url).pathname.split('/').at(-1))).toEqual([
    'beta.json',
    'beta.json.minisig',
  ]);
  expect(asked.map(({ headers, url }) => [headers, new URL(url).search])).toEqual([
    [{}, ''],
    [{}, ''],
  ]);
});

const big = Buffer.alloc(maxFeedBytes + 1, 0x20);
const reset = new MediaHttpError(
  'github.com',
  Object.assign(new Error('x'), { code: 'ECONNRESET' }),
);

test.each([
  ['is larger than any', { 'stable.json': { body: big } }, 'feed-too-large'],
  ['is not there', {}, 'odd-status'],
  ['comes from elsewhere', { 'stable.json': { ...feed, host: 'evil.example' } }, 'other-host'],
  ['cannot be had', { 'stable.json': reset }, 'unreachable'],
])('a feed that %s is a failure', async (_, answers, code) => {
  expect(await aClient(answers).client.feed('stable', never())).toMatchObject({
    ok: false,
    failure: { code },
  });
});

test.each([
  ['is not there', {}],
  ['is larger than any', { '.minisig': { body: big } }],
])('a signature that %s is none', async (_, more) => {
  const came = await aClient({ 'stable.json': feed, ...more }).client.feed('stable', never());
  expect(came).toMatchObject({ ok: true, value: { signature: undefined } });
});

test('a signature that comes from elsewhere is a failure', async () => {
  const answers = { 'stable.json': feed, '.minisig': { ...signature, host: 'evil.example' } };
  expect(await aClient(answers).client.feed('stable', never())).toMatchObject({
    failure: { code: 'other-host', host: 'evil.example' },
  });
});

test('a host that says nothing is given up after half a minute', async () => {
  const { client, clock } = aClient({ 'stable.json': {} });
  const came = client.feed('stable', never());
  await clock.advance(29_000);
  expect(clock.pending).toBe(1);
  await clock.advance(2_000);
  expect(await came).toMatchObject({
    ok: false,
    failure: { code: 'unreachable', detail: 'ABORT_ERR' },
  });
  expect(clock.pending).toBe(0);
});

const name = 'a.deb';

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString();
}

test.each([
  ['goes on in the middle', { status: 206, headers: { 'content-range': 'bytes 5-9/10' } }, 5],
  ['begins anew', { status: 200 }, 0],
])('a host that %s is believed about where', async (_, answer, from) => {
  const { client, asked } = aClient({ [name]: { ...answer, body: 'bytes' } });
  const opened = await client.file('0.2.0', name, never())(5);
  expect(opened).toMatchObject({ ok: true, value: { fromByte: from } });
  expect(opened.ok && (await bytesOf(opened.value.chunks))).toBe('bytes');
  expect(asked[0]?.headers).toEqual({ range: 'bytes=5-' });
});

test.each([
  ['another place', { status: 206, headers: { 'content-range': 'bytes 4-9/10' } }],
  ['no place', { status: 206 }],
  ['a refusal', { status: 416 }],
  ['an error', { status: 503 }],
  ['nothing', { status: 404 }],
])('%s in the place of the rest is a failure', async (_, answer) => {
  const { client } = aClient({ [name]: { ...answer, body: 'x' } });
  expect(await client.file('0.2.0', name, never())(5)).toMatchObject({
    ok: false,
    failure: { code: 'odd-status', httpStatus: answer.status },
  });
});

/** A file whose first bytes never come, and what its reader sees in the end. */
async function aSilentFile() {
  const { client, clock, bodies } = aClient({ [name]: {} });
  const opened = await client.file('0.2.0', name, never())(0);
  const ended = opened.ok ? bytesOf(opened.value.chunks) : Promise.resolve('');
  return { clock, body: bodies[0], seen: ended.catch((error: unknown) => error) };
}

test('a file whose bytes stop coming is given up after a minute', async () => {
  const { clock, seen } = await aSilentFile();
  await clock.advance(59_000);
  expect(clock.pending).toBe(1);
  await clock.advance(2_000);
  expect(await seen).toMatchObject({ code: 'ABORT_ERR' });
  expect(clock.pending).toBe(0);
});

test('a file that comes by single bytes is given up after minutes', async () => {
  const { clock, body, seen } = await aSilentFile();
  for (let minute = 0; minute < 6; minute += 1) {
    body?.write('x');
    await clock.advance(55_000);
  }
  body?.end('x');
  expect(await seen).toMatchObject({ code: 'DRIPS' });
});

test('the end of a host that breaks off is passed on', async () => {
  const { clock, body, seen } = await aSilentFile();
  body?.destroy(Object.assign(new Error('x'), { code: 'ECONNRESET' }));
  expect(await seen).toMatchObject({ code: 'ECONNRESET' });
  expect(clock.pending).toBe(0);
});

test('a redirect to a private address is refused as another host', async () => {
  const client = new FeedClient({
    clock: new ManualClock(),
    http: { open: () => Promise.resolve(fail({ code: 'address-private', input: 'x' })) },
  });
  expect(await client.feed('stable', never())).toMatchObject({ failure: { code: 'other-host' } });
});
