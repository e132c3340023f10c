import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InFlightJournal } from '../../../../electron/core/instance/in-flight-journal.ts';
import { CrashHistory } from '../../../../electron/core/instance/crash-history.ts';
import { silentLog } from '../../../../electron/core/platform/log.ts';
import { IsolatingDownloader } from '../../../../electron/core/transfer/isolating-downloader.ts';
import { advance } from '../../../../electron/core/task/lifecycle.ts';
import { nextTryMs, Quarantine } from '../../../../electron/core/transfer/quarantine.ts';
import type { Failure } from '../../../../electron/shared/failure.ts';
import type { Task } from '../../../../electron/shared/task.ts';
import type { TaskId } from '../../../../electron/shared/id.ts';
import { ManualClock } from '../../../fake/clock.ts';
import { MemoryStore } from '../../../fake/store.ts';
import { aReadyTask, idNumber, nowMs } from '../../builders.ts';

const hourMs = 60 * 60_000;
const [guilty, other, third] = [idNumber(1), idNumber(2), idNumber(3)];
const watch = { signal: new AbortController().signal, onProgress: () => undefined };

let folder: string;
let store: MemoryStore;
let clock: ManualClock;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelkeep-run-'));
  store = new MemoryStore();
  clock = new ManualClock();
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A start after so many bad ends with the guilty task in flight. */
function startAfter(crashes: number) {
  for (let count = 0; ; count += 1) {
    const inFlight = new InFlightJournal(join(folder, 'in-hand'));
    const record = new CrashHistory({ store, clock, log: silentLog, inFlight });
    record.begin();
    if (count === crashes) return { record, inFlight };
    inFlight.begin(guilty);
  }
}

function aQuarantine(crashes: number, task = aReadyTask({ id: guilty })) {
  const queued: TaskId[] = [];
  const tasks = new Map<TaskId, Task>([[task.id, task]]);
  const { record } = startAfter(crashes);
  const quarantine = new Quarantine({
    record,
    clock,
    transfers: {
      enqueue: ({ id }) => void queued.push(id),
      drop: () => undefined,
      forget: () => undefined,
      tryNow: () => undefined,
    },
    tasks: {
      get: (id) => tasks.get(id),
      apply: (id, event) => {
        const before = tasks.get(id);
        const next = before && advance(before, event, clock.now());
        if (next !== undefined) tasks.set(id, next);
        return next;
      },
      flush: () => undefined,
    },
  });
  return { quarantine, queued, task, hindrance: () => tasks.get(task.id)?.hindrance };
}

describe('the quarantine', () => {
  test.each([0, 1])('a task with %i bad ends is queued', (crashes) => {
    const { quarantine, queued, task } = aQuarantine(crashes);
    quarantine.enqueue(task);
    expect(queued).toEqual([guilty]);
  });

  test('a task with two bad ends is set aside and says so; the others go on', () => {
    const { quarantine, queued, task, hindrance } = aQuarantine(2);
    quarantine.enqueue(task);
    quarantine.enqueue(aReadyTask({ id: other }));
    expect(queued).toEqual([other]);
    expect(hindrance()).toEqual({
      code: 'set-aside',
      crashes: 2,
      nextTryAtMs: clock.now() + 6 * hourMs,
    });
  });

  test('the user has it tried at once', () => {
    const { quarantine, queued, task } = aQuarantine(2);
    quarantine.enqueue(task);
    quarantine.release(guilty);
    quarantine.enqueue(task);
    expect(queued).toEqual([guilty]);
  });

  test('it is tried again by itself, well before its deadline', async () => {
    const { quarantine, queued, task } = aQuarantine(
      2,
      aReadyTask({ id: guilty, deadlineMs: nowMs + 4 * hourMs }),
    );
    quarantine.enqueue(task);
    await clock.advance(2 * hourMs - 1);
    expect(queued).toEqual([]);
    await clock.advance(1);
    expect(queued).toEqual([guilty]);
  });

  test.each([
    [2, undefined, 6 * hourMs],
    [3, undefined, 12 * hourMs],
    [3, 100 * hourMs, 12 * hourMs],
    [3, 10 * hourMs, 5 * hourMs],
    [9, 60_000, 10 * 60_000],
  ])('after %i bad ends, with %s ms to the deadline, it rests %i ms', (crashes, left, restMs) => {
    const deadlineMs = left === undefined ? undefined : nowMs + left;
    expect(nextTryMs({ crashes, atMs: nowMs }, deadlineMs)).toBe(nowMs + restMs);
  });
});

/** A fetcher whose transfers end when they are told to. */
function anIsolatingDownloader(crashes: number) {
  const { record, inFlight } = startAfter(crashes);
  const atWork = new Map<TaskId, (failure?: Failure) => void>();
  const taskDownloader = new IsolatingDownloader({
    record,
    inFlight,
    taskDownloader: {
      fetch: (id) => new Promise<Failure | undefined>((resolve) => atWork.set(id, resolve)),
      forget: () => Promise.resolve(),
    },
  });
  const end = async (id: TaskId, failure?: Failure) => {
    atWork.get(id)?.(failure);
    atWork.delete(id);
    await new Promise(setImmediate);
  };
  return { taskDownloader, record, inFlight, end, busy: () => [...atWork.keys()] };
}

describe('the isolating downloader', () => {
  test('works on several at a time, and notes each while it is in flight', async () => {
    const { taskDownloader, inFlight, end, busy } = anIsolatingDownloader(0);
    void taskDownloader.fetch(other, 'video', watch);
    void taskDownloader.fetch(third, 'video', watch);
    await new Promise(setImmediate);
    expect(busy()).toEqual([other, third]);
    expect(inFlight.leftovers()).toEqual([other, third]);
    await end(other);
    expect(inFlight.leftovers()).toEqual([third]);
  });

  test('works on a suspect alone', async () => {
    const { taskDownloader, end, busy } = anIsolatingDownloader(1);
    void taskDownloader.fetch(other, 'video', watch);
    void taskDownloader.fetch(guilty, 'video', watch);
    void taskDownloader.fetch(third, 'video', watch);
    await new Promise(setImmediate);
    expect(busy()).toEqual([other]);
    await end(other);
    expect(busy()).toEqual([guilty]);
    await end(guilty);
    expect(busy()).toEqual([third]);
  });

  test('a try that did no harm acquits, whatever came of it; one that was stopped does not', async () => {
    const { taskDownloader, record, end } = anIsolatingDownloader(1);
    void taskDownloader.fetch(guilty, 'video', watch);
    await new Promise(setImmediate);
    await end(guilty, { code: 'transfer-stopped' });
    expect(record.suspicionOf(guilty)).toBeDefined();
    void taskDownloader.fetch(guilty, 'video', watch);
    await new Promise(setImmediate);
    await end(guilty, { code: 'media-damaged', detail: 'no moov' });
    expect(record.suspicionOf(guilty)).toBeUndefined();
  });

  test('whoever waits for its turn when everything is stopped does not begin', async () => {
    const { taskDownloader, end, busy } = anIsolatingDownloader(1);
    const controller = new AbortController();
    void taskDownloader.fetch(other, 'video', watch);
    const waiting = taskDownloader.fetch(guilty, 'video', { ...watch, signal: controller.signal });
    await new Promise(setImmediate);
    controller.abort();
    await end(other);
    expect(await waiting).toEqual({ code: 'transfer-stopped' });
    expect(busy()).toEqual([]);
  });
});
