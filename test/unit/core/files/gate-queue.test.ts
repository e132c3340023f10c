import { expect, test } from 'vitest';
import { GateQueue, type Waiting } from '../../../../electron/core/files/gate-queue.ts';

function aWaiting(isLong = false): Waiting {
  return { start: () => undefined, refuse: () => undefined, isLong };
}

test('who came first leaves first, whole files passed over where one is read', () => {
  const queue = new GateQueue();
  const [long, short, other] = [aWaiting(true), aWaiting(), aWaiting(true)];
  for (const each of [long, short, other]) queue.add(each);
  expect(queue.take(false)).toBe(short);
  expect(queue.take(false)).toBeUndefined();
  expect(queue.size).toBe(2);
  expect(queue.take(true)).toBe(long);
  expect([...queue.takeAll()]).toEqual([other]);
  expect(queue.size).toBe(0);
});

test('the order stays over thousands that come and go', () => {
  const queue = new GateQueue();
  const all = Array.from({ length: 10_000 }, () => aWaiting());
  const taken: (Waiting | undefined)[] = [];
  for (const [index, each] of all.entries()) {
    queue.add(each);
    if (index % 2 === 1) taken.push(queue.take(true));
  }
  expect([...taken, ...queue.takeAll()]).toEqual(all);
});
