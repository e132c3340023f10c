import { expect, test } from 'vitest';
import { findIds } from '../../../../electron/core/task/find-ids.ts';
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
