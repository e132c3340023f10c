import { describe, expect, test } from 'vitest';
import { DeadlineSteps, type ToldStep } from '../../../../electron/core/notice/deadline-steps.ts';
import type { Task } from '../../../../electron/shared/task.ts';
import {
  aFile,
  anArchivedTask,
  aReadyTask,
  aRunningTask,
  idNumber,
  nowMs,
} from '../../builders.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const deadlineMs = nowMs + 100 * hourMs;

/** A library under a clock that can be set: looks are made when they are due, and at the end of each step. */
class Watch {
  tasks = new Map<string, Task>();
  steps = new DeadlineSteps();
  isComing: (task: Task) => boolean = () => false;
  atMs = nowMs;
  readonly told: string[] = [];

  put(...tasks: readonly Task[]): this {
    for (const task of tasks) {
      this.tasks.set(task.id, task);
      this.steps.see(task, this.atMs);
    }
    return this;
  }

  /** Time goes on, and nothing else. */
  run(hours: number): this {
    const endMs = this.atMs + hours * hourMs;
    for (
      let due = this.steps.dueAtMs();
      due !== undefined && due <= endMs;
      due = this.steps.dueAtMs()
    ) {
      this.atMs = Math.max(due, this.atMs);
      this.look();
    }
    this.atMs = endMs;
    return this.look();
  }

  /** The clock jumps, or the computer slept: a look comes only afterwards. */
  jump(hours: number): this {
    this.atMs += hours * hourMs;
    if (hours < 0) for (const task of this.tasks.values()) this.steps.see(task, this.atMs);
    return this.look();
  }

  restart(): this {
    const kept = JSON.parse(JSON.stringify([...this.steps.told()])) as ToldStep[];
    this.steps = new DeadlineSteps(kept);
    for (const task of this.tasks.values()) this.steps.see(task, this.atMs);
    return this;
  }

  look(): this {
    const get = (id: string) => this.tasks.get(id);
    const told = this.steps.take({ nowMs: this.atMs, get, isComing: this.isComing });
    if (told.length > 0) this.told.push(`${String(told[0]?.hours)}h×${String(told.length)}`);
    return this;
  }
}

const ready = (n: number, atMs = deadlineMs) => aReadyTask({ id: idNumber(n), deadlineMs: atMs });

