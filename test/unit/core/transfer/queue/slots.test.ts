import { describe, expect, test } from 'vitest';
import {
  preemptionVictim,
  nextOf,
  type SlotHolder,
  type Share,
} from '../../../../../electron/core/transfer/queue/slots.ts';
import { HostQueues } from '../../../../../electron/core/transfer/queue/host-queues.ts';
import { idNumber } from '../../../builders.ts';

/** `a5`: a task at host a whose deadline is at 5. */
function turnOf(text: string) {
  const deadlineMs = Number(text.slice(1));
  return { id: idNumber(parseInt(text, 36)), host: text.slice(0, 1), deadlineMs };
}

function aQueue(...texts: readonly string[]): HostQueues {
  const waiting = new HostQueues();
  for (const text of texts) waiting.add(turnOf(text));
  return waiting;
}

function holding(...texts: readonly string[]): readonly SlotHolder[] {
  return texts.map((text) => ({ ...turnOf(text), isYielding: false }));
}

const slots = (limit: number): Share => ({ limit, isOpen: () => true });

describe('a free slot', () => {
  test.each([
    { title: 'goes to the most urgent', queue: ['a2', 'b1'], held: [], limit: 3, next: 'b1' },
    {
      title: 'goes to a host with a slot',
      queue: ['a1', 'b2'],
      held: ['a3'],
      limit: 3,
      next: 'a1',
    },
    {
      title: 'that is the last goes to another host',
      queue: ['a1', 'b9'],
      held: ['a2', 'a3'],
      limit: 3,
      next: 'b9',
    },
    {
      title: 'that is the last goes to the one host there is',
      queue: ['a1'],
      held: ['a2', 'a3'],
      limit: 3,
      next: 'a1',
    },
    {
      title: 'that is the only one goes to the most urgent',
      queue: ['a1', 'b2'],
      held: [],
      limit: 1,
      next: 'a1',
    },
  ])('$title', ({ queue, held, limit, next }) => {
    expect(nextOf(aQueue(...queue), holding(...held), slots(limit))).toEqual(turnOf(next));
  });
});

describe('when one host holds every slot', () => {
  test('its least urgent transfer gives way to a more urgent video of another host', () => {
    const loser = preemptionVictim(aQueue('b4'), holding('a3', 'a9', 'a5'), slots(3));
    expect(loser).toMatchObject(turnOf('a9'));
  });

  test.each([
    {
      title: 'a less urgent video waits',
      queue: ['b10'],
      held: holding('a3', 'a9', 'a5'),
      limit: 3,
    },
    {
      title: 'one of the same host waits',
      queue: ['a1'],
      held: holding('a3', 'a9', 'a5'),
      limit: 3,
    },
    { title: 'a slot is free', queue: ['b1'], held: holding('a3', 'a9'), limit: 3 },
    { title: 'another host holds one', queue: ['b1'], held: holding('a3', 'a9', 'c5'), limit: 3 },
    { title: 'there is only one slot', queue: ['b1'], held: holding('a9'), limit: 1 },
    {
      title: 'one is letting go already',
      queue: ['b1'],
      held: [{ ...turnOf('a8'), isYielding: true }, ...holding('a9')],
      limit: 2,
    },
  ])('$title: nobody loses a slot', ({ queue, held, limit }) => {
    expect(preemptionVictim(aQueue(...queue), held, slots(limit))).toBeUndefined();
  });
});

test('a host that takes nobody is passed over, also for a more urgent task', () => {
  const isOpen = (host: string) => host !== turnOf('a1').host;
  expect(nextOf(aQueue('a1', 'b9'), [], { limit: 3, isOpen })).toEqual(turnOf('b9'));
  expect(nextOf(aQueue('a1'), [], { limit: 3, isOpen })).toBeUndefined();
  expect(preemptionVictim(aQueue('a1'), holding('b3', 'b9'), { limit: 2, isOpen })).toBeUndefined();
});

test('a task waits once, whatever its host, and leaves no trace', () => {
  const waiting = aQueue('a5');
  waiting.add({ ...turnOf('a5'), host: 'b' });
  expect(waiting.size).toBe(1);
  expect(waiting.first()).toMatchObject({ host: 'b' });
  waiting.delete(turnOf('a5').id);
  expect(waiting.size).toBe(0);
  expect(waiting.first()).toBeUndefined();
});
