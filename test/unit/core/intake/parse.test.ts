import { expect, test } from 'vitest';
import { parseIds } from '../../../../electron/core/intake/parse.ts';

const hex = '7d2c58e1cf02a1a1b9c447cee9e0e5f7';
const uuid = 'ee603959-debb-48d1-98c4-a6d1c717eba6';

test.each([
  [hex, [hex]],
  [`  ${uuid}\t`, [uuid]],
  [`${hex}, ${uuid}`, [hex, uuid]],
  [`"${hex}",`, [hex]],
  [`{"taskId":"${hex}"}`, [hex]],
  [`curl 'https://api.kie.ai/api/v1/runway/record-detail?taskId=${uuid}' -H 'x'`, [uuid]],
  ['task_12345678', ['task_12345678']],
  ['veo-2026-0001', ['veo-2026-0001']],
  ['Task-Unknown-1', ['Task-Unknown-1']],
  ['runway_task_7', ['runway_task_7']],
])('%j holds %j', (text, ids) => {
  expect(parseIds(text).flatMap((line) => line.ids)).toEqual(ids);
});

test.each([
  'hello',
  'short1',
  'a golden retriever',
  '???',
  'Generating',
  'task-management',
  'id: none',
  'x'.repeat(129),
])('%j holds no id', (text) => {
  expect(parseIds(text)).toEqual([{ text, ids: [] }]);
});

test('an id given twice is found once, where it stands first', () => {
  expect(parseIds(`${hex}\n${uuid}\n${hex}`)).toEqual([
    { text: hex, ids: [hex] },
    { text: uuid, ids: [uuid] },
  ]);
});

test('blank lines are left out, line ends of every system are read', () => {
  expect(parseIds(`\n${hex}\r\n\r\n${uuid}\r`).map((line) => line.text)).toEqual([hex, uuid]);
});

test('a long line is cut for showing', () => {
  expect(parseIds('no id here '.repeat(100))[0]?.text).toHaveLength(200);
});
