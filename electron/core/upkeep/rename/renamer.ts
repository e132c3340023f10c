import type { RenamePlan } from '../../../shared/contract/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../../shared/outcome.ts';
import type { ArchivedTask } from '../../../shared/task.ts';
import { toTaskId, type TaskId } from '../../../shared/id.ts';
import type { Archive } from '../../archive/archive.ts';
import { NameFit } from '../../archive/naming/name-fit.ts';
import type { NameShape } from '../../archive/naming/name-shape.ts';
import { nameFiles, withBase, type Noted } from '../../archive/rename-files.ts';
import type { Relocation } from '../../archive/relocations.ts';
import type { Root } from '../../files/root.ts';
import type { JobContext, Jobs } from '../../platform/jobs.ts';
import type { Log } from '../../platform/log.ts';
import type { Accounts } from '../../settings/accounts.ts';
import type { Store } from '../../platform/store.ts';
import { forEachInTurns } from '../../platform/turns.ts';
import type { ArchiveManager } from '../../library/archive-manager.ts';
import type { NamingScheme } from '../../library/naming-scheme.ts';
import type { RemovedTasks } from '../../ledger/removed-tasks.ts';
import type { TaskService } from '../../library/task-service.ts';
import { sidecarOf } from '../../task/sidecar-of.ts';
import { confirmed } from './confirmed.ts';
import { RenameJournal } from './rename-journal.ts';

/** What the renamer needs. */
export interface RenamerOptions {
  readonly tasks: TaskService;
  readonly removed: Pick<RemovedTasks, 'get' | 'values' | 'watch'>;
  readonly archiveManager: ArchiveManager;
  readonly names: NamingScheme;
  readonly accounts: Accounts;
  readonly jobs: Jobs;
  readonly store: Store;
  readonly log: Log;
  readonly appVersion: string;
}

/** Tasks between two writes of the ledger, whose documents hold a whole month each. */
const chunkSize = 25;
const maxExamples = 3;

/** Which tasks are to be renamed. */
type Picking = (archive: Archive) => Promise<readonly TaskId[]>;

/** One task under way to its new name. */
interface Moving {
  readonly task: ArchivedTask;
  readonly relocation: Relocation;
}

/**
 * Brings what is in the archive to the names that the template makes now. A crash at any moment leaves
 * every task with a whole file under the name that the ledger knows; a journal tells the next start what to finish or to take back.
 */
export class Renamer {
  /** What is being renamed. */
  readonly journal: RenameJournal;
  readonly #options: RenamerOptions;
  #isRenaming = false;
  #settling: Promise<Failure | undefined> | undefined;

  constructor(options: RenamerOptions) {
    this.#options = options;
    this.journal = new RenameJournal(options.store);
  }