const cases: readonly (readonly [string, (watch: Watch) => Watch, readonly string[]])[] = [
  ['each step once', (w) => w.put(ready(1)).run(120), ['72h×1', '24h×1', '6h×1', '1h×1']],
  ['not before the first', (w) => w.put(ready(1)).run(27), []],
  [
    'the next step in time, also right after a passed one',
    (w) => w.put(ready(1, nowMs + 6 * hourMs + 20_000)).run(1 / 60),
    ['6h×1'],
  ],
  [
    'together what is due together',
    (w) => w.put(ready(1), ready(2, deadlineMs + 40 * minuteMs)).run(30),
    ['72h×2'],
  ],
  [
    'apart what is not',
    (w) => w.put(ready(1), ready(2, deadlineMs + 2 * hourMs)).run(40),
    ['72h×1', '72h×1'],
  ],
  [
    'a restart tells nothing again',
    (w) => w.put(ready(1)).run(30).restart().run(1).restart().run(1),
    ['72h×1'],
  ],
  [
    'a restart at each hour',
    (w) => {
      w.put(ready(1));
      for (let hour = 0; hour < 110; hour++) w.restart().run(1);
      return w;
    },
    ['72h×1', '24h×1', '6h×1', '1h×1'],
  ],
  ['after a sleep only the nearest', (w) => w.put(ready(1)).jump(95), ['6h×1']],
  ['a sleep over the deadline tells nothing', (w) => w.put(ready(1)).jump(101).run(1), []],
  [
    'a clock put back a little tells nothing again',
    (w) => w.put(ready(1)).run(29).jump(-2).run(3),
    ['72h×1'],
  ],
  [
    'a clock put back far tells nothing again',
    (w) => w.put(ready(1)).run(80).jump(-79).run(79),
    ['72h×1', '24h×1'],
  ],
  [
    'a clock put forward and back goes on with the next',
    (w) => w.put(ready(1)).jump(80).jump(-80).run(120),
    ['24h×1', '6h×1', '1h×1'],
  ],
  [
    'a clock put over the deadline and back',
    (w) => w.put(ready(1)).jump(500).jump(-500).run(120),
    ['72h×1', '24h×1', '6h×1', '1h×1'],
  ],
  [
    'a clock put to a wrong year and back',
    (w) => w.put(ready(1)).jump(-300_000).jump(300_000).run(29),
    ['72h×1'],
  ],
  [
    'added with less than a day left',
    (w) => w.put(ready(1, nowMs + 20 * hourMs)).run(21),
    ['24h×1', '6h×1', '1h×1'],
  ],
  [
    'added late it is first given time to come in',
    (w) => w.put(ready(1, nowMs + 20 * hourMs)).run(0.1),
    [],
  ],
  ['added after its deadline', (w) => w.put(ready(1, nowMs - 1)).run(10), []],
  [
    'another deadline is warned of anew',
    (w) =>
      w
        .put(ready(1))
        .run(30)
        .put(ready(1, deadlineMs + 200 * hourMs))
        .run(200),
    ['72h×1', '72h×1'],
  ],
  [
    'the same deadline read again is not',
    (w) =>
      w
        .put(ready(1))
        .run(30)
        .put(ready(1, deadlineMs + 1000))
        .run(10),
    ['72h×1'],
  ],
  [
    'an end ends it',
    (w) =>
      w
        .put(ready(1))
        .run(30)
        .put(anArchivedTask({ id: idNumber(1), deadlineMs, files: [aFile()] }))
        .run(100),
    ['72h×1'],
  ],
  ['no deadline, no warning', (w) => w.put(aRunningTask()).run(1000), []],
  [
    'one that still runs at the provider is warned of',
    (w) => w.put(aRunningTask({ deadlineMs })).run(30),
    ['72h×1'],
  ],
  [
    'what is coming in by itself is warned of from 6 hours on',
    (w) => {
      w.isComing = () => true;
      return w.put(ready(1)).run(120);
    },
    ['6h×1', '1h×1'],
  ],
  [
    'what has stopped coming in is warned of',
    (w) => {
      w.isComing = () => w.atMs < nowMs + 40 * hourMs;
      return w.put(ready(1)).run(50);
    },
    ['72h×1'],
  ],
  [
    'many changes do not put it off',
    (w) => {
      w.put(ready(1, nowMs + 20 * hourMs));
      for (let minute = 0; minute < 15; minute++) w.put(ready(1, nowMs + 20 * hourMs)).run(1 / 60);
      return w;
    },
    ['24h×1'],
  ],
];

test.each(cases)('%s', (_, act, expected) => {
  expect(act(new Watch()).told).toEqual(expected);
});

test('a removed task is neither told of nor remembered', () => {
  const watch = new Watch().put(ready(1)).run(30);
  watch.tasks.delete(idNumber(1));
  watch.steps.forget(idNumber(1));
  expect(watch.run(100).told).toEqual(['72h×1']);
  expect([...watch.steps.told()]).toEqual([]);
});

const most = 100_000;

describe('a hundred thousand', () => {
  const tasks = Array.from({ length: most }, (_, n) => ready(n, deadlineMs + n * 1000));

  test('cost a tick nothing while none is due', () => {
    const watch = new Watch().put(...tasks);
    let looked = 0;
    const get = () => {
      looked += 1;
      return undefined;
    };
    for (let tick = 0; tick < 1000; tick++) {
      watch.steps.take({ nowMs: nowMs + tick, get, isComing: () => false });
    }
    expect(looked).toBe(0);
  });

  test('that are due at once are looked at in parts, and each is told once', () => {
    const watch = new Watch().put(...tasks.map((task) => ({ ...task, deadlineMs })));
    watch.atMs = deadlineMs - 72 * hourMs;
    const seen = new Set<string>();
    let largest = 0;
    while ((watch.steps.dueAtMs() ?? Infinity) <= watch.atMs) {
      const part = watch.steps.take({
        nowMs: watch.atMs,
        get: (id) => watch.tasks.get(id),
        isComing: () => false,
      });
      largest = Math.max(largest, part.length);
      for (const { id } of part) seen.add(id);
    }
    expect(seen.size).toBe(100_000);
    expect(largest).toBeLessThanOrEqual(2_000);
  });
});
