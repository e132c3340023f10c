import { expect, test } from 'vitest';
import { openEnvelope } from '../../../../electron/core/provider/envelope.ts';
import { isAboutAnother } from '../../../../electron/core/provider/identity.ts';
import type { JsonValue } from '../../../../electron/shared/json.ts';
import { nowMs } from '../../builders.ts';

const host = 'api.kie.ai';
const asked = '7d2c58e1-3f0a-4b6c-9d8e-1a2b3c4d5e6f';
const other = 'ffffffffffffffffffffffffffffffff';

function open(body: JsonValue) {
  return openEnvelope({ host, httpStatus: 200, text: JSON.stringify(body) }, nowMs, asked);
}

/** Everywhere an answer of any endpoint names its task. */
const places: readonly (readonly [string, (id: string) => JsonValue])[] = [
  ['data', (taskId) => ({ code: 200, data: { taskId, state: 'success' } })],
  ['data, with an underscore', (task_id) => ({ code: 200, data: { task_id } })],
  ['data as text', (taskId) => ({ code: 200, data: JSON.stringify({ taskId }) })],
  ['the envelope', (taskId) => ({ code: 200, taskId, data: {} })],
  ['the envelope, of no data', (taskId) => ({ code: 200, taskId, data: null })],
  ['the response', (taskId) => ({ code: 200, data: { response: { taskId } } })],
  [
    'the response as text',
    (taskId) => ({ code: 200, data: { response: JSON.stringify({ taskId }) } }),
  ],
  ['the video', (taskId) => ({ code: 200, data: { taskId: asked, videoInfo: { taskId } } })],
  ['a callback', (taskId) => ({ code: 200, data: { info: { taskId } } })],
  ['an error', (taskId) => ({ code: 501, data: { taskId, state: 'fail' } })],
  ['an error’s words', (id) => ({ code: 422, msg: `Record not found for taskId: ${id}` })],
];

test.each(places)('another id in %s is no answer', (_place, bodyOf) => {
  expect(open(bodyOf(other))).toEqual({ ok: false, failure: { code: 'other-task', host } });
  expect(open(bodyOf(`${asked.slice(0, -1)}0`))).toMatchObject({ failure: { code: 'other-task' } });
});

test.each(places)('the same id in %s is one, in any writing', (_place, bodyOf) => {
  const bare = asked.replaceAll('-', '');
  for (const id of [asked, bare, asked.toUpperCase(), ` ${bare.toUpperCase()} `]) {
    const opened = open(bodyOf(id));
    if (!opened.ok) expect(opened.failure.code).toBe('provider-error');
  }
});

test.each<[string, JsonValue]>([
  ['no id', { state: 'success' }],
  ['an id that is nothing', { taskId: null }],
  ['an empty id', { taskId: '' }],
  ['the id of its parent', { taskId: asked, parentTaskId: other }],
  ['the id of what it was made from', { taskId: asked, param: JSON.stringify({ taskId: other }) }],
  ['the same, as parameters', { taskId: asked, generateParam: { taskId: other } }],
])('an answer with %s is taken as it is', (_what, data) => {
  expect(open({ code: 200, data })).toEqual({ ok: true, value: data });
});

test('a long number without quotes is the same id, though JSON has rounded it', () => {
  const id = '394580272376856123';
  const answer = JSON.parse(`{"code":200,"data":{"taskId":${id}}}`) as JsonValue; // as it is written
  expect(isAboutAnother(answer, id)).toBe(false);
  expect(isAboutAnother(answer, '394580272376999999')).toBe(true);
});

const another = '0'.repeat(32);
test.each(
  ['taskId', 'taskID', 'task_id', 'TASK_ID', 'task-id', 'taskIds', 'Task Id'].flatMap((field) =>
    [another, [another], [asked, another], { id: another }, { a: [{ b: another }] }].map(
      (value) => [field, value] as const,
    ),
  ),
)('an answer that names another id as %s: %j is no answer', (field, value) => {
  const data = { state: 'success', [field]: value };
  expect(isAboutAnother({ code: 200, data }, asked)).toBe(true);
  expect(isAboutAnother({ code: 200, data: { info: data } }, asked)).toBe(true);
  expect(isAboutAnother({ code: 200, data: { [field]: [asked, { id: asked }] } }, asked)).toBe(
    false,
  );
});
