import { expect, test } from 'vitest';
import { most } from '../../../../electron/core/platform/bounds.ts';
import type { EndpointAdapter } from '../../../../electron/core/provider/adapter.ts';
import { openEnvelope } from '../../../../electron/core/provider/envelope.ts';
import { inputsOf } from '../../../../electron/core/provider/input-links.ts';
import { luma } from '../../../../electron/core/provider/luma.ts';
import { market } from '../../../../electron/core/provider/market.ts';
import { suno } from '../../../../electron/core/provider/suno.ts';
import { veo } from '../../../../electron/core/provider/veo.ts';
import { asObject } from '../../../../electron/core/provider/fields.ts';
import type { JsonObject, JsonValue } from '../../../../electron/shared/json.ts';
import { readFixture } from '../../../fake/provider/fixture.ts';

const readAtMs = 1_787_100_000_000;
const one = 'https://files.example/1.mp4';
const two = 'https://files.example/2.mp4';

function dataOf(fixture: string): JsonObject {
  const { body, httpStatus } = readFixture(fixture);
  const answer = { host: 'api.kie.ai', httpStatus, text: JSON.stringify(body) };
  const opened = openEnvelope(answer, readAtMs);
  return (opened.ok ? asObject(opened.value) : undefined) ?? expect.fail(fixture);
}

function read(adapter: EndpointAdapter, fixture: string, change: JsonObject = {}) {
  return adapter.read({ ...dataOf(fixture), ...change }, readAtMs);
}

function mediaOf(adapter: EndpointAdapter, fixture: string, change: JsonObject = {}) {
  const answer = read(adapter, fixture, change);
  return answer.kind === 'succeeded' ? answer.media : answer.kind;
}

test('a Veo success gives both files, the prompt, zone-less times as UTC+8, and what it cost', () => {
  expect(read(veo, 'synthetic-veo-success')).toMatchObject({
    kind: 'succeeded',
    media: {
      videoUrl: 'https://tempfile.aiquickdraw.com/v/8f3c1d7a52b94e60.mp4',
      moreUrls: ['https://tempfile.aiquickdraw.com/v/8f3c1d7a52b94e60-origin.mp4'],
    },
    record: {
      prompt: 'A golden retriever playing with a ball',
      parameters: { resolution: '1080p', model: 'veo3_fast' },
      startedAtMs: Date.parse('2026-06-06T10:25:00+08:00'),
      finishedAtMs: Date.parse('2026-06-06T10:30:00+08:00'),
      creditsConsumed: 60,
    },
  });
});

test('a Veo task in 4K, with its list as text, keeps the id of its media', () => {
  expect(read(veo, 'synthetic-veo-4k')).toMatchObject({
    kind: 'succeeded',
    media: { videoUrl: 'https://tempfile.aiquickdraw.com/v/8f3c1d7a52b94e60-4k.mp4' },
    record: { videoId: 'CAUSJDhmM2MxZDdh' },
  });
});

