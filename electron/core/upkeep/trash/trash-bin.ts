import type { Failure } from '../../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../../shared/outcome.ts';
import type {
  PutBack,
  Removed,
  RemovedPage,
  RemovedView,
  TrashView,
} from '../../../shared/trash-view.ts';
import type { Task } from '../../../shared/task.ts';
import type { TaskId } from '../../../shared/id.ts';
import type { Clock } from '../../platform/clock.ts';
import { forEachInTurns, Turns } from '../../platform/turns.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { isDue, type RemovedTask, type RemovedTasks } from '../../ledger/removed-tasks.ts';
import type { TaskService } from '../../library/task-service.ts';
import type { ArchiveManager } from '../../library/archive-manager.ts';
import { missingFiles } from '../check/missing-files.ts';
import { removedView } from './removed-view.ts';
import { TrashRun, type TrashRunOptions } from './trash-run.ts';

/** What was hindered is tried again after this long. */
const retryMs = 60_000;

/** What the trash needs. */
export interface TrashBinOptions extends TrashRunOptions {
  readonly tasks: TaskService;
  readonly removed: RemovedTasks;
  readonly archiveManager: ArchiveManager;
  readonly jobs: Jobs;
  readonly clock: Clock;
}

/**
 * The removed tasks, and what becomes of their files. A task leaves the list at once; its files are left
 * alone until the time for an undo is over, and only then go to the system's trash: so an undo never has
 * to take anything out of that, which no system offers.
 */
export class TrashBin {
  readonly #options: TrashBinOptions;
  readonly #run: TrashRun;
  #cancelTimer: (() => void) | undefined;
  #running: Promise<void> | undefined;
  #expiring: Promise<void> | undefined;
  #isStopped = false;

  constructor(options: TrashBinOptions) {
    this.#options = options;
    this.#run = new TrashRun(options);
  }

  /** Goes on with what was due when Reelkeep ended. The ledger must have been loaded. */
  start(): void {
    this.#plan();
  }

  /** The archive is there, perhaps again: what waited for it goes on. */
  archiveIsHere(): void {
    const waiting: TaskId[] = [];
    for (const { task, files } of this.#options.removed.due()) {
      if (files.hindrance !== undefined) waiting.push(task.id);
    }
    if (waiting.length > 0) void this.moveNow(waiting); // never rejects
  }

  /** Resolves once no file is moved any more. What is due stays so. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelTimer?.();
    await this.#running;
  }

  /** A removed task as it was, for what is still shown of it. */
  taskOf(id: TaskId): Task | undefined {
    return this.#options.removed.get(id)?.task;
  }

  /** How much there is. */
  view(): TrashView {
    const { count, revision } = this.#options.removed;
    return { count, revision };
  }

  /** The removed tasks, the latest first. Those whose time is over go first. */
  list(): readonly RemovedView[] {
    this.#expire();
    return this.#options.removed.latest().map(removedView);
  }

  /** A part of that list, with the revision that it is of; the parts of one revision fit together. */
  page({ from, count }: { readonly from: number; readonly count: number }): RemovedPage {
    this.#expire();
    const { removed } = this.#options;
    const latest = removed.latest();
    return {
      revision: removed.revision,
      total: latest.length,
      removed: latest.slice(from, from + count).map(removedView),
    };
  }

  /**
   * Takes tasks off the list.
   * @param withFiles also move their files to the system's trash, once the time for an undo is over
   */
  async remove(ids: readonly TaskId[], withFiles: boolean): Promise<Outcome<Removed, Failure>> {
    const removed = await this.#options.tasks.remove(ids, withFiles);
    this.#expire();
    this.#plan();
    return removed;
  }

  /** Puts tasks back on the list, and says which of them have lost their files to the trash. */
  async putBack(ids: readonly TaskId[]): Promise<Outcome<PutBack, Failure>> {
    const { tasks, removed } = this.#options;
    const records = new Map(ids.map((id) => [id, removed.get(id)]));
    const back = await tasks.putBack(ids);
    if (!back.ok) return back;
    await this.look(back.value.ids.flatMap((id) => records.get(id) ?? []));
    const withoutFiles = back.value.ids.filter((id) => {
      const task = tasks.get(id);
      return task?.state === 'archived' && task.damage !== undefined;
    });
    return succeed({ ...back.value, withoutFiles });
  }

