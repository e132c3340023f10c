import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type {
  ArchivedFile,
  FileRole,
  ReadyTask,
  Task,
  TransferProgress,
} from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import type { Archive } from '../archive/archive.ts';
import { resultBase } from '../archive/naming/archive-path.ts';
import type { Downloader } from '../download/downloader.ts';
import type { ArchiveManager } from '../library/archive-manager.ts';
import { FileDownloader } from './file-downloader.ts';
import type { SpaceReservations } from '../library/space-reservations.ts';
import type { NamingScheme } from '../library/naming-scheme.ts';
import type { LinkResolver } from '../library/asking/link-resolver.ts';
import type { Wait } from './queue/pace.ts';
import { mostRecoverable, affectsAllTransfers } from '../task/retry-policy.ts';
import { resultsOf, type Result } from '../task/results.ts';
import { CombinedProgress } from './combined-progress.ts';
import { MetadataWriter, type Place, type MetadataWriterOptions } from './metadata-writer.ts';

/** What the task downloader needs. */
export interface TaskDownloaderOptions extends MetadataWriterOptions {
  readonly archiveManager: ArchiveManager;
  readonly downloader: Downloader;
  readonly space: SpaceReservations;
  readonly links: LinkResolver;
  readonly names: NamingScheme;
  /** Everything is in order that a removed task had in the archive. */
  readonly onForgotten: (id: TaskId) => void;
}

/** One transfer, as its owner steers and watches it. */
export interface TransferHandle {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TransferProgress) => void;
  /** It is not its host's pace that it does not go on, from now until it is called with `undefined`. */
  readonly onWait?: (wait: Wait | undefined) => void;
  /** How the thumbnail was had, or why not: it hinders nothing, but says something of its host. */
  readonly onThumbnail?: (failure: Failure | undefined) => void;
}

/** A task's results, and those of them that are in the archive by now. */
interface Work {
  readonly task: ReadyTask;
  readonly place: Place;
  readonly results: readonly Result[];
  readonly kept: Map<number, ArchivedFile>;
}

/** Brings one task's files from their links into the archive. */
export class TaskDownloader {
  readonly #options: TaskDownloaderOptions;
  readonly #files: FileDownloader;
  readonly #metadataWriter: MetadataWriter;
  readonly #forgetting = new Map<TaskId, Promise<void>>();
  #lastForgetting = Promise.resolve();

  constructor(options: TaskDownloaderOptions) {
    this.#options = options;
    this.#files = new FileDownloader(options);
    this.#metadataWriter = new MetadataWriter(options);
  }

  /**
   * Everything from a queue entry to the archive: name, thumbnail or results, proof, sidecar, ledger.
   * @returns what stood in the way; `undefined` when it is done or there was nothing to do
   */
  async fetch(id: TaskId, role: FileRole, transfer: TransferHandle): Promise<Failure | undefined> {
    const failure = await this.#fetch(id, role, transfer);
    if (failure === undefined) return undefined;
    const judged = await this.#options.archiveManager.classify(failure);
    this.#options.archiveManager.reportFailure(judged);
    return judged;
  }

