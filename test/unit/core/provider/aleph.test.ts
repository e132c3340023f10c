import { expect, test } from 'vitest';
import { aleph } from '../../../../electron/core/provider/aleph.ts';
import { asObject, asObjectOrText } from '../../../../electron/core/provider/fields.ts';
import type { JsonObject } from '../../../../electron/shared/json.ts';
import { readFixture } from '../../../fake/provider/fixture.ts';

const readAtMs = 1_787_100_000_000;

function read(fixture: string, change: JsonObject = {}) {
  const data = asObject(asObjectOrText(JSON.stringify(readFixture(fixture).body))?.data);
  return aleph.read({ ...data, ...change }, readAtMs);
}

test('the recorded running task is generating, with prompt and start', () => {
  expect(read('recorded/aleph-running')).toMatchObject({
    kind: 'running',
    phase: 'generating',
    record: {
      prompt: 'Transform the clip into a hand-painted watercolor animation.',
      startedAtMs: 1_787_093_500_000,
    },
  });
});

test("the recorded failure (successFlag 3) keeps the provider's words", () => {
  expect(read('recorded/aleph-failed')).toMatchObject({
    kind: 'failed',
    providerCode: '500',
    providerMessage: 'internal error, please try again later.',
  });
});

test('the documented success gives the result, never the input video', () => {
  expect(read('documented-aleph-success')).toMatchObject({
    kind: 'succeeded',
    media: { videoUrl: 'https://file.com/k/xxxxxxx.mp4' },
  });
});

test.each<[number | string, JsonObject, string]>([
  [0, { errorMessage: 'No credits left' }, 'failed'],
  [0, { errorCode: 501 }, 'failed'],
  [0, { errorCode: 0, errorMessage: '' }, 'running'],
  [0, { errorCode: '200' }, 'running'],
  ['0', {}, 'running'],
  [1, {}, 'running'],
  [2, {}, 'failed'],
  ['3', {}, 'failed'],
  [4, {}, 'failed'],
  [4, { response: { resultVideoUrl: 'https://file.example/a.mp4' } }, 'succeeded'],
  [1, { response: '{"resultVideoUrl":"https://file.example/a.mp4"}' }, 'succeeded'],
  [9, {}, 'running'],
])('successFlag %j with %j is %s', (successFlag, change, kind) => {
  expect(read('recorded/aleph-running', { successFlag, ...change }).kind).toBe(kind);
});

test('a missing flag is no end', () => {
  expect(read('recorded/aleph-running', { successFlag: null })).toMatchObject({
    kind: 'running',
    phase: 'unknown',
  });
});

test('parameters that do not parse are kept as text', () => {
  const paramJson = '{"prompt":"She said "hi""}';
  expect(read('recorded/aleph-running', { paramJson })).toMatchObject({
    record: { parameters: { paramJson } },
  });
});

test.each<[JsonObject, object]>([
  [{ createTime: '2026-08-18T22:51:40Z' }, { startedAtMs: 1_787_093_500_000 }],
  [{ createTime: '2026-08-19T06:51:40' }, { startedAtMs: 1_787_093_500_000 }],
  [{ createTime: 1_787_093_500 }, { startedAtMs: 1_787_093_500_000 }],
  [{ completeTime: readAtMs + 1000 }, { finishedAtMs: readAtMs + 1000 }],
  [{ completeTime: '1787093790000' }, { finishedAtMs: 1_787_093_790_000 }],
  [{ paramJson: { prompt: 'by night' } }, { prompt: 'by night' }],
])('%j is read whatever its type', (change, record) => {
  expect(read('recorded/aleph-running', change)).toMatchObject({ record });
});

test.each<JsonObject>([
  { completeTime: null, response: null, errorCode: null, errorMessage: null },
  { completeTime: '', response: '', errorCode: '', errorMessage: ' ' },
  { response: [], errorCode: '0', errorMessage: {} },
  { errorCode: 'null', errorMessage: 'null' },
  { errorCode: '0.0', errorMessage: 'None' },
  { errorCode: 200, errorMessage: 'success' },
])('a flag of 0 with %j is still running', (change) => {
  const answer = read('recorded/aleph-running', change);
  expect(answer).toMatchObject({ kind: 'running', rawState: 'successFlag 0' });
  expect(answer).not.toHaveProperty('record.finishedAtMs');
});

test('a word in the flag is shown as it came', () => {
  expect(read('recorded/aleph-running', { successFlag: 'reviewing' })).toMatchObject({
    kind: 'running',
    phase: 'unknown',
    rawState: 'successFlag reviewing',
  });
});

test.each<[string, JsonObject, string | undefined]>([
  [
    'a list, as its siblings name it',
    { response: { resultUrls: ['https://f.example/a.mp4'] } },
    'a',
  ],
  ['text that holds a list', { response: '{"resultUrls":"[\\"https://f.example/a.mp4\\"]"}' }, 'a'],
  ['an object in a list', { response: [{ resultVideoUrl: 'https://f.example/a.mp4' }] }, 'a'],
  ['beside the response', { response: null, resultUrls: ['https://f.example/a.mp4'] }, 'a'],
  [
    'a picture alone, which is no film',
    { response: { resultImageUrl: 'https://f.example/a.jpg' } },
    undefined,
  ],
  [
    'only in what repeats the request',
    { response: { sourceVideoUrl: 'https://f.example/a.mp4' } },
    undefined,
  ],
])('a success with its link in %s', (_title, change, name) => {
  const answer = read('documented-aleph-success', { successFlag: 1, ...change });
  const media = name === undefined ? undefined : { videoUrl: `https://f.example/${name}.mp4` };
  expect('media' in answer ? answer.media : undefined).toEqual(media);
});
