import { expect, test } from 'vitest';
import { asObject, asObjectOrText } from '../../../../electron/core/provider/fields.ts';
import { runway } from '../../../../electron/core/provider/runway.ts';
import type { JsonObject } from '../../../../electron/shared/brand.ts';
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
