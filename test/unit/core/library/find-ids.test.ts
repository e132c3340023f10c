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

const most = Array.from({ length: 150_000 }, (_, n) => idNumber(n + 1));

/** Many ids in each form that a single line, or very many of them, may have. */
const forms: readonly (readonly [form: string, as: (ids: readonly string[]) => string])[] = [
  ['words', (ids) => ids.join(' ')],
  ['a list of one field', (ids) => `taskIds: ${ids.join(', ')}`],
  ['fields', (ids) => ids.map((id) => `taskId=${id}`).join('&')],
  ['addresses', (ids) => ids.map((id) => `https://a.test/task/${id}`).join(' ')],
  ['JSON', (ids) => JSON.stringify({ taskIds: ids })],
  ['a list that is cut off', (ids) => JSON.stringify(ids).slice(0, -1)],
  ['JSON in a string', (ids) => JSON.stringify({ body: JSON.stringify({ taskIds: ids }) })],
  ['a cell of a table', (ids) => `task_id,prompt\n"${ids.join(', ')}",fox\n`],
  ['a line each, with returns', (ids) => ids.join('\r\n')],
];

test.each(forms)(
  'very many ids as %s are all found, with turns for others',
  async (_, as) => {
    const { found, turns } = await watched(as(most));
    expect(found.length).toBe(most.length);
    expect(new Set(found).size).toBe(most.length);
    expect(turns).toBeGreaterThan(3);
  },
  60_000,
);

/** What the reading alone finds, and how often others could have had a turn meanwhile. */
function read(text: string) {
  const ids: string[] = [];
  let chances = 0;
  for (const line of parse(text)) {
    chances += 1;
    for (const id of line?.ids ?? []) ids.push(id);
  }
  return { ids, chances };
}

test.each(forms)('for each 2,000 of many ids as %s others could have a turn', (_, as) => {
  const many = most.slice(0, 50_000);
  const { ids, chances } = read(as(many));
  expect(ids).toEqual(many);
  expect(chances).toBeGreaterThanOrEqual(many.length / 2_000);
});

const longStructure = `{"a":[${'1,'.repeat(2_000)}1]} `;

test('structures of thousands of tokens, one behind the other, leave others their turns', async () => {
  const { found, turns } = await watched(longStructure.repeat(500));
  expect(found).toEqual([]);
  expect(turns).toBeGreaterThan(3);
});

const huge = 20 * 1024 ** 2;
const large = 2 * 1024 ** 2;

const parts: readonly (readonly [part: string, length: number])[] = [
  ...['a', '"', '[a', '[[', 'task_12345678 ', '\r', '{a:'].map((part) => [part, huge] as const),
  ...['7', ' ', '{"', 'taskid ', '7d2c58e1-', '/task/'].map((part) => [part, large] as const),
];

test.each(parts)(
  '%j without a line end, for %d units, leaves others their turns',
  async (part, length) => {
    const { found, turns } = await watched(`${part.repeat(length / part.length)} ${idNumber(1)}`);
    expect(found.length).toBeLessThanOrEqual(2);
    expect(turns).toBeGreaterThan(0);
  },
  60_000,
);

test.each(parts)('for each 20,000 units of %j others could have a turn', (part) => {
  const text = `${part.repeat(1024 ** 2 / part.length)} ${idNumber(1)}`;
  const { ids, chances } = read(text);
  expect(ids.length).toBeLessThanOrEqual(2);
  expect(chances).toBeGreaterThanOrEqual(text.length / 20_000);
});
