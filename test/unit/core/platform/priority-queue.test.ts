import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PriorityQueue } from '../../../../electron/core/platform/priority-queue.ts';

function drain(queue: PriorityQueue<string>): string[] {
  const keys: string[] = [];
  for (let key = queue.take(); key !== undefined; key = queue.take()) keys.push(key);
  return keys;
}

test('equal ranks leave in the order of their arrival', () => {
  const queue = new PriorityQueue<string>();
  for (const key of ['a', 'b', 'c']) queue.set(key, 1);
  expect(drain(queue)).toEqual(['a', 'b', 'c']);
});

test('setting a key again moves it', () => {
  const queue = new PriorityQueue<string>();
  queue.set('a', 1);
  queue.set('b', 2);
  queue.set('a', 3);
  expect(queue.size).toBe(2);
  expect(queue.peek()).toMatchObject({ key: 'b', rank: 2 });
  expect(drain(queue)).toEqual(['b', 'a']);
});

test('any sequence of sets and deletes drains sorted', () => {
  const step = fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
    rank: fc.integer({ min: 0, max: 20 }),
    isDelete: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const queue = new PriorityQueue<string>();
      const expected = new Map<string, number>();
      for (const { key, rank, isDelete } of steps) {
        expected.delete(key); // so that the Map's order is the order of the last set
        if (isDelete) queue.delete(key);
        else {
          queue.set(key, rank);
          expected.set(key, rank);
        }
      }
      const sorted = [...expected].sort((a, b) => a[1] - b[1]).map(([key]) => key);
      expect(queue.size).toBe(expected.size);
      expect(drain(queue)).toEqual(sorted);
    }),
  );
});
