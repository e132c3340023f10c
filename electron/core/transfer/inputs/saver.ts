import type { Failure } from '../../../shared/failure.ts';
import { traitsOf } from '../../../shared/failure-traits.ts';
import { fail, succeed, type Outcome } from '../../../shared/outcome.ts';
import type { ArchivedFile, ArchivedTask, Task, WantedInput } from '../../../shared/task.ts';
import type { TaskId } from '../../../shared/id.ts';
import { inputBase } from '../../archive/naming/archive-path.ts';
import type { Archive } from '../../archive/archive.ts';
import { backoffMs, type Backoff } from '../../platform/backoff.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Log } from '../../platform/log.ts';
import { TimerMap } from '../../platform/timer-map.ts';
import type { SettingsStore } from '../../settings/settings-store.ts';
import type { ArchiveManager } from '../../library/archive-manager.ts';
import {
  FileDownloader,
  type FileDownloaderOptions,
  type FileRequest,
} from '../file-downloader.ts';
import { affectsAllTransfers, kindTraitsOf } from '../../task/retry-policy.ts';
import type { TaskService } from '../../library/task-service.ts';
import type { TransferScheduler } from '../transfer-scheduler.ts';
import type { SidecarWriter } from '../../library/sidecar-writer.ts';

/** How often one is tried, in all: their hosts are anybody's, and their links are often dead. */
const mostTries = 3;

/** Between two tries of the same one; ten times as long each time. */
const backoff: Backoff = { firstMs: 60_000, maxMs: 60 * 60_000, factor: 10 };

/** How long what comes first is given its way, before it is looked at again. */
const yieldMs = 5_000;

/** What the saver of inputs needs. */
export interface InputSaverOptions extends FileDownloaderOptions {
  readonly tasks: TaskService;
  readonly archiveManager: ArchiveManager;
  readonly settings: Pick<SettingsStore, 'current'>;
  readonly sidecars: SidecarWriter;
  readonly transfers: Pick<TransferScheduler, 'progress'>;
  readonly jobs: Pick<Jobs, 'current'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Saves the pictures and videos that archived tasks were made from, one at a time and only while nothing
 * else is to be done. None is worth more than a few tries, and none ever stands in a task's way.
 */
export class InputSaver {
  readonly #options: InputSaverOptions;
  readonly #files: FileDownloader;
  readonly #waiting = new Set<TaskId>();
  readonly #resting: TimerMap<TaskId>;
  #isStarted = false;
  #held = 0;
  #current: TaskId | undefined;
  #controller = new AbortController();
  #work: Promise<void> | undefined;
  #cancelLook: (() => void) | undefined;

  constructor(options: InputSaverOptions) {
    this.#options = options;
    this.#files = new FileDownloader(options);
    this.#resting = new TimerMap(options.clock);
  }