test.each<[JsonValue, unknown]>([
  [{ resultUrls: [one], originUrls: [one] }, { videoUrl: one }],
  [{ resultUrls: [one], originUrls: null }, { videoUrl: one }],
  [{ resultUrls: null, originUrls: [two] }, { videoUrl: two }],
  [{ resultUrls: one }, { videoUrl: one }],
  [{ resultUrls: `${one},${two}` }, { videoUrl: one, moreUrls: [two] }],
  [{ resultUrls: `${one}\n${two}` }, { videoUrl: one, moreUrls: [two] }],
  [{ resultUrls: `['${one}', '${two}']` }, { videoUrl: one, moreUrls: [two] }],
  [{ resultUrls: { 0: one } }, { videoUrl: one }],
  [{ result_urls: [one] }, { videoUrl: one }],
  [{ videos: [{ url: one, cover: 'https://files.example/1.jpg' }] }, { videoUrl: one }],
  [JSON.stringify({ resultUrls: [one] }), { videoUrl: one }],
  [[one, two], { videoUrl: one, moreUrls: [two] }],
  [one, { videoUrl: one }],
  [{ nobodyKnows: { thisName: one } }, { videoUrl: one }],
  [
    { videoUrl: one, imageUrl: two },
    { videoUrl: one, thumbnailUrl: two },
  ],
  [{ resultUrls: `${one},` }, { videoUrl: one }],
  [{ resultUrls: `${one}; ${two};` }, { videoUrl: one, moreUrls: [two] }],
  [{ resultUrls: `[${one}, ${two}]` }, { videoUrl: one, moreUrls: [two] }],
  [JSON.stringify(JSON.stringify({ resultUrls: [one, null, one] })), { videoUrl: one }],
  [[{ resultUrls: [one] }], { videoUrl: one }],
  [{ paramJson: { url: one }, promptJson: `{"url":"${one}"}`, inputUrl: one }, 'running'],
  [{ callBackUrl: one, imageInput: [one], referenceVideo: one, sourceVideo: one }, 'running'],
  [{ resultUrls: [] }, 'running'],
  [{ resultUrls: 'soon' }, 'running'],
])('a response %j gives its links, and never an input', (response, media) => {
  for (const [adapter, name] of [
    [veo, 'synthetic-veo-running'],
    [luma, 'synthetic-luma-running'],
    [suno, 'synthetic-suno-running'],
  ] as const) {
    expect(mediaOf(adapter, name, { successFlag: 1, response })).toEqual(media);
  }
  const change = { state: 'success', resultJson: null, response };
  expect(mediaOf(market, 'synthetic-market-generating', change)).toEqual(media);
  const asText = { state: 'success', resultJson: JSON.stringify(response) };
  expect(mediaOf(market, 'synthetic-market-generating', asText)).toEqual(media);
});

test('an original is a further result of Veo where it is another file, be the list text or not', () => {
  for (const originUrls of [[two], `["${two}"]`, two, [one, two]]) {
    const change = { response: { resultUrls: [one], originUrls } };
    const media = { videoUrl: one, moreUrls: [two] };
    expect(mediaOf(veo, 'synthetic-veo-success', change)).toEqual(media);
  }
});

test.each([veo, luma])(
  'a picture in the list of an endpoint that makes films is no result',
  (adapter) => {
    const picture = 'https://files.example/1.jpg?x=1';
    for (const resultUrls of [
      [picture, one],
      [one, picture],
    ]) {
      const change = { successFlag: 1, response: { resultUrls } };
      const media = { videoUrl: one, thumbnailUrl: picture };
      expect(mediaOf(adapter, `synthetic-${adapter.id}-running`, change)).toEqual(media);
    }
  },
);

test('older Veo answers name their results beside the task', () => {
  const change = { response: null, resultUrls: `["${one}"]` };
  expect(mediaOf(veo, 'synthetic-veo-success', change)).toEqual({ videoUrl: one });
});

test.each([
  [luma, 'synthetic-luma-success', 'https://tempfile.aiquickdraw.com/l/5c79a1e0.mp4'],
  [luma, 'synthetic-luma-callback-failed', 'https://tempfile.aiquickdraw.com/l/5c79a1e0.mp4'],
  [suno, 'synthetic-suno-success', 'https://tempfile.aiquickdraw.com/s/988e7a1f.mp4'],
  [market, 'synthetic-market-success-watermark', 'https://tempfile.aiquickdraw.com/f/wm.mp4'],
])('%o: %s gives its video, and its inputs are none', (adapter, fixture, videoUrl) => {
  const answer = read(adapter, fixture);
  expect(answer).toMatchObject({ kind: 'succeeded', media: { videoUrl } });
  const record = 'record' in answer ? answer.record : { parameters: {} };
  expect(inputsOf(record.parameters)).not.toContain(videoUrl);
});

