import { expect, test } from 'vitest';
import { silentLog } from '../../../../electron/core/platform/log.ts';
import type { AskedAgain } from '../../../../electron/core/library/asking/link-resolver.ts';
import { advance } from '../../../../electron/core/task/lifecycle.ts';
import { LostWatch } from '../../../../electron/core/transfer/lost-watch.ts';
import { succeed } from '../../../../electron/shared/outcome.ts';
import type { Task } from '../../../../electron/shared/task.ts';
import type { TaskId } from '../../../../electron/shared/id.ts';
import { VirtualClock } from '../../../fake/virtual-clock.ts';
import { aFile, aReadyTask, idNumber, nowMs } from '../../builders.ts';

const dayMs = 24 * 3_600_000;

interface World {
  /** The link of each look, and when it was. */
  readonly looks: (readonly [url: string, atMs: number])[];
  readonly asked: number[];
  readonly clock: VirtualClock;
  readonly tasks: Map<TaskId, Task>;
  changes: number;
}

function aWorld(
  lost: readonly Task[],
  isThere: (url: string, atMs: number) => boolean,
  answer: AskedAgain = {},
): World {
  const clock = new VirtualClock(nowMs);
  const tasks = new Map(lost.map((task) => [task.id, task]));
  const world: World = { looks: [], asked: [], clock, tasks, changes: 0 };
  new LostWatch({
    tasks: {
      tasks: () => tasks.values(),
      watch: () => () => true,
      get: (id) => tasks.get(id),
      apply: (id, event) => {
        const task = tasks.get(id);
        if (task === undefined) return undefined;
        tasks.set(id, advance(task, event, clock.now()));
        world.changes += 1;
        return tasks.get(id);
      },
    },
    links: {
      askAgain: () => {
        world.asked.push(clock.now() - nowMs);
        return Promise.resolve(succeed(answer));
      },
    },
    downloader: {
      leadsToMedia: ({ url }) => {
        world.looks.push([url, clock.now() - nowMs]);
        return Promise.resolve(isThere(url, clock.now() - nowMs));
      },
    },
    accounts: { find: () => undefined },
    clock,
    log: silentLog,
    random: () => 0.5,
  }).start();
  return world;
}

function aLostTask(n = 1, change: Partial<Extract<Task, { state: 'lost' }>> = {}): Task {
  const { state: _ready, linkStep: _step, attempts: _none, ...base } = aReadyTask();
  const cause = { code: 'media-expired' } as const;
  return { ...base, id: idNumber(n), state: 'lost', endedAtMs: nowMs, cause, ...change };
}

test('a lost video is looked at once a day, quietly, and its endpoint is asked once a week', async () => {
  const world = aWorld([aLostTask()], () => false);
  await world.clock.runUntil(nowMs + 28 * dayMs);
  expect(world.looks.length).toBeGreaterThanOrEqual(28);
  expect(world.looks.length).toBeLessThanOrEqual(32);
  expect(world.asked.length).toBeGreaterThanOrEqual(3);
  expect(world.asked.length).toBeLessThanOrEqual(4);
  expect(world.changes).toBe(world.asked.length);
  expect([...world.tasks.values()][0]?.state).toBe('lost');
});

test('one whose bytes are there again goes the usual way', async () => {
  const task = aLostTask();
  const world = aWorld([task], (_url, atMs) => atMs > 5 * dayMs);
  await world.clock.runUntil(nowMs + 7 * dayMs);
  expect(world.tasks.get(task.id)).toMatchObject({ state: 'ready', linkStep: 'stored' });
});

test('one that never had a link gets it from its endpoint', async () => {
  const { media: _none, ...bare } = aLostTask();
  const media = { videoUrl: 'https://files.example/fresh.mp4' };
  const world = aWorld([bare as Task], (url) => url === media.videoUrl, { media });
  await world.clock.runUntil(nowMs + 9 * dayMs);
  expect(world.tasks.get(bare.id)).toMatchObject({ state: 'ready', media });
});

test('of several results only those are looked at that are not in the archive', async () => {
  const media = { videoUrl: 'https://a.example/1.mp4', moreUrls: ['https://a.example/2.mp4'] };
  const files = [aFile({ path: '2026/11/film.mp4' })];
  const world = aWorld([aLostTask(1, { media, files, reservedPath: '2026/11/film' })], () => false);
  await world.clock.runUntil(nowMs + 2 * dayMs);
  expect(new Set(world.looks.map(([url]) => url))).toEqual(new Set(['https://a.example/2.mp4']));
});

test('a thousand lost at once are looked at one after the other', async () => {
  const lost = Array.from({ length: 1000 }, (_, n) => aLostTask(n));
  const world = aWorld(lost, () => false);
  await world.clock.runUntil(nowMs + dayMs / 2);
  expect(world.looks).toHaveLength(1000);
  const times = world.looks.map(([, atMs]) => atMs);
  const gaps = times.slice(1).map((atMs, n) => atMs - (times[n] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5_000);
});

test('once the record has died, two months after its start, nobody looks any more', async () => {
  const old = aLostTask(1, { addedAtMs: nowMs - 61 * dayMs });
  const world = aWorld([old], () => true);
  await world.clock.runUntil(nowMs + 2 * dayMs);
  expect(world.looks).toEqual([]);
});