  /** How many videos have other names than the template makes, with examples. */
  async plan(): Promise<RenamePlan> {
    const shape = await this.#options.archiveManager.current?.learnNames();
    const misnamed = await this.#misnamed(shape);
    const examples = misnamed.slice(0, maxExamples).flatMap((id) => {
      const task = this.#renamable(id);
      if (task?.reservedPath === undefined) return [];
      return [{ from: task.reservedPath, to: this.#options.names.firstFor(task, shape) }];
    });
    return { count: misnamed.length, examples };
  }

  /**
   * Begins to rename.
   * @returns `busy` while another job runs
   */
  start(): Outcome<{ readonly whenDone: Promise<Failure | undefined> }, Failure> {
    return this.#options.jobs.start('rename', (job) =>
      this.#renameAll(job, async (archive) => this.#misnamed(await archive.learnNames())),
    );
  }

  /**
   * Gives these tasks names that another disk takes too, as a part of a job that is under way.
   * @param disk where its names are tried out
   * @returns what kept any of them from its new name
   */
  shorten(ids: readonly TaskId[], disk: Root, job: JobContext): Promise<Failure | undefined> {
    return this.#renameAll(job, async (archive) => {
      const fit = new NameFit(disk);
      await fit.learn();
      archive.narrowNames(fit.shape);
      return ids;
    });
  }

  /**
   * Finishes, or takes back, what a crash cut off in the middle, if the archive is open.
   * @returns what stood in the way; the journal is then still there
   */
  recoverInterrupted(): Promise<Failure | undefined> {
    // A renaming under way has a journal as well.
    if (this.#isRenaming) return Promise.resolve(undefined);
    this.#settling ??= this.#settle().finally(() => {
      this.#settling = undefined;
    });
    return this.#settling;
  }

  async #settle(): Promise<Failure | undefined> {
    const { archiveManager, tasks, log } = this.#options;
    const archive = archiveManager.current;
    if (archive === undefined) return undefined; // not chosen, or not there: its opening leads here again
    const old = await archive.renames.readOldJournal();
    if (!old.ok) return old.failure;
    const noted = this.journal.interrupted(archive.id);
    const begun = await confirmed(this.#options, archive, noted);
    const begunBefore = await confirmed(this.#options, archive, old.value);
    const isWholeOld = begunBefore.length === old.value.length;
    if (!isWholeOld) {
      log.warn(
        `${archive.root.path}: a rename journal tells of files not renamed here; left alone`,
      );
    }
    if (noted.length + begunBefore.length === 0) return undefined;
    // What memory knows must be what the ledger will say after the next crash.
    const refused = tasks.flush() ?? (await this.#clear(archive, begun, 'here'));
    if (refused !== undefined) return refused;
    const unended = noted.length === 0 ? undefined : this.journal.end(archive.id);
    return unended ?? this.#settleOld(archive, begunBefore, isWholeOld);
  }

  /** @param isWhole nothing else stands in the archive's own journal */
  async #settleOld(archive: Archive, begun: readonly Relocation[], isWhole: boolean) {
    if (begun.length === 0) return undefined;
    const refused = await this.#clear(archive, begun, 'in-archive');
    if (refused !== undefined || !isWhole) return refused;
    const ended = await archive.renames.removeOldJournal();
    return ended.ok ? undefined : ended.failure;
  }

  /** Resolves once nothing is being made good any more. */
  async stop(): Promise<void> {
    await this.#settling;
  }

  async #renameAll(job: JobContext, pick: Picking): Promise<Failure | undefined> {
    const archive = await this.#options.archiveManager.open();
    if (!archive.ok) return archive.failure;
    const unsettled = await this.recoverInterrupted();
    if (unsettled !== undefined) return unsettled;
    this.#isRenaming = true;
    try {
      return await this.#renameEach(archive.value, await pick(archive.value), job);
    } finally {
      this.#isRenaming = false;
    }
  }

  async #renameEach(
    archive: Archive,
    ids: readonly TaskId[],
    job: JobContext,
  ): Promise<Failure | undefined> {
    let failure: Failure | undefined;
    for (let done = 0; done < ids.length && !job.signal.aborted; done += chunkSize) {
      job.report({ done, total: ids.length, unit: 'files' });
      const chunk = await this.#renameSome(archive, ids.slice(done, done + chunkSize));
      if (!chunk.ok) return chunk.failure;
      failure ??= chunk.value;
    }
    return failure;
  }

  /**
   * @returns what kept one of the tasks from its new name, while the others have theirs; as a failure
   * what stops everything
   */
  async #renameSome(
    archive: Archive,
    ids: readonly TaskId[],
  ): Promise<Outcome<Failure | undefined, Failure>> {
    const { tasks } = this.#options;
    const movings = await this.#reserve(archive, ids);
    const relocations = movings.map(({ relocation }) => relocation);
    const unnoted = this.journal.begin(archive.id, relocations);
    if (unnoted !== undefined) return fail(unnoted);
    let failure: Failure | undefined;
    for (const { task, relocation } of movings) {
      const named = await archive.renames.add(relocation, this.#sidecarOf(task));
      if (!named.ok) {
        failure ??= named.failure;
        continue;
      }
      const { to, files } = relocation;
      // Removed, moved elsewhere or grown by a file meanwhile: the new names are taken back below.
      const now = this.#renamable(task.id);
      if (now?.reservedPath !== relocation.from || now.files !== task.files) continue;
      const event = { type: 'relocated', reservedPath: to, archiveId: archive.id, files } as const;
      tasks.apply(task.id, event);
    }
    const refused =
      tasks.flush() ??
      (await this.#clear(archive, relocations, 'here')) ??
      this.journal.end(archive.id);
    return refused === undefined ? succeed(failure) : fail(refused);
  }

  async #reserve(archive: Archive, ids: readonly TaskId[]): Promise<readonly Moving[]> {
    const { names } = this.#options;
    const movings: Moving[] = [];
    for (const id of ids) {
      const task = this.#renamable(id);
      if (task?.reservedPath === undefined) continue;
      const from = task.reservedPath;
      const to = await archive.reserve(names.inputFor(task), names.template);
      const files = withBase(task.files, { from, to });
      movings.push({ task, relocation: { taskId: id, from, to, files } });
    }
    return movings;
  }

  /** Leaves every task with one set of names: those that the ledger knows. */
  async #clear(
    archive: Archive,
    relocations: readonly Relocation[],
    noted: Noted,
  ): Promise<Failure | undefined> {
    const { tasks, removed, log } = this.#options;
    for (const relocation of relocations) {
      // What was removed meanwhile can be put back, to the names that it had then.
      const id = toTaskId(relocation.taskId);
      const task = id && (tasks.get(id) ?? removed.get(id)?.task);
      const isDone = task?.reservedPath === relocation.to;
      const gone = isDone ? relocation.from : relocation.to;
      const cleared = isDone
        ? await archive.renames.finish(relocation, noted)
        : await archive.renames.takeBack(relocation, noted);
      if (!cleared.ok) return cleared.failure;
      archive.release(gone);
      log.info(`Renamed ${relocation.taskId}: ${isDone ? 'done' : 'taken back'}`);
    }
    return undefined;
  }

  /** Archived tasks whose names do not fit the template, found with pauses for others. */
  async #misnamed(shape: NameShape | undefined): Promise<readonly TaskId[]> {
    const { tasks, names } = this.#options;
    const found: TaskId[] = [];
    await forEachInTurns([...tasks.tasks()], ({ id }) => {
      const task = this.#renamable(id);
      const path = task?.reservedPath;
      if (task !== undefined && path !== undefined && !names.fits(task, path, shape)) {
        found.push(id);
      }
    });
    return found;
  }

  /** The task, if it is whole in the archive that is in use. */
  #renamable(id: TaskId): ArchivedTask | undefined {
    const { tasks, archiveManager } = this.#options;
    const task = tasks.get(id);
    const isHere = task?.state === 'archived' && task.archiveId === archiveManager.current?.id;
    if (!isHere || task.damage !== undefined) return undefined;
    return nameFiles(task.files, task.reservedPath ?? '') ? task : undefined;
  }

  #sidecarOf(task: ArchivedTask): ReturnType<typeof sidecarOf> {
    const { accounts, appVersion } = this.#options;
    const { files, archivedAtMs } = task;
    const account = accounts.find(task.accountId);
    return sidecarOf(task, { appVersion, account, files, archivedAtMs });
  }
}