  async #fetch(id: TaskId, role: FileRole, transfer: TransferHandle): Promise<Failure | undefined> {
    await this.#forgetting.get(id); // added again at once: its own name is free only then
    const archive = await this.#options.archiveManager.open();
    if (!archive.ok) return archive.failure;
    const base = await this.#reserve(id, archive.value);
    const task = this.#options.tasks.get(id);
    if (task?.state !== 'ready' || task.paused) return undefined;
    if (!base.ok) return base.failure;
    const prepared = await archive.value.prepare(base.value);
    if (!prepared.ok) return prepared.failure;
    const place = { archive: archive.value, base: base.value };
    if (role === 'video') return this.#fetchResults(task, place, transfer);
    await this.#fetchThumbnail(task, place, transfer);
    return undefined; // a video without a picture is still a saved video
  }

  /**
   * Puts in order what a removed task had in the archive: unfinished parts go, files that are there stay
   * and get their sidecar. Without the archive it waits for the next start. One task follows another: very
   * many that are removed at once are not to stand before everything else at the drive.
   */
  async forget(task: Task): Promise<void> {
    if (task.reservedPath === undefined) return;
    const forgetting = this.#lastForgetting.then(() => this.#forget(task));
    this.#lastForgetting = forgetting;
    this.#forgetting.set(task.id, forgetting);
    await forgetting;
    if (this.#forgetting.get(task.id) === forgetting) this.#forgetting.delete(task.id);
  }

  /** Resolves once every removed task's things are in order that could be put in order now. */
  async settled(): Promise<void> {
    await Promise.all(this.#forgetting.values());
  }

  async #forget(task: Task): Promise<void> {
    const { archiveManager, log, onForgotten } = this.#options;
    const { id, reservedPath, archiveId, media } = task;
    if (reservedPath === undefined) return;
    const opened = await archiveManager.open();
    if (!opened.ok || archiveId !== opened.value.id) return;
    const archive = opened.value;
    const counts = media === undefined ? [1] : resultsOf(media).map(({ count }) => count);
    try {
      for (const count of counts) {
        await archive.discardPart(resultBase(reservedPath, count), 'video');
      }
      await archive.discardPart(reservedPath, 'thumbnail');
      if (task.state !== 'archived') await this.#sealLeft(task, { archive, base: reservedPath });
      onForgotten(id);
    } catch (error) {
      log.warn(`What is left of ${id}: ${String(error)}`);
    }
  }

  /** The files of a task that was removed before all of them were there: no file lies there unexplained. */
  async #sealLeft(task: Task, place: Place): Promise<void> {
    const counts = task.media === undefined ? [1] : resultsOf(task.media).map(({ count }) => count);
    const files: ArchivedFile[] = [];
    for (const count of counts) {
      const left = await place.archive.recover(place.base, task.id, resultBase(place.base, count));
      files.push(...(left?.files ?? []));
    }
    if (files.length === 0) return;
    const sealed = await this.#metadataWriter.sealAs(task, place, { files });
    if (!sealed.ok) throw new Error(sealed.failure.code);
  }

  async #reserve(id: TaskId, archive: Archive): Promise<Outcome<string, Failure>> {
    const task = this.#options.tasks.get(id);
    if (task === undefined) return fail({ code: 'task-unknown', taskId: id });
    const before = task.archiveId === archive.id ? task.reservedPath : undefined;
    if (before !== undefined) {
      // One that the disk does not take is left for a shorter one, while nothing lies under it.
      const isBegun = task.thumbnail !== undefined || 'kept' in task;
      if (isBegun || (await archive.takesName(before))) return succeed(before);
      archive.release(before);
    }
    const { names } = this.#options;
    const path = await archive.reserve(names.inputFor(task), names.template);
    this.#options.tasks.apply(id, { type: 'reserved', path, archiveId: archive.id });
    // The name is on disk before anything lies under it: after a crash it leads back to the file.
    const refused = this.#options.tasks.flush([id]);
    return refused === undefined ? succeed(path) : fail(refused);
  }

  async #fetchThumbnail(task: ReadyTask, place: Place, transfer: TransferHandle): Promise<void> {
    const url = task.media.thumbnailUrl;
    if (url === undefined) return;
    const input = { task, ...place, role: 'thumbnail', count: 1 } as const;
    const { signal } = transfer;
    const found = await this.#files.onDisk(input);
    const kept =
      found ?? (await this.#files.fetch(input, url, { signal, onProgress: () => undefined }));
    if (found === undefined) transfer.onThumbnail?.(kept.ok ? undefined : kept.failure);
    if (!kept.ok) {
      this.#options.log.warn(`Thumbnail of ${task.id}: ${kept.failure.code}`);
      return;
    }
    this.#options.tasks.apply(task.id, { type: 'thumbnail-kept', file: kept.value });
    // The recipe as well: whatever becomes of the video, nothing lies in the archive without one.
    await this.#metadataWriter.keepRest(task.id, place, []);
  }

  /** All results of a task, of which only those are fetched that are not in the archive yet. */
  async #fetchResults(
    task: ReadyTask,
    place: Place,
    transfer: TransferHandle,
  ): Promise<Failure | undefined> {
    const results = resultsOf(task.media);
    const kept = new Map<number, ArchivedFile>();
    for (const { count } of results) {
      const found = await this.#files.onDisk({ task, ...place, role: 'video', count });
      if (found?.ok === false) return found.failure;
      if (found !== undefined) kept.set(count, found.value);
    }
    const failure = await this.#fetchMissing({ task, place, results, kept }, transfer);
    const files = results.flatMap(({ count }) => kept.get(count) ?? []);
    if (failure === undefined) return this.#metadataWriter.writeMetadata(task.id, place, files);
    // What is there is worth something by itself, however long the others are in coming.
    const isMore = files.length > (task.kept?.length ?? 0);
    if (isMore && !affectsAllTransfers(failure))
      await this.#metadataWriter.keepRest(task.id, place, files);
    return failure;
  }

  /**
   * Tries every missing result by the link that the task's step asks for. One that cannot be had keeps
   * none of the others from being saved.
   * @returns the failure that decides what follows; `undefined` when all are there
   */
  async #fetchMissing(work: Work, transfer: TransferHandle): Promise<Failure | undefined> {
    const { task, place, results, kept } = work;
    const missing = results.filter(({ count }) => !kept.has(count));
    if (missing.length === 0) return undefined;
    // One that is only tried again shows why it waits until bytes come.
    if (task.hindrance === undefined) this.#started(task.id);
    const { clock } = this.#options;
    const onProgress = (bytes: TransferProgress): void => {
      this.#moves(task.id);
      transfer.onProgress(bytes);
    };
    const watched = { ...transfer, onProgress };
    const progress = new CombinedProgress({ task, results: results.length, clock, ...watched });
    for (const [count, { sizeBytes }] of kept) progress.keep(count, sizeBytes);
    const failures: Failure[] = [];
    for (const { count, url } of missing) {
      transfer.onWait?.('host'); // a turn at the provider
      const link = await this.#options.links.urlFor(task, url, transfer.signal);
      transfer.onWait?.(undefined);
      const input = { task, ...place, role: 'video', count } as const;
      const file = link.ok ? await this.#files.fetch(input, link.value, progress.of(count)) : link;
      if (file.ok) kept.set(count, file.value);
      else {
        failures.push(file.failure);
        if (affectsAllTransfers(file.failure)) break;
      }
    }
    return mostRecoverable(failures);
  }

  #started(id: TaskId): void {
    this.#options.tasks.apply(id, { type: 'transfer-started' });
  }

  /** Bytes come: that is more than any refusal says. */
  #moves(id: TaskId): void {
    const task = this.#options.tasks.get(id);
    const isNews =
      task?.state === 'ready' ||
      (task?.state === 'downloading' && (task.overdue ?? task.goneAtMs) !== undefined);
    if (isNews) this.#options.tasks.apply(id, { type: 'transfer-started', isMoving: true });
  }
}
