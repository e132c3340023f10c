import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import { undoMs, type Removed } from '../../shared/trash-view.ts';
import type { Task } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import { createTask } from '../task/common-fields.ts';
import type { PendingCleanup } from '../ledger/pending-cleanup.ts';
import { advance } from '../task/lifecycle.ts';
import type { RemovedTask, RemovedTasks } from '../ledger/removed-tasks.ts';
import { diskFailure } from '../ledger/disk-failure.ts';
import type { TaskRepository } from '../ledger/repository.ts';
import { groupOf, isNewer } from '../ledger/task-document.ts';
import { forEachInTurns, Turns } from '../platform/turns.ts';

/** What a removal works with. */
export interface RemovalOptions {
  readonly repository: TaskRepository;
  readonly removed: RemovedTasks;
  readonly pendingCleanup: PendingCleanup;
  /** Unix milliseconds by the providers' clocks. */
  readonly trueNow: () => number;
  /** Unix milliseconds by this computer's clock. */
  readonly now: () => number;
}

/** How tasks are removed. */
interface RemovalRequest {
  readonly withFiles: boolean;
  /** When, in Unix milliseconds. */
  readonly atMs: number;
}

/** What goes with removing. */
export interface Removing {
  readonly withFiles: boolean;
  /** Why nothing more is begun; `undefined` while all goes on. */
  readonly refusal: () => Failure | undefined;
  /** These tasks are recorded, on disk: the ledger may let go of them. */
  readonly onRecorded: (ids: readonly TaskId[]) => void;
}

/** What goes with putting back. */
export interface PuttingBack {
  /** Why nothing more is begun; `undefined` while all goes on. */
  readonly refusal: () => Failure | undefined;
  /** A task is back, on disk. */
  readonly onBack: (id: TaskId) => void;
  /** All that came back, once it is no longer recorded as removed. */
  readonly onDone: (records: readonly RemovedTask[]) => void;
}

/** Tasks in one step of putting back, which writes one document: it blocks all else for so long. */
const maxInStep = 64;

/** Takes tasks off the ledger so that they can come back: the order of the writes is what makes this crash-safe. */
export class Removal {
  readonly #options: RemovalOptions;

  constructor(options: RemovalOptions) {
    this.#options = options;
  }

  /**
   * Removes tasks in small steps: each is recorded on disk before the ledger drops its tasks.
   * @returns once the ledger has let go of them on disk too
   */
  async remove(
    ids: readonly TaskId[],
    { withFiles, refusal, onRecorded }: Removing,
  ): Promise<Outcome<Removed, Failure>> {
    const { repository, removed, now } = this.#options;
    const atMs = now();
    const turns = new Turns();
    let failure: Failure | undefined;
    let at = 0;
    while (at < ids.length) {
      if (turns.isOver) await turns.next();
      const some = ids.slice(at, at + removed.roomLeft);
      failure = refusal() ?? this.#record(some, { withFiles, atMs });
      if (failure !== undefined) break;
      at += some.length;
      onRecorded(some);
    }
    // Until then a crash leaves them in both, and in the list: nothing happens to their files.
    await repository.commit();
    await this.commit();
    return partOf(ids, at, failure);
  }

  /**
   * Records some tasks as removed, on disk, before anything else happens to them.
   * @returns why that was refused; then nothing of these may be removed
   */
  #record(ids: readonly TaskId[], { withFiles, atMs }: RemovalRequest): Failure | undefined {
    const { repository, removed } = this.#options;
    const tasks = ids.flatMap((id) => repository.get(id) ?? []);
    const records = tasks.map((task) => this.#recordOf(task, { withFiles, atMs }));
    const known = records.map(({ task }) => task.id);
    const before = known.flatMap((id) => removed.get(id) ?? []);
    const refused = removed.flushRecords(removed.put(records));
    if (refused === undefined) {
      removed.ids.remember(known, atMs);
      return undefined;
    }
    removed.drop(known);
    removed.put(before);
    return diskFailure(refused, 'removal');
  }

  #recordOf(task: Task, { withFiles, atMs }: RemovalRequest): RemovedTask {
    const isDue = withFiles && task.archiveId !== undefined;
    return {
      task:
        task.state === 'downloading'
          ? advance(task, { type: 'transfer-stopped' }, this.#options.trueNow())
          : task,
      removedAtMs: atMs,
      files: isDue ? { kind: 'due', atMs: atMs + undoMs } : { kind: 'kept' },
    };
  }

  /**
   * A removed task as it comes back to the list. Of files that may have gone to the trash nothing is
   * promised: they count as missing until they were read.
   */
  toRestored({ task, files }: RemovedTask): Task {
    const mayBeGone = files.kind === 'gone' || (files.kind === 'due' && files.hasBegun === true);
    if (task.state !== 'archived' || !mayBeGone) return task;
    const nowMs = this.#options.trueNow();
    const paths = task.files.map(({ path }) => path);
    const damage = { kind: 'missing', paths, foundAtMs: nowMs } as const;
    return advance(task, { type: 'checked', damage }, nowMs);
  }

  /**
   * The removed task of an id that is added again, as it comes back; `undefined` when there is no record.
   * When its files are gone and the provider may still have them, it is fetched again, under the name it had.
   */
  restoreForAdd(wanted: Parameters<typeof createTask>[0]): Task | undefined {
    const record = this.#options.removed.get(wanted.id);
    if (record === undefined) return undefined;
    const { deadlineMs = 0, reservedPath, archiveId, tags = [], notes = '' } = record.task;
    if (record.files.kind !== 'gone' || deadlineMs <= wanted.nowMs) return this.toRestored(record);
    // The user's own words are nowhere else: the sidecar went with the files.
    const words = { type: 'annotated', tags, notes } as const;
    const fresh = advance(createTask(wanted), words, wanted.nowMs);
    if (reservedPath === undefined || archiveId === undefined) return fresh;
    return advance(fresh, { type: 'reserved', path: reservedPath, archiveId }, wanted.nowMs);
  }