  /** Takes up what an earlier run has left. */
  start(): void {
    this.#isStarted = true;
    for (const task of this.#options.tasks.tasks()) this.#enqueue(task);
    this.#pump();
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
   * Does work while no input is on its way.
   * @throws what the work throws
   */
  async whileHeld<T>(work: () => Promise<T>): Promise<T> {
    this.#held += 1;
    this.#controller.abort();
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

  /** The user has changed the settings: those that were to be saved before may go on. */
  settingsChanged(): void {
    this.#pump();
  }

  /** A task has changed: it may be archived now, and have inputs to be saved. */
  noticed(task: Task): void {
    if (!this.#isStarted || !this.#enqueue(task)) return;
    this.#pump();
  }

  #enqueue(task: Task): boolean {
    if (nextOf(task) === undefined) return false;
    if (task.id === this.#current || this.#resting.has(task.id)) return false;
    this.#waiting.add(task.id);
    return true;
  }

  #pump(): void {
    const [id] = this.#waiting;
    const isFree = this.#isStarted && this.#held === 0 && this.#work === undefined;
    if (!isFree || id === undefined || this.#cancelLook !== undefined) return;
    if (!this.#options.settings.current().saveInputs) return;
    if (this.#isOthersTurn()) {
      this.#lookLater();
      return;
    }
    this.#waiting.delete(id);
    this.#current = id;
    this.#controller = new AbortController();
    this.#work = this.#guarded(id).finally(() => {
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

  async #guarded(id: TaskId): Promise<void> {
    try {
      await this.#save(id);
    } catch (error) {
      this.#options.log.error(`Input of ${id}: ${String(error)}`);
      this.#rest(id, backoffMs(backoff, 1));
    }
  }

  async #save(id: TaskId): Promise<void> {
    const { archiveManager, tasks } = this.#options;
    const task = tasks.get(id);
    const input = task && nextOf(task);
    if (task?.state !== 'archived' || input === undefined) return;
    const archive = await archiveManager.open();
    // An archive that is not in use waits until it is.
    if (!archive.ok || archive.value.id !== task.archiveId) {
      this.#rest(id, backoffMs(backoff, 1));
      return;
    }
    const file = await this.#bring(archive.value, task, input);
    if (!file.ok)
      await this.#missed(task, input, { archive: archive.value, failure: file.failure });
  }

  /** From its link to the ledger: proof, name, sidecar and manifest come before. */
  async #bring(
    archive: Archive,
    task: ArchivedTask,
    input: WantedInput,
  ): Promise<Outcome<undefined, Failure>> {
    const { tasks, sidecars } = this.#options;
    const base = task.reservedPath ?? '';
    const prepared = await archive.prepare(base);
    if (!prepared.ok) return prepared;
    const file = await this.#fetch(
      { task, archive, base, role: 'input', count: input.count },
      input,
    );
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
    tasks.apply(task.id, { type: 'input-kept', count: input.count, file: file.value });
    const refused = tasks.flush([task.id]);
    return refused === undefined ? succeed(undefined) : fail(refused);
  }

  async #fetch(
    request: FileRequest,
    { url }: WantedInput,
  ): Promise<Outcome<ArchivedFile, Failure>> {
    const controller = this.#controller;
    const onDisk = await this.#files.onDisk(request);
    if (onDisk !== undefined) return onDisk;
    return this.#files.fetch(request, url, {
      signal: controller.signal,
      onProgress: () => {
        const { tasks } = this.#options;
        if (this.#isOthersTurn() || !tasks.get(request.task.id)) controller.abort();
      },
    });
  }

  async #missed(
    task: ArchivedTask,
    input: WantedInput,
    { archive, failure }: { readonly archive: Archive; readonly failure: Failure },
  ): Promise<void> {
    const { tasks, sidecars, log } = this.#options;
    if (affectsAllTransfers(failure)) {
      this.#rest(task.id, failure.code === 'transfer-stopped' ? yieldMs : backoffMs(backoff, 1));
      if (!tasks.get(task.id)) await this.#discard(archive, task, input);
      return;
    }
    const tries = input.tries + 1;
    const isOver = traitsOf(failure).isHopelessForSource === true || tries >= mostTries;
    log.info(`Input of ${task.id}: ${failure.code}`);
    const told = { ...input, tries, failure, ...(isOver && ({ isOver: true } as const)) };
    tasks.apply(task.id, { type: 'input-missed', input: told });
    if (!isOver) {
      const endsAtWake = kindTraitsOf(failure).endsAtWake === true;
      this.#rest(task.id, backoffMs(backoff, input.tries), endsAtWake);
      return;
    }
    await this.#discard(archive, task, input);
    // Should it not be possible now, the next check of the archive does it.
    await sidecars.write(archive, task.id);
  }

  #discard(archive: Archive, task: ArchivedTask, { count }: WantedInput): Promise<void> {
    return archive.discardPart(inputBase(task.reservedPath ?? '', count), 'input');
  }

  #rest(id: TaskId, forMs: number, endsAtWake = false): void {
    if (!this.#isStarted) return;
    const onOver = (): void => {
      const task = this.#options.tasks.get(id);
      if (task !== undefined) this.#enqueue(task);
      this.#pump();
    };
    this.#resting.start(id, forMs, { onOver, endsAtWake });
  }
}

/** The input of an archived task that is next to be tried. */
function nextOf(task: Task): WantedInput | undefined {
  if (task.state !== 'archived') return undefined;
  return task.inputs?.find(({ isOver }) => isOver === undefined);
}
