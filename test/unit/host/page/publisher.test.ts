import { beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../../../electron/core/platform/clock.ts';
import { Publisher } from '../../../../electron/host/page/publisher.ts';
import type { Patch } from '../../../../electron/shared/contract/contract.ts';
import type { Task } from '../../../../electron/shared/task.ts';
import { toAccountId, type TaskId } from '../../../../electron/shared/id.ts';

/** A clock that stands until it is moved. */
class ManualClock implements Clock {
  #nowMs = 1_700_000_000_000;
  #timers: { readonly atMs: number; readonly run: () => void }[] = [];

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (;;) {
      const next = this.#timers
        .filter(({ atMs }) => atMs <= endMs)
        .sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#nowMs = next.atMs;
      next.run();
    }
    this.#nowMs = endMs;
  }
}

function aTask(id: string, updatedAtMs = 1): Task {
  return {
    state: 'checking',
    id: id as TaskId, // a test's own id
    accountId: toAccountId('a'),
    addedAtMs: 1,
    updatedAtMs,
    paused: false,
    missedAt: [],
  };
}

let clock: ManualClock;
let sent: Patch[];
let publisher: Publisher;

beforeEach(() => {
  clock = new ManualClock();
  sent = [];
  publisher = new Publisher({ clock, send: (patch) => sent.push(patch) });
});

describe('Publisher', () => {
  test('changes of one turn become one patch', () => {
    publisher.tasks([aTask('one-0000')]);
    publisher.tasks([aTask('two-0000')]);
    publisher.set({ status: { bytesPerSecond: 5 } });
    expect(sent).toEqual([]);
    clock.advance(0);
    expect(sent).toEqual([
      {
        revision: 1,
        tasks: [aTask('one-0000'), aTask('two-0000')],
        status: { bytesPerSecond: 5 },
      },
    ]);
  });

  test('at most ten patches a second, with rising revisions', () => {
    for (let ms = 0; ms < 999; ms += 1) {
      publisher.tasks([aTask('one-0000', ms)]);
      clock.advance(1);
    }
    expect(sent).toHaveLength(10);
    expect(sent.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('the last value of a task wins', () => {
    publisher.tasks([aTask('one-0000', 1)]);
    publisher.tasks([aTask('one-0000', 2)]);
    clock.advance(0);
    expect(sent).toEqual([{ revision: 1, tasks: [aTask('one-0000', 2)] }]);
  });

  test('a task that changed and was then removed is only removed', () => {
    publisher.tasks([aTask('one-0000')]);
    publisher.removed([aTask('one-0000').id]);
    clock.advance(0);
    expect(sent).toEqual([{ revision: 1, removed: ['one-0000'] }]);
  });

  test('a task that was removed and added again is only changed', () => {
    publisher.removed([aTask('one-0000').id]);
    publisher.tasks([aTask('one-0000')]);
    clock.advance(0);
    expect(sent).toEqual([{ revision: 1, tasks: [aTask('one-0000')] }]);
  });

  test('a part equal to the one sent last is not sent again', () => {
    publisher.set({ status: { bytesPerSecond: 5 }, progress: [] });
    clock.advance(200);
    publisher.set({ status: { bytesPerSecond: 5 }, progress: [] });
    clock.advance(200);
    expect(sent).toHaveLength(1);
    publisher.set({ status: { bytesPerSecond: 6 }, progress: [] });
    clock.advance(200);
    expect(sent[1]).toEqual({ revision: 2, status: { bytesPerSecond: 6 } });
  });

  test('the raw answer stays behind', () => {
    publisher.tasks([{ ...aTask('one-0000'), rawAnswer: { code: 200 } }]);
    clock.advance(0);
    expect(sent).toEqual([{ revision: 1, tasks: [aTask('one-0000')] }]);
  });

  test('a snapshot has the revision of everything told before it', () => {
    publisher.tasks([aTask('one-0000')]);
    expect(publisher.snapshot()).toBe(1);
    expect(sent.map(({ revision }) => revision)).toEqual([1]);
    publisher.tasks([aTask('two-0000')]);
    clock.advance(200);
    expect(sent[1]).toEqual({ revision: 2, tasks: [aTask('two-0000')] });
  });

  test('a snapshot with nothing pending sends nothing', () => {
    expect(publisher.snapshot()).toBe(0);
    expect(sent).toEqual([]);
  });

  test('a clock set back does not hold patches up', () => {
    publisher.tasks([aTask('one-0000')]);
    clock.advance(0);
    clock.advance(-3_600_000);
    publisher.tasks([aTask('one-0000', 2)]);
    clock.advance(100);
    expect(sent).toHaveLength(2);
  });

  test('nothing is sent once it is disposed of', () => {
    publisher.tasks([aTask('one-0000')]);
    publisher.dispose();
    clock.advance(1000);
    expect(sent).toEqual([]);
  });
});