  /** Does not wait for the end of the undo's time: moves the files that are due now. */
  async moveNow(ids: readonly TaskId[]): Promise<Outcome<undefined, Failure>> {
    const due: TaskId[] = [];
    // Only once it is their turn: the end of the run before puts off what it finds due.
    await this.#runNow(async () => {
      const nowMs = this.#options.clock.now();
      await forEachInTurns(ids, (id) => {
        if (this.#postpone(id, nowMs)) due.push(id);
      });
    });
    let hindrance: Failure | undefined;
    await forEachInTurns(due, (id) => {
      const files = this.#options.removed.get(id)?.files;
      if (files?.kind === 'due') hindrance ??= files.hindrance;
    });
    return hindrance === undefined ? succeed(undefined) : fail(hindrance);
  }

  /** Forgets records for good; files that are due go first. The ids are still known as removed ones. */
  async forget(ids: readonly TaskId[]): Promise<Outcome<undefined, Failure>> {
    const { removed } = this.#options;
    const moved = await this.moveNow(ids);
    await forEachInTurns(ids, (id) => {
      if (removed.get(id)?.files.kind !== 'due') this.#release(id);
    });
    await removed.commit();
    return moved;
  }

  /**
   * Looks whether the files of tasks that were put back are there, and says so in the ledger. Never
   * rejects.
   */
  async look(records: readonly RemovedTask[]): Promise<void> {
    await this.#running; // it drops what was put back once the current file is done
    const { tasks, archiveManager, log } = this.#options;
    const archives = new Map<string, ReturnType<ArchiveManager['openById']>>();
    const turns = new Turns(); // records that need no look at the disk wait for nothing, so nothing else would get a turn
    for (const record of records) {
      if (turns.isOver) await turns.next();
      const task = tasks.get(record.task.id);
      const { archiveId } = record.task;
      if (task?.state !== 'archived' || archiveId === undefined) continue;
      try {
        const opening = archives.get(archiveId) ?? archiveManager.openById(archiveId);
        archives.set(archiveId, opening);
        const archive = await opening;
        const paths = archive.ok ? await missingFiles(record, archive.value.root) : undefined;
        if (paths === undefined) continue;
        // An unplugged drive looks like missing files.
        if (paths.length > 0 && !(await archiveManager.openById(archiveId)).ok) continue;
        const damage = { kind: 'missing', paths, foundAtMs: this.#options.clock.now() } as const;
        tasks.apply(task.id, { type: 'checked', ...(paths.length > 0 && { damage }) });
      } catch (error) {
        log.error(`Looking for the files of ${task.id}: ${String(error)}`);
      }
    }
  }

  #expire(): void {
    const { removed, clock } = this.#options;
    if (this.#expiring !== undefined) return;
    const expired = removed.expired(clock.now());
    if (expired.length === 0) return;
    // Never rejects. What a crash cuts off is over again at the next start.
    this.#expiring = forEachInTurns(expired, (id) => {
      this.#release(id);
    }).then(async () => {
      await removed.commit();
      this.#expiring = undefined;
    });
  }

  #release(id: TaskId): void {
    const { removed, archiveManager } = this.#options;
    const { reservedPath, archiveId } = removed.get(id)?.task ?? {};
    if (reservedPath !== undefined && archiveId === archiveManager.current?.id) {
      archiveManager.current?.release(reservedPath);
    }
    removed.drop([id]);
  }

  #plan(): void {
    const { removed, clock } = this.#options;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (this.#isStopped) return;
    let next = Infinity;
    for (const { files } of removed.due()) next = Math.min(next, files.atMs);
    if (next === Infinity) return;
    const delayMs = Math.max(0, next - clock.now());
    this.#cancelTimer = clock.after(delayMs, () => void this.#runNow()); // never rejects
  }

  /** One run at a time: a call during a run waits for it, and then for one more. */
  #runNow(prepare?: () => Promise<void>): Promise<void> {
    const before = this.#running ?? Promise.resolve();
    const running = before.then(prepare).then(() => this.#runOnce());
    this.#running = running;
    return running.then(() => {
      if (this.#running === running) this.#running = undefined;
    });
  }

  async #runOnce(): Promise<void> {
    if (this.#isStopped) return;
    const { jobs, removed, clock, log } = this.#options;
    try {
      const isTurn = () => !this.#isStopped && jobs.current === undefined;
      await this.#run.takeDue(isTurn);
    } catch (error) {
      log.error(`Moving files to the trash: ${String(error)}`);
    }
    // What is still due was hindered, or has to wait for a job in the archive.
    const nowMs = clock.now();
    await forEachInTurns(removed.due(), ({ task, files }) => {
      if (files.atMs <= nowMs) this.#postpone(task.id, nowMs + retryMs);
    });
    this.#plan();
  }

  /** Sets when the files of a task that are due are to go. @returns whether they are due at all */
  #postpone(id: TaskId, atMs: number): boolean {
    const { removed } = this.#options;
    const record = removed.get(id);
    if (record === undefined || !isDue(record)) return false;
    removed.put([{ ...record, files: { ...record.files, atMs } }]);
    return true;
  }
}
