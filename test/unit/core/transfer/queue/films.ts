import { silentLog } from '../../../../../electron/core/platform/log.ts';
import { TransferScheduler } from '../../../../../electron/core/transfer/transfer-scheduler.ts';
import { advance } from '../../../../../electron/core/task/lifecycle.ts';
import type { Failure } from '../../../../../electron/shared/failure.ts';
import type { Task } from '../../../../../electron/shared/task.ts';
import type { TaskId } from '../../../../../electron/shared/id.ts';
import { VirtualClock } from '../../../../fake/virtual-clock.ts';
import { IsolatingDownloader } from '../../../../../electron/core/transfer/isolating-downloader.ts';
import type { TaskDownloader } from '../../../../../electron/core/transfer/task-downloader.ts';
import { aReadyTask, idNumber, nowMs } from '../../../builders.ts';

const minuteMs = 60_000;

/** A film at a host of its own. */
export interface Film {
  readonly sizeBytes: number;
  readonly bytesPerSecond: number;
  readonly deadlineMs: number;
  /** Its host begins anew each time. */
  readonly isWithoutRange?: boolean;
  /** Its host asks for so much patience before every second piece. */
  readonly retryAfterMs?: number;
  /** Its speed from the second connection on, where that is another one. */
  readonly laterBytesPerSecond?: number;
  /** It was in flight when Reelkeep ended badly. */
  readonly isSuspect?: boolean;
}

/** A queue of films in virtual time, each at a host of its own. */
export class Films {
  readonly clock = new VirtualClock(nowMs);
  readonly archivedAtMs = new Map<TaskId, number>();
  readonly starts = new Map<TaskId, number>();
  /** Minutes in which there was a slot, and a film that was in none. */
  idleMinutes = 0;
  readonly #films: readonly Film[];
  readonly #atWork = new Set<TaskId>();
  readonly #tasks = new Map<TaskId, Task>();
  readonly #parts = new Map<TaskId, number>();
  readonly transfers: TransferScheduler;

  constructor(films: readonly Film[], limit: number) {
    this.#films = films;
    const get = (id: TaskId) => this.#tasks.get(id);
    const careful = new IsolatingDownloader({
      taskDownloader: {
        forget: () => Promise.resolve(),
        fetch: (id, _role, to) => this.#fetch(id, to),
      },
      inFlight: { begin: () => undefined, end: () => undefined },
      record: {
        acquit: () => undefined,
        suspicionOf: (id) =>
          this.#filmOf(id).isSuspect === true ? { crashes: 1, atMs: nowMs } : undefined,
      },
    });
    this.transfers = new TransferScheduler({
      tasks: {
        get,
        apply: (id, event) => {
          const before = this.#tasks.get(id);
          if (before === undefined) return undefined;
          const task = advance(before, event, this.clock.now());
          this.#tasks.set(id, task);
          if (task.state === 'ready' && !task.paused) this.transfers.enqueue(task);
          return task;
        },
        flush: () => undefined,
      },
      taskDownloader: {
        forget: () => Promise.resolve(),
        fetch: async (id, role, transfer) => {
          this.#atWork.add(id);
          const failure = await careful.fetch(id, role, transfer);
          this.#atWork.delete(id);
          return failure;
        },
      },
      links: { askAgain: () => Promise.reject(new Error('nobody asks')) },
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
    this.#watch(limit);
  }

  pause(id: TaskId): void {
    const task = this.#tasks.get(id);
    if (task !== undefined) this.#tasks.set(id, { ...task, paused: true });
    this.transfers.drop(id);
  }

  resume(id: TaskId): void {
    const task = this.#tasks.get(id);
    if (task?.state !== 'ready') throw new Error('not ready');
    this.#tasks.set(id, { ...task, paused: false });
    this.transfers.enqueue({ ...task, paused: false });
  }

  #watch(limit: number): void {
    this.clock.after(minuteMs, () => {
      const isIdle = this.#atWork.size < limit && this.#tasks.size > this.#atWork.size;
      if (isIdle) this.idleMinutes += 1;
      this.#watch(limit);
    });
  }

  #filmOf(id: TaskId): Film {
    const film = this.#films[parseInt(id, 16)];
    if (film === undefined) throw new Error('no such film');
    return film;
  }

  async #fetch(
    id: TaskId,
    { signal, onProgress, onWait }: Parameters<TaskDownloader['fetch']>[2],
  ): Promise<Failure | undefined> {
    this.starts.set(id, (this.starts.get(id) ?? 0) + 1);
    const film = this.#filmOf(id);
    const isFirst = this.starts.get(id) === 1;
    const bytesPerSecond = (isFirst ? undefined : film.laterBytesPerSecond) ?? film.bytesPerSecond;
    const stepMs = bytesPerSecond < 1000 ? 20_000 : 10_000;
    let received = film.isWithoutRange === true ? 0 : (this.#parts.get(id) ?? 0);
    for (let step = 0; received < film.sizeBytes; step += 1) {
      if (film.retryAfterMs !== undefined && step % 2 === 0) {
        onWait?.('host');
        await this.clock.passed(film.retryAfterMs);
        onWait?.(undefined);
      }
      const totalBytes = film.sizeBytes;
      onProgress({ taskId: id, receivedBytes: received, totalBytes, bytesPerSecond: 0 });
      await this.clock.passed(stepMs);
      if (signal.aborted) return { code: 'transfer-stopped' };
      received += (bytesPerSecond * stepMs) / 1000;
      this.#parts.set(id, received);
    }
    this.archivedAtMs.set(id, this.clock.now());
    this.#tasks.delete(id);
    return undefined;
  }
}
