import { expect, test } from 'vitest';
import { silentLog } from '../../../../../electron/core/log.ts';
import { Transfers } from '../../../../../electron/core/task/transfers.ts';
import { advance } from '../../../../../electron/core/task/lifecycle.ts';
import type { TaskId, Task } from '../../../../../electron/shared/task.ts';
import { VirtualClock } from '../../../../fake/virtual-clock.ts';
import { aReadyTask, idNumber, nowMs } from '../../../builders.ts';

const hourMs = 3_600_000;

interface Film {
  readonly sizeBytes: number;
  readonly bytesPerSecond: number;
  readonly deadlineMs: number;
  /** Its host begins anew each time. */
  readonly isWithoutRange?: boolean;
}

/** A queue of films in virtual time, each at a host of its own. */
class Films {
  readonly clock = new VirtualClock(nowMs);
  readonly archivedAtMs = new Map<TaskId, number>();
  readonly starts = new Map<TaskId, number>();
  readonly #tasks = new Map<TaskId, Task>();
  readonly #parts = new Map<TaskId, number>();
  readonly transfers: Transfers;

  constructor(films: readonly Film[], limit: number) {
    const get = (id: TaskId) => this.#tasks.get(id);
    this.transfers = new Transfers({
      book: {
        get,
        apply: (id, event) => {
          const before = this.#tasks.get(id);
          if (before === undefined) return undefined;
          const task = advance(before, event, this.clock.now());
          this.#tasks.set(id, task);
          if (task.state === 'ready') this.transfers.enqueue(task);
          return task;
        },
        flush: () => undefined,
      },
      fetcher: {
        forget: () => Promise.resolve(),
        fetch: async (id, _role, { signal, onProgress }) => {
          this.starts.set(id, (this.starts.get(id) ?? 0) + 1);
          const film = films[parseInt(id, 16)];
          if (film === undefined) throw new Error('no such film');
          let received = film.isWithoutRange === true ? 0 : (this.#parts.get(id) ?? 0);
          while (received < film.sizeBytes) {
            onProgress({ taskId: id, receivedBytes: received, bytesPerSecond: 0 });
            await this.clock.passed(10_000);
            if (signal.aborted) return { code: 'transfer-stopped' };
            received += film.bytesPerSecond * 10;
            this.#parts.set(id, received);
          }
          this.archivedAtMs.set(id, this.clock.now());
          this.#tasks.delete(id);
          return undefined;
        },
      },
      links: { refresh: () => Promise.reject(new Error('nobody asks')) },
      clock: this.clock,
      log: silentLog,
      limit: () => limit,
      onProgress: () => undefined,
    });
    this.transfers.start();
    for (const [index, { deadlineMs }] of films.entries()) {
      const media = { videoUrl: `https://host-${String(index)}.example/v.mp4` };
      const task = aReadyTask({ id: idNumber(index), media, deadlineMs });
      this.#tasks.set(task.id, task);
      this.transfers.enqueue(task);
    }
  }
}

const soon = nowMs + 24 * hourMs;
const later = nowMs + 300 * hourMs;
const drip: Film = { sizeBytes: 1e7, bytesPerSecond: 0.1, deadlineMs: soon };
const usual: Film = { sizeBytes: 5e6, bytesPerSecond: 1e6, deadlineMs: later };

function many(count: number, film: Film): readonly Film[] {
  return Array.from({ length: count }, () => film);
}

test.each([
  [1, 1],
  [1, 5],
  [2, 2],
  [3, 3],
  [3, 40],
  [8, 200],
])('with %i slots, %i films that drip hold up none of the others', async (limit, drips) => {
  const films = new Films([...many(drips, drip), ...many(50, usual)], limit);
  await films.clock.runUntil(nowMs + 24 * hourMs);
  expect(films.archivedAtMs.size).toBe(50);
});

test.each([
  ['by Range', false],
  ['from the first byte each time', true],
])('one that drips is archived within its time: %s', async (_, isWithoutRange) => {
  const slow: Film = { sizeBytes: 500_000, bytesPerSecond: 50, deadlineMs: soon, isWithoutRange };
  const films = new Films([...many(3, drip), slow, ...many(20, usual)], 3);
  await films.clock.runUntil(later);
  expect(films.archivedAtMs.get(idNumber(3))).toBeLessThan(soon);
  expect(films.archivedAtMs.size).toBe(21);
});

test('nobody lets go while nobody waits', async () => {
  const films = new Films(many(3, { ...drip, sizeBytes: 5000 }), 3);
  await films.clock.runUntil(later);
  expect([...films.starts.values()]).toEqual([1, 1, 1]);
  expect(films.archivedAtMs.size).toBe(3);
});

test('a poor line is no host that drips', async () => {
  const poor: Film = { sizeBytes: 200_000, bytesPerSecond: 120, deadlineMs: later };
  const films = new Films(many(20, poor), 8);
  await films.clock.runUntil(later);
  expect([...films.starts.values()]).toEqual(Array.from({ length: 20 }, () => 1));
});

test('one that let go does not come back at once', async () => {
  const films = new Films([...many(3, drip), ...many(3000, usual)], 3);
  await films.clock.runUntil(nowMs + 2 * hourMs);
  for (const index of [0, 1, 2]) {
    expect(films.starts.get(idNumber(index)) ?? 0).toBeLessThan(10);
  }
});
