import { expect, test } from 'vitest';
import {
  onTheirWayOf,
  unfinishedOf,
  WatchTally,
} from '../../../../electron/host/tray/watch-tally.ts';
import type { Task } from '../../../../electron/shared/task.ts';
import { seededRandom } from '../../../fake/seeded-random.ts';
import { aCheckingTask, anArchivedTask, aReadyTask, idNumber } from '../../builders.ts';

function aTally() {
  const tasks = new Map<string, Task>();
  const tally = new WatchTally((id) => tasks.get(id));
  const put = (task: Task) => {
    tasks.set(task.id, task);
    return tally.see(task.id);
  };
  const remove = ({ id }: Task) => {
    tasks.delete(id);
    return tally.see(id);
  };
  return { tasks, tally, put, remove };
}

test('a task counts where it is, and no longer where it was', () => {
  const { tally, put, remove } = aTally();
  const task = aReadyTask();
  put(task);
  expect(tally.counts).toMatchObject({ waiting: 1, paused: 0 });
  put({ ...task, paused: true });
  put({ ...task, paused: true });
  expect(tally.counts).toMatchObject({ waiting: 0, paused: 1 });
  remove(task);
  remove(task);
  expect(unfinishedOf(tally.counts)).toBe(0);
});

test('what is archived changes nothing here', () => {
  const { tally, put } = aTally();
  expect(put(anArchivedTask())).toBe(false);
  expect(onTheirWayOf(tally.counts)).toBe(0);
  expect(tally.nearest()).toBeUndefined();
});

test('the nearest deadline is that of an unfinished task, also after it has moved, and until it is gone', () => {
  const { tally, put, remove } = aTally();
  const [first, second] = [idNumber(1), idNumber(2)].map((id) => ({ ...aReadyTask(), id }));
  if (first === undefined || second === undefined) throw new Error('two tasks');
  put({ ...first, deadlineMs: 1_000 });
  put({ ...second, deadlineMs: 2_000 });
  put({ ...anArchivedTask(), id: idNumber(3), deadlineMs: 1 });
  expect(tally.nearest()).toMatchObject({ deadlineMs: 1_000, task: { id: first.id } });
  put({ ...first, deadlineMs: 3_000 });
  expect(tally.nearest()).toMatchObject({ deadlineMs: 2_000 });
  remove(second);
  expect(tally.nearest()).toMatchObject({ deadlineMs: 3_000 });
  put({ ...anArchivedTask(), id: first.id });
  expect(tally.nearest()).toBeUndefined();
});

test('after any course of changes the counts are those of the tasks there are', () => {
  const { tasks, tally, put, remove } = aTally();
  const random = seededRandom(11);
  const pick = (count: number) => Math.floor(random() * count);
  for (let step = 0; step < 3_000; step += 1) {
    const id = idNumber(pick(40) + 1);
    const deadlineMs = pick(1_000);
    const made = [aCheckingTask(), aReadyTask({ deadlineMs }), anArchivedTask()][pick(3)];
    if (made === undefined) continue;
    if (pick(5) === 0) remove({ ...made, id });
    else put({ ...made, id, paused: pick(3) === 0 });
  }
  const left = [...tasks.values()].filter(({ state }) => state !== 'archived');
  const deadlines = left.flatMap(({ deadlineMs }) => deadlineMs ?? []);
  expect(unfinishedOf(tally.counts)).toBe(left.length);
  expect(tally.counts.paused).toBe(left.filter(({ paused }) => paused).length);
  expect(tally.nearest()?.deadlineMs).toBe(Math.min(...deadlines));
});
