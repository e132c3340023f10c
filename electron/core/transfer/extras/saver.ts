import type { Failure } from '../../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../../shared/outcome.ts';
import type { ArchivedFile, ArchivedTask, Task } from '../../../shared/task.ts';
import type { TaskId } from '../../../shared/id.ts';
import { inputBase } from '../../archive/naming/archive-path.ts';
import type { Archive } from '../../archive/archive.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Log } from '../../platform/log.ts';
import { TimerMap } from '../../platform/timer-map.ts';
import { forEachInTurns } from '../../platform/turns.ts';
import type { ArchiveManager } from '../../library/archive-manager.ts';
import {
  FileDownloader,
  type FileDownloaderOptions,
  type FileRequest,
} from '../file-downloader.ts';
import { affectsAllTransfers } from '../../task/retry-policy.ts';
import type { TaskService } from '../../library/task-service.ts';
import type { TransferScheduler } from '../transfer-scheduler.ts';
import type { SidecarWriter } from '../../library/sidecar-writer.ts';
import type { Extra, ExtraKind, NextTry } from './kind.ts';

/** How long one rests where the archive, and not its link, is the trouble. */
const archiveRestMs = 60_000;

/** How long what comes first is given its way, before it is looked at again. */
const yieldMs = 5_000;

/** What the saver of extras needs. */
export interface ExtraSaverOptions extends FileDownloaderOptions {
  /** The kinds of extras, the most wanted first. */
  readonly kinds: readonly ExtraKind[];
  readonly tasks: TaskService;
  readonly archiveManager: ArchiveManager;
  readonly sidecars: SidecarWriter;
  readonly transfers: Pick<TransferScheduler, 'progress'>;
  readonly jobs: Pick<Jobs, 'current'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** The extra of a task that is next to be tried. */
interface Wanted {
  readonly kind: ExtraKind;
  readonly extra: Extra;
}

/**
 * Saves what archived tasks lack beside their results, one file at a time and only while nothing else is to
 * be done. None of them ever stands in a task's way.
 */
export class ExtraSaver {
  readonly #options: ExtraSaverOptions;
  readonly #files: FileDownloader;
  readonly #waiting = new Set<TaskId>();
  /** By task and role. */
  readonly #resting: TimerMap<string>;
  #isStarted = false;
  #held = 0;
  #current: TaskId | undefined;
  #controller = new AbortController();
  #work: Promise<void> | undefined;
  #cancelLook: (() => void) | undefined;

  constructor(options: ExtraSaverOptions) {
    this.#options = options;
    this.#files = new FileDownloader(options);
    this.#resting = new TimerMap(options.clock);
  }

  /** Takes up what an earlier run has left. */
  start(): void {
    this.#isStarted = true;
    this.settingsChanged();
  }

  /** Lets go at once; what came so far is kept to be continued. */
  async stop(): Promise<void> {
    this.#isStarted = false;
    this.#cancelLook?.();
    this.#cancelLook = undefined;
    this.#resting.cancelAll();
    this.#controller.abort();
    await this.#work;
  }

  /**
   * Does work while no extra is on its way.
   * @throws what the work throws
   */
  async whileHeld<T>(work: () => Promise<T>): Promise<T> {
    this.#controller.abort();
    return await this.betweenTwo(work);
  }

  /**
   * Does work between two extras: once the one that is on its way has come to its end, for until then the archive
   * may be ahead of the ledger.
   * @throws what the work throws
   */
  async betweenTwo<T>(work: () => Promise<T>): Promise<T> {
    this.#held += 1;
    await this.#work;
    try {
      return await work();
    } finally {
      this.#held -= 1;
      this.#pump();
    }
  }

  /** The computer has woken, or its network is back. */
  wake(): void {
    this.#resting.wake();
  }

  /** The user has changed the settings: others may be wanted now. */
  settingsChanged(): void {
    void this.#enqueueAll(); // never rejects
  }

  async #enqueueAll(): Promise<void> {
    await forEachInTurns(this.#options.tasks.tasks(), (task) => this.#enqueue(task));
    this.#pump();
  }

  /** A task has changed: it may be archived now, and lack something. */
  onTaskChanged(task: Task): void {
    if (!this.#isStarted || !this.#enqueue(task)) return;
    this.#pump();
  }

  #enqueue(task: Task): boolean {
    if (task.id === this.#current || this.#nextOf(task) === undefined) return false;
    this.#waiting.add(task.id);
    return true;
  }

  #nextOf(task: Task | undefined): Wanted | undefined {
    if (task?.state !== 'archived') return undefined;
    for (const kind of this.#options.kinds) {
      const extra = this.#resting.has(restOf(task.id, kind)) ? undefined : kind.next(task);
      if (extra !== undefined) return { kind, extra };
    }
    return undefined;
  }

