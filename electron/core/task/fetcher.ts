import { providerBaseUrls } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type {
  ArchivedFile,
  FileRole,
  ReadyTask,
  Task,
  TaskId,
  TransferProgress,
} from '../../shared/task.ts';
import type { Archive } from '../archive/archive.ts';
import type { Clock } from '../clock.ts';
import type { Downloader } from '../download/downloader.ts';
import type { Log } from '../log.ts';
import type { Accounts } from '../settings/accounts.ts';
import type { ArchiveRoot } from './archive-root.ts';
import type { TaskBook } from './book.ts';
import type { LinkFinder } from './link-finder.ts';
import { sidecarOf } from './sidecar-of.ts';
import { Speed } from './speed.ts';

/** What the fetcher needs. */
export interface FetcherOptions {
  readonly book: TaskBook;
  readonly accounts: Accounts;
  readonly root: ArchiveRoot;
  readonly downloader: Downloader;
  readonly links: LinkFinder;
  readonly clock: Clock;
  readonly log: Log;
  /** Written into every sidecar. */
  readonly appVersion: string;
}

/** One transfer, as its owner steers and watches it. */
export interface Transfer {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TransferProgress) => void;
}

interface Place {
  readonly archive: Archive;
  readonly base: string;
}

/** Brings one task's files from their links into the archive. */
export class Fetcher {
  readonly #options: FetcherOptions;

  constructor(options: FetcherOptions) {
    this.#options = options;
  }

  /**
   * Everything from a queue entry to the archive: name, thumbnail or video, proof, sidecar, ledger.
   * @returns what stood in the way; `undefined` when it is done or there was nothing to do
   */
  async fetch(id: TaskId, role: FileRole, transfer: Transfer): Promise<Failure | undefined> {
    const archive = await this.#options.root.open();
    if (!archive.ok) return archive.failure;
    const base = await this.#reserve(id, archive.value);
    const task = this.#options.book.get(id);
    if (task?.state !== 'ready' || task.paused) return undefined;
    if (!base.ok) return base.failure;
    const prepared = await archive.value.prepare(base.value);
    if (!prepared.ok) return prepared.failure;
    const place = { archive: archive.value, base: base.value };
    if (role === 'video') return this.#fetchVideo(task, place, transfer);
    await this.#fetchThumbnail(task, place, transfer);
    return undefined; // a video without a picture is still a saved video
  }

  async #reserve(id: TaskId, archive: Archive): Promise<Outcome<string, Failure>> {
    const task = this.#options.book.get(id);
    if (task === undefined) return fail({ code: 'task-unknown', taskId: id });
    if (task.reservedPath !== undefined && task.archiveId === archive.id) {
      return succeed(task.reservedPath);
    }
    const prompt = task.record?.prompt;
    const path = await archive.reserve({
      taskId: id,
      atMs: task.record?.startedAtMs ?? task.addedAtMs,
      ...(prompt !== undefined && { prompt }),
    });
    this.#options.book.apply(id, { type: 'reserved', path, archiveId: archive.id });
    // The name is on disk before anything lies under it: after a crash it leads back to the file.
    const refused = this.#options.book.flush();
    return refused === undefined ? succeed(path) : fail(refused);
  }

  async #fetchThumbnail(task: ReadyTask, place: Place, transfer: Transfer): Promise<void> {
    const url = task.media.thumbnailUrl;
    if (url === undefined) return;
    const left = await this.#leftBehind(task, place, 'thumbnail');
    const kept =
      left === undefined
        ? await this.#fetchFile(task, { ...place, url, role: 'thumbnail' }, transfer)
        : succeed(left);
    if (kept.ok) this.#options.book.apply(task.id, { type: 'thumbnail-kept', file: kept.value });
    else this.#options.log.warn(`Thumbnail of ${task.id}: ${kept.failure.code}`);
  }

  async #fetchVideo(
    task: ReadyTask,
    place: Place,
    transfer: Transfer,
  ): Promise<Failure | undefined> {
    const left = await this.#leftBehind(task, place, 'video');
    if (left !== undefined) return this.#seal(task.id, place, left);
    const stored = await this.#keepStored(place);
    if (stored !== undefined)
      return stored.ok ? this.#seal(task.id, place, stored.value) : stored.failure;
    this.#options.book.apply(task.id, { type: 'transfer-started' });
    const url = await this.#options.links.urlFor(task);
    if (!url.ok) return url.failure;
    const kept = await this.#fetchFile(task, { ...place, url: url.value, role: 'video' }, transfer);
    return kept.ok ? this.#seal(task.id, place, kept.value) : kept.failure;
  }

  /** A file that a crash left under its final name. */
  async #leftBehind(task: Task, place: Place, role: FileRole): Promise<ArchivedFile | undefined> {
    const left = await place.archive.recover(place.base, task.id);
    return left?.files.find((file) => file.role === role);
  }

  /** A video that was all there when a crash came: it needs no link any more. */
  async #keepStored(place: Place): Promise<Outcome<ArchivedFile, Failure> | undefined> {
    const { archive, base } = place;
    const { downloader } = this.#options;
    const proven = await downloader.proveStored(archive.partPath(base, 'video'), 'video');
    return proven === undefined ? undefined : archive.keep(base, 'video', proven);
  }

  async #fetchFile(
    task: Task,
    target: Place & { readonly url: string; readonly role: FileRole },
    transfer: Transfer,
  ): Promise<Outcome<ArchivedFile, Failure>> {
    const { archive, base, url, role } = target;
    const { clock, accounts, downloader } = this.#options;
    let speed: Speed | undefined;
    const proven = await downloader.fetch({
      url,
      baseUrl: accounts.find(task.accountId)?.baseUrl ?? providerBaseUrls.kie ?? '',
      partPath: archive.partPath(base, role),
      kind: role === 'video' ? 'video' : 'image',
      signal: transfer.signal,
      onProgress: (progress) => {
        if (role === 'thumbnail') return;
        speed ??= new Speed(clock.now(), progress.receivedBytes);
        const bytesPerSecond = speed.update(clock.now(), progress.receivedBytes);
        transfer.onProgress({ taskId: task.id, ...progress, bytesPerSecond });
      },
    });
    return proven.ok ? archive.keep(base, role, proven.value) : proven;
  }

  /** Sidecar and manifest, then the ledger: only now is it archived. */
  async #seal(id: TaskId, place: Place, video: ArchivedFile): Promise<Failure | undefined> {
    const { book, accounts, clock, appVersion } = this.#options;
    const task = book.get(id);
    if (task === undefined) return undefined;
    const files = task.thumbnail === undefined ? [video] : [video, task.thumbnail];
    const account = accounts.find(task.accountId);
    const sidecar = sidecarOf(task, { appVersion, account, files, archivedAtMs: clock.now() });
    const sealed = await place.archive.seal(place.base, sidecar);
    if (!sealed.ok) return sealed.failure;
    book.apply(id, { type: 'archived', files });
    return book.flush();
  }
}
