import { expect, test } from 'vitest';
import { parse } from '../../../../electron/core/intake/parse.ts';
import { findIds } from '../../../../electron/core/library/find-ids.ts';
import { idNumber } from '../../builders.ts';

test('each id gets its verdict, each other line is not an id', async () => {
  const text = `${idNumber(1)}\nnot an id\n${idNumber(2)}, ${idNumber(3)}`;
  const found = await findIds(text, (id) => ({
    verdict: id === idNumber(2) ? 'removed' : 'new',
  }));
  expect(found).toEqual([
    { text: idNumber(1), verdict: 'new', taskId: idNumber(1) },
    { text: 'not an id', verdict: 'not-an-id' },
    { text: idNumber(2), verdict: 'removed', taskId: idNumber(2) },
    { text: idNumber(3), verdict: 'new', taskId: idNumber(3) },
  ]);
});

test('lines beyond number are counted, and no id is lost among them', async () => {
  const noise = Array.from({ length: 5_000 }, (_, n) => `line ${n} says nothing`);
  const found = await findIds([...noise, idNumber(1)].join('\n'), () => ({ verdict: 'new' }));
  expect(found).toHaveLength(1_002);
  expect(found.reduce((sum, { more = 0 }) => sum + 1 + more, 0)).toBe(5_001);
  expect(found.filter(({ taskId }) => taskId === idNumber(1))).toHaveLength(1);
});

test('a long text leaves the process its turns', async () => {
  let turns = 0;
  const turn = () => {
    turns += 1;
    timer = setImmediate(turn);
  };
  let timer = setImmediate(turn);
  const lines = Array.from({ length: 50_000 }, (_, n) => `polled taskId=${idNumber(n + 1)}, ok`);
  const found = await findIds(lines.join('\n'), () => ({ verdict: 'new' }));
  clearImmediate(timer);
  expect(found).toHaveLength(50_000);
  expect(turns).toBeGreaterThan(3);
});

/** How many turns everybody else had while the ids were looked for, and what was found. */
async function watched(text: string) {
  let turns = 0;
  const turn = () => {
    turns += 1;
    timer = setImmediate(turn);
  };
  let timer = setImmediate(turn);
  const found = await findIds(text, () => ({ verdict: 'new' }));
  clearImmediate(timer);
  return { found: found.flatMap(({ taskId }) => taskId ?? []), turns };
}

/** What the reading alone finds, and how often others could have had a turn meanwhile. */
function paused(text: string) {
  const ids: string[] = [];
  let pauses = 0;
  for (const line of parse(text)) {
    pauses += 1;
    for (const id of line?.ids ?? []) ids.push(id);
  }
  return { ids, pauses };
}

const most = Array.from({ length: 150_000 }, (_, n) => idNumber(n + 1));

test.each([
  ['words', most.join(' ')],
  ['a line each, with returns', most.join('\r\n')],
])(
  'very many ids as %s are all found, with turns for others',
  async (_, text) => {
    const { found, turns } = await watched(text);
    expect(found.length).toBe(most.length);
    expect(new Set(found).size).toBe(most.length);
    expect(turns).toBeGreaterThan(3);
  },
  60_000,
);

const very = most.slice(0, 50_000);
const quoted = very.map((id) => `"${id}"`).join(',');

test.each([
  ['words', very.join(' ')],
  ['a list of one field', `taskIds: ${very.join(', ')}`],
  ['fields', very.map((id) => `taskId=${id}`).join('&')],
  ['addresses', very.map((id) => `https://a.test/task/${id}`).join(' ')],
  ['JSON', `{"taskIds":[${quoted}]}`],
  ['a list that is cut off', `[${quoted}`],
  ['JSON in a string', JSON.stringify({ body: `{"taskIds":[${quoted}]}` })],
  ['a cell of a table', `task_id,prompt\n"${very.join(', ')}",fox\n`],
  ['a line each, with returns', very.join('\r\n')],
])('of many ids as %s no 2,000 are read without a pause', (_, text) => {
  const { ids, pauses } = paused(text);
  expect(ids.length).toBe(very.length);
  expect(new Set(ids).size).toBe(very.length);
  expect(pauses).toBeGreaterThanOrEqual(very.length / 2_000);
});

const longStructure = `{"a":[${'1,'.repeat(2_000)}1]} `;

test('structures of thousands of tokens, one behind the other, leave others their turns', async () => {
  const { found, turns } = await watched(longStructure.repeat(500));
  expect(found).toEqual([]);
  expect(turns).toBeGreaterThan(3);
});

test('a huge text without a line end leaves others their turns', async () => {
  const { found, turns } = await watched(`${'"'.repeat(20 * 1024 ** 2)} ${idNumber(1)}`);
  expect(found.length).toBeLessThanOrEqual(1);
  expect(turns).toBeGreaterThan(0);
});

const many = 4 * 1024 ** 2;
const some = 1024 ** 2;

test.each([
  ...['a', '"', '[a', '[[', 'task_12345678 ', '\r', '{a:'].map((part) => [part, many] as const),
  ...['7', ' ', '{"', 'taskid ', '7d2c58e1-', '/task/'].map((part) => [part, some] as const),
])('%j without a line end, for %d units, is read with a pause each 20,000', (part, length) => {
  const text = `${part.repeat(length / part.length)} ${idNumber(1)}`;
  const { ids, pauses } = paused(text);
  expect(ids.length).toBeLessThanOrEqual(2);
  expect(pauses).toBeGreaterThanOrEqual(text.length / 20_000);
});