  #pump(): void {
    const [id] = this.#waiting;
    const isFree = this.#isStarted && this.#held === 0 && this.#work === undefined;
    if (!isFree || id === undefined || this.#cancelLook !== undefined) return;
    if (this.#isOthersTurn()) {
      this.#lookLater();
      return;
    }
    this.#waiting.delete(id);
    this.#current = id;
    this.#controller = new AbortController();
    this.#work = this.#save(id).finally(() => {
      this.#work = undefined;
      this.#current = undefined;
      const task = this.#options.tasks.get(id);
      if (task !== undefined) this.#enqueue(task);
      this.#pump();
    });
  }

  /** Videos come first, and no file comes into an archive that is being moved or renamed. */
  #isOthersTurn(): boolean {
    const { transfers, jobs } = this.#options;
    return transfers.progress().length > 0 || jobs.current !== undefined;
  }

  #lookLater(): void {
    this.#cancelLook = this.#options.clock.after(yieldMs, () => {
      this.#cancelLook = undefined;
      this.#pump();
    });
  }

  async #save(id: TaskId): Promise<void> {
    const { archiveManager, tasks, log } = this.#options;
    const task = tasks.get(id);
    const wanted = this.#nextOf(task);
    if (task?.state !== 'archived' || wanted === undefined) return;
    try {
      const archive = await archiveManager.open();
      // An archive that is not in use waits until it is.
      if (!archive.ok || archive.value.id !== task.archiveId) this.#rest(id, wanted);
      else {
        const brought = await this.#bring(archive.value, task, wanted);
        const { value } = archive;
        if (!brought.ok)
          await this.#missed(task, wanted, { archive: value, failure: brought.failure });
      }
    } catch (error) {
      log.error(`The ${wanted.kind.role} of ${id}: ${String(error)}`);
      this.#rest(id, wanted);
    }
  }

  /** From its link to the ledger: proof, name, sidecar and manifest come before. */
  async #bring(
    archive: Archive,
    task: ArchivedTask,
    wanted: Wanted,
  ): Promise<Outcome<undefined, Failure>> {
    const { tasks, sidecars } = this.#options;
    const base = task.reservedPath ?? '';
    const prepared = await archive.prepare(base);
    if (!prepared.ok) return prepared;
    const file = await this.#fetch(archive, task, wanted);
    if (!file.ok) return file;
    // A job that has begun meanwhile knows the task without this file: it is taken up after the job.
    if (this.#options.jobs.current !== undefined) return fail({ code: 'transfer-stopped' });
    const now = tasks.get(task.id);
    if (now?.state !== 'archived' || now.archiveId !== archive.id) return succeed(undefined);
    const files = [...now.files, file.value];
    const sealed = await sidecars.write(archive, task.id, {
      base: now.reservedPath ?? base,
      files,
    });
    if (!sealed.ok) return sealed;
    wanted.kind.kept(now, wanted.extra, file.value);
    const refused = tasks.flush([task.id]);
    return refused === undefined ? succeed(undefined) : fail(refused);
  }

  async #fetch(
    archive: Archive,
    task: ArchivedTask,
    { kind, extra }: Wanted,
  ): Promise<Outcome<ArchivedFile, Failure>> {
    const controller = this.#controller;
    const base = task.reservedPath ?? '';
    const request: FileRequest = { task, archive, base, role: kind.role, count: extra.count };
    const onDisk = kind.mayLieThere(task, extra) ? await this.#files.onDisk(request) : undefined;
    if (onDisk !== undefined) return onDisk;
    const link = await kind.linkTo(task, extra, controller.signal);
    if (!link.ok) return link;
    return this.#files.fetch(request, link.value, {
      signal: controller.signal,
      onProgress: () => {
        if (this.#isOthersTurn() || !this.#options.tasks.get(task.id)) controller.abort();
      },
    });
  }

  async #missed(
    task: ArchivedTask,
    wanted: Wanted,
    { archive, failure }: { readonly archive: Archive; readonly failure: Failure },
  ): Promise<void> {
    const { tasks, sidecars, log } = this.#options;
    const { kind, extra } = wanted;
    if (affectsAllTransfers(failure)) {
      const afterMs = failure.code === 'transfer-stopped' ? yieldMs : archiveRestMs;
      this.#rest(task.id, wanted, { afterMs, endsAtWake: false });
      if (!tasks.get(task.id)) await discard(archive, task, wanted);
      return;
    }
    log.info(`The ${kind.role} of ${task.id}: ${failure.code}`);
    const again = kind.missed(task, extra, failure);
    if (again !== undefined) {
      this.#rest(task.id, wanted, again);
      return;
    }
    await discard(archive, task, wanted);
    // Should it not be possible now, the next check of the archive does it.
    await sidecars.write(archive, task.id);
  }

  #rest(
    id: TaskId,
    { kind }: Wanted,
    { afterMs, endsAtWake }: NextTry = { afterMs: archiveRestMs, endsAtWake: false },
  ): void {
    if (!this.#isStarted) return;
    const onOver = (): void => {
      const task = this.#options.tasks.get(id);
      if (task !== undefined) this.#enqueue(task);
      this.#pump();
    };
    this.#resting.start(restOf(id, kind), afterMs, { onOver, endsAtWake });
  }
}

function restOf(id: TaskId, { role }: ExtraKind): string {
  return `${role} ${id}`;
}

function discard(archive: Archive, task: ArchivedTask, { kind, extra }: Wanted): Promise<void> {
  const base = task.reservedPath ?? '';
  const own = kind.role === 'input' ? inputBase(base, extra.count) : base;
  return archive.discardPart(own, kind.role);
}
