import { expect, test } from 'vitest';
import { asObject, asObjectOrText } from '../../../../electron/core/provider/fields.ts';
import { runway } from '../../../../electron/core/provider/runway.ts';
import type { JsonObject } from '../../../../electron/shared/json.ts';
import { readFixture } from '../../../fake/provider/fixture.ts';
import { nowMs } from '../../builders.ts';

function dataOf(fixture: string): JsonObject {
  const data = asObject(asObjectOrText(JSON.stringify(readFixture(fixture).body))?.data);
  if (data === undefined) throw new Error(`${fixture} has no data`);
  return data;
}

function read(fixture: string, change: JsonObject = {}) {
  return runway.read({ ...dataOf(fixture), ...change }, nowMs);
}

test('the recorded success gives the video, the thumbnail and the start', () => {
  expect(read('recorded/runway-success')).toEqual({
    kind: 'succeeded',
    media: {
      videoUrl:
        'https://tempfile.aiquickdraw.com/p/7d2c58e1cf02a1a1b9c447cee9e0e5f7_1_1774788532_2001.mp4',
      thumbnailUrl:
        'https://tempfile.aiquickdraw.com/p/7d2c58e1cf02a1a1b9c447cee9e0e5f7_1_1774788533_2855.jpg',
    },
    record: {
      prompt: 'A golden retriever running through a field of wildflowers',
      parameters: {
        prompt: 'A golden retriever running through a field of wildflowers',
        imageUrl: null,
        expandPrompt: null,
      },
      startedAtMs: 1_774_788_502_000,
      videoId: '394580272376856',
    },
  });
});

test('the recorded generating task is running', () => {
  expect(read('recorded/runway-generating')).toMatchObject({
    kind: 'running',
    phase: 'generating',
    rawState: 'generating',
  });
});

test('a success with a failCode beside it is a success, as in the documented example', () => {
  expect(read('documented-runway-success')).toMatchObject({ kind: 'succeeded' });
});

test('a wait with a whole videoInfo is waiting, as in the documented example', () => {
  expect(read('documented-runway-wait')).toMatchObject({ kind: 'running', phase: 'waiting' });
});

test.each([
  ['wait', 'waiting'],
  ['waiting', 'waiting'],
  ['queueing', 'queued'],
  ['queuing', 'queued'],
  ['generating', 'generating'],
  ['Generating', 'generating'],
  ['paused-for-review', 'unknown'],
])('state %s is running, phase %s', (state, phase) => {
  expect(read('recorded/runway-generating', { state })).toMatchObject({
    kind: 'running',
    phase,
    rawState: state,
  });
});

test.each([null, 7, {}, ['success']])('state %j is no end', (state) => {
  expect(read('recorded/runway-generating', { state }).kind).toBe('running');
});

test("a fail keeps the provider's code and words", () => {
  expect(
    read('recorded/runway-generating', { state: 'fail', failCode: 400, failMsg: 'No cats.' }),
  ).toMatchObject({ kind: 'failed', providerCode: '400', providerMessage: 'No cats.' });
});

test('a success without a link is asked again', () => {
  expect(read('recorded/runway-success', { videoInfo: null }).kind).toBe('running');
});

test('a success without a link and with the expire flag is expired', () => {
  expect(read('recorded/runway-success', { videoInfo: null, expireFlag: 1 }).kind).toBe('expired');
});

test('a link is tried even when the record says expired', () => {
  expect(read('recorded/runway-success', { expireFlag: 1 }).kind).toBe('succeeded');
});

test('a parent task is kept, an empty one is none', () => {
  const parent = 'ee603959-debb-48d1-98c4-a6d1c717eba6';
  expect(read('recorded/runway-success', { parentTaskId: parent })).toMatchObject({
    record: { parentTaskId: parent },
  });
  expect(read('documented-runway-success')).not.toHaveProperty('record.parentTaskId');
});

test.each<[JsonObject, object]>([
  [{ generateTime: '1774788502' }, { startedAtMs: 1_774_788_502_000 }],
  [{ generateTime: 1_774_788_502_000 }, { startedAtMs: 1_774_788_502_000 }],
  [{ generateTime: '2026-03-29 20:48:22' }, { startedAtMs: 1_774_788_502_000 }],
  [{ generateTime: '2026-03-29T12:48:22Z' }, { startedAtMs: 1_774_788_502_000 }],
  [{ generateParam: '{"prompt":"a cat","expandPrompt":true}' }, { prompt: 'a cat' }],
  [{ generateParam: { prompt: 7 } }, { prompt: '7' }],
  [{ videoInfo: { videoId: 394580272376856 } }, { videoId: '394580272376856' }],
])('%j is read whatever its type', (change, record) => {
  expect(read('recorded/runway-success', change)).toMatchObject({ record });
});

test.each<JsonObject>([
  { generateTime: null, generateParam: null, parentTaskId: null },
  { generateTime: 'soon', generateParam: 'a cat', parentTaskId: 'no' },
  { generateTime: {}, generateParam: [], parentTaskId: 0, videoInfo: { videoId: null } },
])('%j says nothing of start, prompt or parent', (change) => {
  const { record } = { record: {}, ...read('recorded/runway-generating', change) };
  expect(record).toEqual({ parameters: {} });
});

test('the finish is never read from generateTime, and a video given as text is a video', () => {
  const videoInfo = '{"videoUrl":"https://files.example/a.mp4","imageUrl":""}';
  const answer = read('recorded/runway-success', { videoInfo });
  expect(answer).toMatchObject({
    kind: 'succeeded',
    media: { videoUrl: 'https://files.example/a.mp4' },
  });
  expect(answer).not.toHaveProperty('media.thumbnailUrl');
  expect(answer).not.toHaveProperty('record.finishedAtMs');
});

const file = 'https://files.example/a.mp4';
test.each<JsonObject>([
  { videoInfo: { video_url: file } },
  { videoInfo: { videoUrl: [file], imageUrl: 'https://files.example/a.jpg' } },
  { videoInfo: [{ videoUrl: file }] },
  { videoInfo: JSON.stringify(JSON.stringify({ videoUrl: file })) },
  { videoInfo: null, resultUrls: [file] },
])('%j gives its video', (change) => {
  const generateParam = { imageUrl: 'https://files.example/input.jpg' };
  const answer = read('recorded/runway-success', { generateParam, ...change });
  expect(answer).toMatchObject({ kind: 'succeeded', media: { videoUrl: file } });
});

test.each([1, '1'])('expireFlag %j says that the media are gone', (expireFlag) => {
  expect(read('recorded/runway-success', { videoInfo: {}, expireFlag }).kind).toBe('expired');
});

test.each([0, '0', null, '', 2, true])('expireFlag %j does not', (expireFlag) => {
  expect(read('recorded/runway-success', { videoInfo: {}, expireFlag }).kind).toBe('running');
});

test.each(['https://', 'https://[', 'ftp://files.example/a.mp4', 'files.example/a.mp4', ' '])(
  '%j is no link to a video',
  (videoUrl) => {
    expect(read('recorded/runway-success', { videoInfo: { videoUrl } }).kind).toBe('running');
  },
);