test('sound under response.data is every audio_url, with the first picture for both', () => {
  expect(read(market, 'synthetic-market-success-sound')).toMatchObject({
    media: {
      videoUrl: 'https://tempfile.aiquickdraw.com/f/one.mp3',
      moreUrls: ['https://tempfile.aiquickdraw.com/f/two.mp3'],
      thumbnailUrl: 'https://tempfile.aiquickdraw.com/f/one.jpg',
    },
    record: { creditsConsumed: 12.5, costTimeMs: 142_000 },
  });
});

test('a success of text alone has no file, and says what the text is', () => {
  expect(read(market, 'synthetic-market-success-text')).toMatchObject({
    kind: 'running',
    withoutFile: { text: 'hello' },
  });
});

test('an envelope of 501 around a task that has failed is a failed task', () => {
  expect(read(market, 'synthetic-market-fail-501')).toMatchObject({
    kind: 'failed',
    providerCode: '501',
    providerMessage: 'The input was flagged',
  });
});

test.each<[EndpointAdapter, JsonObject]>([
  [market, { state: 'fail', failMsg: '' }],
  [veo, { successFlag: 3 }],
  [suno, { successFlag: 'GENERATE_MP4_FAILED', errorMessage: null }],
])('a failed task without words has those of its envelope', (adapter, data) => {
  const text = JSON.stringify({ code: 501, msg: 'No cats.', data });
  const opened = openEnvelope({ host: 'api.kie.ai', httpStatus: 200, text }, readAtMs);
  expect(opened.ok && adapter.read(asObject(opened.value) ?? {}, readAtMs)).toMatchObject({
    kind: 'failed',
    providerCode: '501',
    providerMessage: 'No cats.',
  });
});

test.each([
  { code: 501, msg: 'x', data: { state: 'generating' } },
  { code: 501, msg: 'x', data: { successFlag: 0 } },
  { code: 500, msg: 'x', data: null },
  { code: 501, msg: 'x', data: 'fail' },
])('an error around %j is a failed call', (body) => {
  const text = JSON.stringify(body);
  const opened = openEnvelope({ host: 'api.kie.ai', httpStatus: 200, text }, readAtMs);
  expect(opened).toMatchObject({ ok: false, failure: { code: 'provider-error' } });
});

test.each([
  [veo, 'synthetic-veo-fail', '400'],
  [luma, 'synthetic-luma-fail', '500'],
  [suno, 'synthetic-suno-fail', '500'],
])("%o: %s keeps the provider's code and words", (adapter, fixture, providerCode) => {
  const answer = read(adapter, fixture);
  expect(answer).toMatchObject({ kind: 'failed', providerCode });
  expect(answer.kind === 'failed' && answer.providerMessage).not.toBe('');
});

test.each(['veo', 'luma', 'suno'])('%s says in its words that it does not know an id', (name) => {
  const { body } = readFixture(`synthetic-${name}-unknown-task`);
  const answer = { host: 'api.kie.ai', httpStatus: 200, text: JSON.stringify(body) };
  expect(openEnvelope(answer, readAtMs)).toEqual({ ok: true, value: null });
});

const running = ['0', 0, 'PENDING', 'pending'];
const unknown = [5, -1, 'reviewing', null, {}, [], true, '', 'TEXT_SUCCESS', '1.5'];

test.each([...running, ...unknown])('flag %j ends nothing, though everything is there', (flag) => {
  const phase = running.includes(flag as string) ? 'generating' : 'unknown';
  for (const [adapter, name] of [
    [veo, 'synthetic-veo-success'],
    [luma, 'synthetic-luma-success'],
    [suno, 'synthetic-suno-success'],
  ] as const) {
    const change = { successFlag: flag, errorCode: 500, errorMessage: 'x' };
    expect(read(adapter, name, change)).toMatchObject({ kind: 'running', phase });
  }
});

test('a status tells where there is no flag', () => {
  const change = { successFlag: null, status: 'SUCCESS' };
  expect(read(suno, 'synthetic-suno-success', change).kind).toBe('succeeded');
});

