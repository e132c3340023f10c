import { beforeEach, expect, test } from 'vitest';
import { ArchiveMonitor } from '../../../../electron/core/library/archive-monitor.ts';
import type { DiskFailure } from '../../../../electron/shared/failure.ts';
import { ManualClock } from '../../../fake/clock.ts';

const away: DiskFailure = { code: 'folder-missing', path: '/archive' };

let clock: ManualClock;
let problem: DiskFailure | undefined;
let isNeeded: boolean;
let isWatched: boolean;
let looks: number;

function aMonitor(): ArchiveMonitor {
  const archiveManager = {
    get problem() {
      return problem;
    },
    checkAvailability: () => {
      looks += 1;
      return Promise.resolve();
    },
  };
  const options = { archiveManager, clock, isNeeded: () => isNeeded, isWatched: () => isWatched };
  const monitor = new ArchiveMonitor(options);
  monitor.start();
  return monitor;
}

beforeEach(() => {
  clock = new ManualClock();
  [problem, isNeeded, isWatched, looks] = [undefined, false, true, 0];
});

interface State {
  readonly isWatched: boolean;
  readonly isNeeded?: boolean;
  readonly problem?: DiskFailure;
}

test.each<[string, State, number]>([
  ['while somebody looks', { isWatched: true }, 120],
  ['while something is fetched', { isWatched: false, isNeeded: true }, 120],
  ['while nobody looks', { isWatched: false }, 12],
  ['while it is away', { isWatched: false, problem: away }, 1_200],
])('in an hour the folder is looked at, %s', async (_name, state, times) => {
  ({ isWatched, isNeeded = false, problem } = state);
  aMonitor();
  await clock.advance(3_600_000);
  expect(looks).toBe(times);
});

test('whoever looks again sees at once, and goes on seeing', async () => {
  isWatched = false;
  const monitor = aMonitor();
  await clock.advance(60_000);
  isWatched = true;
  monitor.checkNow();
  await clock.advance(60_000);
  expect(looks).toBe(3);
  monitor.stop();
  await clock.advance(600_000);
  expect([looks, clock.pending]).toEqual([3, 0]);
});