  /**
   * Puts removed tasks back into the ledger, in small steps, each on disk before it counts.
   * @returns which are back, and why the rest is not
   */
  async putBack(
    ids: readonly TaskId[],
    { refusal, onBack, onDone }: PuttingBack,
  ): Promise<Outcome<Removed, Failure>> {
    const turns = new Turns();
    const waiting = await this.#byGroup(ids);
    const records: RemovedTask[] = [];
    let failure: Failure | undefined;
    let at = 0;
    while (at < waiting.length) {
      if (turns.isOver) await turns.next();
      failure = refusal();
      if (failure !== undefined) break;
      const step = this.#nextStep(waiting.slice(at, at + maxInStep));
      failure = this.#write(step.records);
      if (failure !== undefined) break;
      at += step.looked;
      for (const record of step.records) records.push(record);
      this.dropRecords(step.records.map(({ task }) => task.id));
      for (const { task } of step.records) onBack(task.id);
    }
    await this.commit();
    onDone(records);
    const back = records.map(({ task }) => task.id);
    return partOf([...back, ...waiting.slice(at)], back.length, failure);
  }

  /** Those that will share documents one after the other, so that each document is written once. */
  async #byGroup(ids: readonly TaskId[]): Promise<readonly TaskId[]> {
    const groups = new Map<string, TaskId[]>();
    await forEachInTurns(new Set(ids), (id) => {
      const record = this.#options.removed.get(id);
      if (record === undefined) return;
      const group = groupOf(record.task);
      const members = groups.get(group);
      if (members === undefined) groups.set(group, [id]);
      else members.push(id);
    });
    return [...groups.values()].flat();
  }

  /** Puts the next few into memory, as many as go into a few documents; none that is back by now. */
  #nextStep(waiting: readonly TaskId[]): {
    readonly records: readonly RemovedTask[];
    readonly looked: number;
  } {
    const { repository, removed } = this.#options;
    const records: RemovedTask[] = [];
    let home: string | undefined;
    let looked = 0;
    for (const id of waiting) {
      const record = removed.get(id);
      if (record !== undefined) {
        const task = this.toRestored(record);
        if (repository.documentFor(task) !== (home ??= repository.documentFor(task))) break;
        records.push(record);
        repository.put(task);
      }
      looked += 1;
    }
    return { records, looked };
  }

  /** @returns why the ledger could not be written; these are still removed then */
  #write(step: readonly RemovedTask[]): Failure | undefined {
    const { repository } = this.#options;
    const ids = step.map(({ task }) => task.id);
    const refused = repository.flush(ids);
    if (refused === undefined) return undefined;
    for (const id of ids) repository.remove(id);
    return diskFailure(refused, 'put-back');
  }

  /**
   * Drops the records of tasks that are in the ledger again. On disk at `commit`: until then they are in
   * both, and the ledger counts.
   */
  dropRecords(ids: readonly TaskId[]): void {
    const { removed, pendingCleanup } = this.#options;
    pendingCleanup.clear(ids);
    removed.drop(ids);
    removed.ids.forget(ids);
  }

  /** Writes what `record` and `settle` have left to be written, in slices. */
  async commit(): Promise<Failure | undefined> {
    const refused = await this.#options.removed.commit();
    return refused === undefined ? undefined : diskFailure(refused, 'removal');
  }

  /**
   * After a start: what a crash left in both places counts as tracked, and nothing happens to its files.
   * What a backup has brought back that was removed after it was made is removed again.
   * @throws the signal's reason once it is aborted
   */
  async repairAfterCrash(turns: Turns): Promise<void> {
    const { repository, removed, pendingCleanup } = this.#options;
    for (const [id, savedAtMs] of repository.fromBackup) {
      if ((removed.removedAtMs(id) ?? 0) >= savedAtMs) repository.remove(id);
    }
    pendingCleanup.clear(
      pendingCleanup.values().flatMap(({ id }) => (repository.has(id) ? id : [])),
    );
    const both: RemovedTask[] = [];
    const note = (record: RemovedTask) => {
      if (repository.has(record.task.id)) both.push(record);
    };
    await forEachInTurns(removed.values(), note, turns);
    const tracked = this.#withNewest(both).map(({ task }) => task.id);
    if (tracked.length === 0) return;
    this.dropRecords(tracked);
    void this.commit(); // never rejects; what a crash cuts off is done again by the next start
  }

  /**
   * Of a task that had just moved to another document, the one before may be all that the ledger still has:
   * the record knows better then.
   * @returns those whose records may go: the ledger has them on disk as they were last
   */
  #withNewest(both: readonly RemovedTask[]): readonly RemovedTask[] {
    const { repository } = this.#options;
    const newer = both.filter(({ task }) => {
      const known = repository.get(task.id);
      return known !== undefined && isNewer(task, known);
    });
    if (newer.length === 0) return both;
    for (const record of newer) repository.put(this.toRestored(record));
    const refused = repository.flush(newer.map(({ task }) => task.id));
    return refused === undefined ? both : both.filter((record) => !newer.includes(record));
  }
}

/** What became of the first ids, and why the others were refused. */
function partOf(
  ids: readonly TaskId[],
  done: number,
  failure: Failure | undefined,
): Outcome<Removed, Failure> {
  if (failure === undefined) return succeed({ ids });
  if (done === 0) return fail(failure);
  return succeed({ ids: ids.slice(0, done), refused: { ids: ids.slice(done), failure } });
}
