import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  boundParameters,
  boundRaw,
  clean,
  cut,
  most,
} from '../../../../electron/core/platform/bounds.ts';
import { endpoints } from '../../../../electron/core/provider/registry.ts';
import type { JsonObject, JsonValue } from '../../../../electron/shared/json.ts';
import { nowMs } from '../../builders.ts';

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

const huge = 'ab '.repeat(1_400_000);

/** Data as large and as odd as an answer can be, for every field that is read. */
const hostile: readonly (readonly [string, (text: string) => JsonObject])[] = [
  ['a huge prompt', (text) => ({ prompt: text })],
  [
    'a hundred huge texts',
    (text) =>
      Object.fromEntries(
        [...Array(100).keys()].map((n) => [`p${String(n)}`, text.slice(0, 40_000)]),
      ),
  ],
  [
    'a hundred thousand fields',
    () => Object.fromEntries([...Array(100_000).keys()].map((n) => [`p${String(n)}`, n])),
  ],
  ['a list of a million', () => ({ list: Array<number>(1_000_000).fill(1) })],
  ['a long name', (text) => ({ [text.slice(0, 100_000)]: 1 })],
  ['a deep nest', () => ({ nest: nested(90) })],
];

function nested(depth: number): JsonValue {
  return depth === 0 ? 'end' : { in: nested(depth - 1) };
}

test.each(hostile)('%s is kept within bounds', (_what, make) => {
  const data = make(huge);
  expect(bytesOf(boundParameters(data))).toBeLessThanOrEqual(64 * 1024);
  expect(bytesOf(boundRaw(data))).toBeLessThanOrEqual(256 * 1024);
});

describe.each(hostile)('an answer with %s', (_what, make) => {
  let data: JsonObject = {};

  beforeAll(() => {
    const request = make(huge);
    data = {
      ...{ state: 'fail', failMsg: huge, failCode: huge, successFlag: 3 },
      ...{
        errorMessage: huge,
        errorCode: huge,
        generateParam: request,
        videoInfo: { videoId: huge },
      },
      paramJson: JSON.stringify(request),
      param: JSON.stringify({ model: huge, input: request }),
    };
  });

  test.each(endpoints)('makes a record within bounds at $id', (endpoint) => {
    expect(bytesOf(endpoint.read(data, nowMs))).toBeLessThan(200_000);
    expect(bytesOf(endpoint.read({ ...data, state: huge, successFlag: huge }, nowMs))).toBeLessThan(
      200_000,
    );
  });
});

test('of 10,000 results the first hundred are taken, and the others counted', () => {
  const resultUrls = [...Array(10_000).keys()].map((n) => `https://cdn.example/${String(n)}.mp4`);
  const data = { state: 'success', resultJson: JSON.stringify({ resultUrls }) };
  const market = endpoints.find(({ id }) => String(id) === 'market');
  const answer = market?.read(data, nowMs);
  if (answer?.kind !== 'succeeded') throw new Error('no success');
  expect(answer.media.moreUrls).toHaveLength(most.results - 1);
  expect(answer.media.omitted).toBe(10_000 - most.results);
});

test('a link longer than links are is none', () => {
  const url = `https://cdn.example/${'a'.repeat(most.link)}.mp4`;
  for (const endpoint of endpoints) {
    const data = {
      ...{ state: 'success', successFlag: 1, resultJson: JSON.stringify({ resultUrls: [url] }) },
      ...{ videoInfo: { videoUrl: url }, response: { resultVideoUrl: url } },
    };
    expect(endpoint.read(data, nowMs).kind).toBe('running');
  }
});

test.each(['__proto__', 'constructor', 'prototype'])('a field %s changes nothing', (name) => {
  const text = `{"prompt":"a","${name}":{"polluted":true,"toString":1},"in":{"${name}":{"polluted":true}}}`;
  const parsed = JSON.parse(text) as JsonObject;
  const kept = boundParameters(parsed);
  expect(JSON.stringify(kept)).not.toContain('polluted');
  expect(JSON.stringify(boundRaw(parsed))).not.toContain('polluted');
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
});

test.each([
  ['a line\r\nand another', 'a line\nand another'],
  ['\u001b[31mred\u001b[0m', '[31mred[0m'],
  ['gpj.\u202eexe\u202c', 'gpj.exe'],
  ['\u2066inside\u2069 \u200fout', 'inside out'],
  ['half \ud83d of one', 'half \ufffd of one'],
  ['nul\u0000 and bell\u0007', 'nul and bell'],
  ['👩‍👩‍👧 stays, ไทย too, with\ttabs', '👩‍👩‍👧 stays, ไทย too, with\ttabs'],
])('%j is shown as %j', (text, shown) => {
  expect(clean(text, 100)).toBe(shown);
});

test('what is cut says so, and is cut between characters', () => {
  expect(cut('abcdef', 3)).toBe('abc…');
  expect(cut('ab😀', 3)).toBe('ab…');
  expect(cut('abc', 3)).toBe('abc');
});

test('numbers beyond numbers are no times and no flags', () => {
  for (const number of ['1e999', '-1e999', '-1', '0', '8.64e15', '8640000000000001', '1e308']) {
    for (const endpoint of endpoints) {
      const json = `{"state":"wait","successFlag":${number},"createTime":${number},"completeTime":${number},"generateTime":${number}}`;
      const { record } = endpoint.read(JSON.parse(json) as JsonObject, nowMs) as { record: object };
      expect(record).not.toHaveProperty('startedAtMs');
      expect(record).not.toHaveProperty('finishedAtMs');
    }
  }
});

test('whatever comes, what is kept is within the bounds, and the same again', () => {
  fc.assert(
    fc.property(fc.object({ maxDepth: 6, withNullPrototype: true }), (object) => {
      const value = JSON.parse(JSON.stringify(object)) as JsonObject;
      const kept = boundParameters(value);
      expect(bytesOf(kept)).toBeLessThanOrEqual(64 * 1024);
      expect(boundParameters(kept)).toEqual(kept);
    }),
    { numRuns: 500 },
  );
});
