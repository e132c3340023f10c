import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseIds } from '../../../../electron/core/intake/parse.ts';

function idsIn(text: string): readonly string[] {
  return parseIds(text).flatMap((line) => line.ids);
}

const hexDigits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 15 }), { minLength: length, maxLength: length })
    .map((digits) => digits.map((digit) => digit.toString(16)).join(''));

/** Ids as providers make them: random, so never one digit over and over. */
const anyId = fc
  .oneof(hexDigits(32), fc.uuid())
  .filter((id) => new Set(id.replaceAll('-', '')).size > 4);

const anyWord = fc.oneof(
  fc.constantFrom('the', 'golden', 'retriever', 'task', 'taskId', 'video', 'runs', 'id:', 'Hello,'),
  fc.constantFrom('{', '}', '[', ']', '"', "'", '`', '\\', ',', ':', '=', '&', '|', '(', ')', '#'),
  fc.constantFrom('2026-03-29', '14:05:33', '1774788532', '#7d2c58e1', '$1,299.00', '1080p', '50%'),
  fc.lorem({ maxCount: 1 }),
  fc.integer().map(String),
  fc.double().map(String),
  fc.webUrl(),
  fc.emailAddress(),
  fc.ipV6(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  hexDigits(8),
  hexDigits(40),
  hexDigits(64),
  hexDigits(32).map((key) => `sk-${key}`),
  hexDigits(32).map((key) => `Authorization: Bearer ${key}`),
  fc.uuid().map((id) => `requestId=${id}`),
  fc.uuid().map((id) => `"videoId": "${id}"`),
  fc.uuid().map((id) => `https://file.example/${id}.mp4`),
  fc.base64String({ minLength: 24 }),
);

/** Prose and noise of any shape, in lines. */
const anyProse = fc
  .array(fc.tuple(anyWord, fc.constantFrom(' ', ' ', ' ', '\n', '\n\n', '\t')), { maxLength: 60 })
  .map((words) => words.flat().join(''));

test('no prose holds an id', () => {
  fc.assert(
    fc.property(anyProse, (prose) => {
      expect(idsIn(prose)).toEqual([]);
    }),
    { numRuns: 3_000 },
  );
});

test('any text at all is read without a fault, and each line is told once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const ids = idsIn(text);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});

/** Every way that one id is written down. */
const wrappers: readonly ((id: string, other: string) => string)[] = [
  (id) => id,
  (id) => `"${id}",`,
  (id) => `the task ${id} is done.`,
  (id) => `Task ID: ${id}`,
  (id, other) => `{"requestId":"${other}","data":{"task_id":"${id}","video_id":"${other}"}}`,
  (id, other) =>
    JSON.stringify({ a: [other], b: { taskId: id }, url: `https://x.y/${other}` }, null, 2),
  (id, other) =>
    JSON.stringify({ body: JSON.stringify({ text: JSON.stringify({ taskId: id, other }) }) }),
  (id) => JSON.stringify([id]),
  (id, other) =>
    `curl 'https://a.example/x?a=1&taskId=${id}' \\\n -H 'Authorization: Bearer ${other}'`,
  (id, other) => `taskId,videoId\n${id},${other}`,
  (id, other) => `2026-03-29 INFO taskId=${id} requestId=${other} took 12 ms`,
  (id, other) => `{ taskId: '${id}', token: '${other}' }`,
];

test.each(wrappers.map((wrap) => [wrap('ID', 'OTHER'), wrap] as const))(
  'an id in %j is found exactly once, whatever stands around',
  (_name, wrap) => {
    fc.assert(
      fc.property(fc.tuple(anyProse, anyId, fc.uuid(), anyProse), (parts) => {
        const [before, id, other, behind] = parts;
        const ids = idsIn(`${before}\n\n${wrap(id, other)}\n\n${behind}`);
        expect(ids).toEqual([id]);
      }),
    );
  },
);
