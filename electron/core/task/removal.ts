import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import { undoMs } from '../../shared/removal.ts';
import type { Task, TaskId } from '../../shared/task.ts';
import { createTask } from './base.ts';
import type { Leaving } from './leaving.ts';
import type { Judgement } from './find-ids.ts';
import { advance } from './lifecycle.ts';
import type { RemovedTask, RemovedTasks } from './removed-tasks.ts';
import { diskFailure, type TaskRepository } from './repository.ts';

/** What a removal works with. */
export interface RemovalOptions {
  readonly repository: TaskRepository;
  readonly removed: RemovedTasks;
  readonly leaving: Leaving;
  /** Unix milliseconds by the providers' clocks. */
  readonly trueNow: () => number;
  /** Unix milliseconds by this computer's clock. */
  readonly now: () => number;
}

/** Takes tasks off the ledger so that they can come back: the order of the writes is all its art. */
export class Removal {
  readonly #options: RemovalOptions;

  constructor(options: RemovalOptions) {
    this.#options = options;
  }

  /**
   * Records tasks as removed, on disk, before anything else happens to them.
   * @returns why that was refused; then nothing may be removed
   */
  record(ids: readonly TaskId[], withFiles: boolean): Failure | undefined {
    const { repository, removed, now, trueNow } = this.#options;
    const removedAtMs = now();
    const records = ids.flatMap((id): RemovedTask[] => {
      const task = repository.get(id);
      if (task === undefined) return [];
      const isDue = withFiles && task.archiveId !== undefined;
      return [
        {
          task:
            task.state === 'downloading'
              ? advance(task, { type: 'transfer-stopped' }, trueNow())
              : task,
          removedAtMs,
          files: isDue ? { kind: 'due', atMs: removedAtMs + undoMs } : { kind: 'kept' },
        },
      ];
    });
    const known = records.map(({ task }) => task.id);
    removed.ids.remember(known, removedAtMs);
    removed.put(records);
    const refused = removed.flush();
    if (refused === undefined) return undefined;
    removed.drop(known);
    removed.ids.forget(known);
    return diskFailure(refused);
  }

  /**
   * A removed task as it comes back to the list. Of files that may have gone to the trash nothing is
   * promised: they count as missing until they were read.
   */
  revive({ task, files }: RemovedTask): Task {
    const mayBeGone = files.kind === 'gone' || (files.kind === 'due' && files.hasBegun === true);
    if (task.state !== 'archived' || !mayBeGone) return task;
    const nowMs = this.#options.trueNow();
    const paths = task.files.map(({ path }) => path);
    const damage = { kind: 'missing', paths, foundAtMs: nowMs } as const;
    return advance(task, { type: 'checked', damage }, nowMs);
  }

  /**
   * The removed task of an id that is added again, as it comes back; `undefined` when there is no record.
   * When its files are gone and the provider may still have them, it is fetched anew, under the name it had.
   */
  recall(wanted: Parameters<typeof createTask>[0]): Task | undefined {
    const record = this.#options.removed.get(wanted.id);
    if (record === undefined) return undefined;
    const { deadlineMs = 0, reservedPath, archiveId, tags = [], notes = '' } = record.task;
    if (record.files.kind !== 'gone' || deadlineMs <= wanted.nowMs) return this.revive(record);
    // The user's own words are nowhere else: the sidecar went with the files.
    const words = { type: 'annotated', tags, notes } as const;
    const fresh = advance(createTask(wanted), words, wanted.nowMs);
    if (reservedPath === undefined || archiveId === undefined) return fresh;
    return advance(fresh, { type: 'reserved', path: reservedPath, archiveId }, wanted.nowMs);
  }

  /** What "Add" would do with an id that is new, or as good as new. */
  judge(id: TaskId): Judgement {
    const { repository, removed } = this.#options;
    const removal = repository.has(id) ? undefined : removed.noteOn(id);
    return removal === undefined ? { verdict: 'new' } : { verdict: 'removed', removal };
  }

  /** Puts removed tasks back into the ledger, on disk. */
  putBack(ids: readonly TaskId[]): Outcome<readonly RemovedTask[], Failure> {
    const { repository, removed } = this.#options;
    const records = ids.flatMap((id) => removed.get(id) ?? []);
    const known = records.map(({ task }) => task.id);
    for (const record of records) repository.put(this.revive(record));
    const refused = repository.flush();
    if (refused !== undefined) {
      for (const id of known) repository.remove(id);
      return fail(diskFailure(refused));
    }
    this.settle(known);
    return succeed(records);
  }

  /** Drops the records of tasks that are in the ledger again, on disk. */
  settle(ids: readonly TaskId[]): void {
    const { removed, leaving } = this.#options;
    leaving.clear(ids);
    removed.drop(ids);
    removed.ids.forget(ids);
    removed.flush();
  }

  /**
   * After a start: what a crash left in both places counts as tracked, and nothing happens to its files.
   * What a backup has brought back that was removed after it was made is removed again.
   */
  reconcile(): void {
    const { repository, removed, leaving } = this.#options;
    for (const [id, savedAtMs] of repository.fromBackup) {
      if ((removed.ids.removedAtMs(id) ?? 0) >= savedAtMs) repository.remove(id);
    }
    leaving.clear(leaving.values().flatMap(({ id }) => (repository.has(id) ? id : [])));
    const tracked = [...removed.values()]
      .map(({ task }) => task.id)
      .filter((id) => repository.has(id));
    if (tracked.length > 0) this.settle(tracked);
  }
}