test.each<[JsonValue, string | undefined]>([
  ['https://host.example/my video.mp4', 'https://host.example/my%20video.mp4'],
  ['//host.example/a.mp4', 'https://host.example/a.mp4'],
  ['  https://host.example/a.mp4\n', 'https://host.example/a.mp4'],
  ['\u200bhttps://host.example/a.mp4\u00a0', 'https://host.example/a.mp4'],
  ['"https://host.example/a.mp4"', 'https://host.example/a.mp4'],
  ['<https://host.example/a.mp4>', 'https://host.example/a.mp4'],
  ['HTTPS://HOST.example/A.mp4', 'HTTPS://HOST.example/A.mp4'],
  ['https://host.example/ä b.mp4?x=1 2', 'https://host.example/%C3%A4%20b.mp4?x=1%202'],
  ['https://host.example/a.mp4,', 'https://host.example/a.mp4'],
  ['https:\\/\\/host.example\\/a.mp4', 'https://host.example/a.mp4'],
  ['https://host.example/a.mp4?x=1&amp;y=2', 'https://host.example/a.mp4?x=1&y=2'],
  ['https%3A%2F%2Fhost.example%2Fa.mp4%3Fx%3D1', 'https://host.example/a.mp4?x=1'],
  ['[video](https://host.example/a.mp4)', 'https://host.example/a.mp4'],
  ['data:video/mp4;base64,AAAA', undefined],
  ['s3://bucket/a.mp4', undefined],
  ['blob:https://host.example/7d2c58e1', undefined],
  ['https:\\\\host.example\\a.mp4', undefined],
  ['///a.mp4', undefined],
  ['/a.mp4', undefined],
  ['host.example/a.mp4', undefined],
  ['https://a b/c.mp4', undefined],
  ['javascript:alert(1)', undefined],
  ['file:///etc/passwd', undefined],
])('a link %j is read as %j', (link, url) => {
  const change = { successFlag: 1, response: { resultUrls: [link] } };
  const answer = read(veo, 'synthetic-veo-success', change);
  expect(answer.kind === 'succeeded' ? answer.media.videoUrl : undefined).toBe(url);
});

test.each<[JsonObject, object]>([
  [{ creditsConsumed: '12.5' }, { creditsConsumed: 12.5 }],
  [{ creditsConsumed: 0 }, { creditsConsumed: 0 }],
  [{ costTime: 1_500 }, { costTimeMs: 1_500 }],
  [
    { createTime: 1_757_584_164_490, completeTime: 1_757_584_306_490, costTime: 142 },
    { costTimeMs: 142_000 },
  ],
])('%j is kept as %j', (change, record) => {
  expect(read(veo, 'synthetic-veo-running', change)).toMatchObject({ record });
});

test.each<JsonObject>([
  { creditsConsumed: -1, costTime: -1 },
  { creditsConsumed: 1e12, costTime: 1e12 },
  { creditsConsumed: 'many', costTime: 'long' },
  { creditsConsumed: null, costTime: {} },
  { creditsConsumed: [], costTime: 0 },
])('%j says nothing of the cost', (change) => {
  const answer = read(veo, 'synthetic-veo-running', change);
  expect(answer).not.toHaveProperty('record.creditsConsumed');
  expect(answer).not.toHaveProperty('record.costTimeMs');
});

test('a link beyond all lengths is none', () => {
  const link = `https://host.example/${'a'.repeat(most.link)}`;
  expect(mediaOf(veo, 'synthetic-veo-success', { response: link })).toBe('running');
});

test('a list of any length keeps what a task may have, and counts the rest', () => {
  const resultUrls = Array.from({ length: 5_000 }, (_, n) => `https://files.example/${String(n)}`);
  for (const value of [resultUrls, JSON.stringify(resultUrls), resultUrls.join(',')]) {
    const media = mediaOf(veo, 'synthetic-veo-success', { response: { resultUrls: value } });
    expect(media).toMatchObject({ moreUrls: { length: most.results - 1 }, omitted: 4_900 });
  }
});
