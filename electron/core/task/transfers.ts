import { providerBaseUrls } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type {
  ArchivedFile,
  DownloadingTask,
  LinkStep,
  ReadyTask,
  Task,
  TaskId,
  TransferProgress,
} from '../../shared/task.ts';
import type { Archive } from '../archive/archive.ts';
import type { Clock } from '../clock.ts';
import type { Downloader } from '../download/downloader.ts';
import type { Log } from '../log.ts';
import { PriorityQueue } from '../priority-queue.ts';
import type { Accounts } from '../settings/accounts.ts';
import type { ArchiveRoot } from './archive-root.ts';
import type { TaskBook } from './book.ts';
import type { LinkFinder } from './link-finder.ts';
import { nextStep } from './link-ladder.ts';
import { sidecarOf } from './sidecar-of.ts';
import { Speed } from './speed.ts';

/** How long the queue rests when the archive's folder is missing or full. */
const folderHoldMs = 5_000;

/** After an endpoint that could not be asked for a fresh link. */
const refreshRetryMs = 10_000;

/** What the transfers need. */
export interface TransfersOptions {
  readonly book: TaskBook;
  readonly accounts: Accounts;
  readonly root: ArchiveRoot;
  readonly downloader: Downloader;
  readonly links: LinkFinder;
  readonly clock: Clock;
  readonly log: Log;
  /** How many tasks are fetched at a time. */
  readonly limit: () => number;
  readonly onProgress: () => void;
}

interface Running {
  readonly controller: AbortController;
  progress?: TransferProgress;
}

/** The queue of finished tasks: earliest deadline first, every thumbnail ahead of the videos. */
export class Transfers {
  readonly #options: TransfersOptions;
  readonly #thumbnails = new PriorityQueue<TaskId>();
  readonly #videos = new PriorityQueue<TaskId>();
  readonly #running = new Map<TaskId, Running>();
  readonly #resting = new Map<TaskId, () => void>();
  #cancelHold: (() => void) | undefined;
  #isStarted = false;

  constructor(options: TransfersOptions) {
    this.#options = options;
  }

  /** Starts fetching what is in the queue. */
  start(): void {
    this.#isStarted = true;
    this.#pump();
  }

  /** Stops every transfer; what has been fetched stays for resuming. */
  stop(): void {
    this.#isStarted = false;
    this.#cancelHold?.();
    for (const cancel of this.#resting.values()) cancel();
    for (const { controller } of this.#running.values()) controller.abort();
  }

  /** Puts a ready task into the queue. One that is in it, under way or resting stays as it is. */
  enqueue(task: ReadyTask): void {
    if (this.#running.has(task.id) || this.#resting.has(task.id)) return;
    const wantsThumbnail = task.thumbnail === undefined && task.media.thumbnailUrl !== undefined;
    const queue = wantsThumbnail && task.attempts === 0 ? this.#thumbnails : this.#videos;
    queue.set(task.id, task.deadlineMs ?? Infinity);
    this.#pump();
  }

  /** Takes a task out, stopping its transfer. */
  drop(id: TaskId): void {
    this.#thumbnails.delete(id);
    this.#videos.delete(id);
    this.#resting.get(id)?.();
    this.#resting.delete(id);
    this.#running.get(id)?.controller.abort();
  }

  /** The transfers under way. */
  progress(): readonly TransferProgress[] {
    return [...this.#running.values()].flatMap(({ progress }) => progress ?? []);
  }

  /** Looks again at once: the archive folder may be usable now, or the limit higher. */
  retryNow(): void {
    this.#cancelHold?.();
    this.#cancelHold = undefined;
    this.#pump();
  }

  #pump(): void {
    while (
      this.#isStarted &&
      this.#cancelHold === undefined &&
      this.#running.size < this.#options.limit()
    ) {
      const thumbnail = this.#thumbnails.take();
      const id = thumbnail ?? this.#videos.take();
      if (id === undefined) return;
      void this.#run(id, thumbnail === undefined ? 'video' : 'thumbnail');
    }
  }

  async #run(id: TaskId, role: 'video' | 'thumbnail'): Promise<void> {
    const running: Running = { controller: new AbortController() };
    this.#running.set(id, running);
    const failure = await this.#fetch(id, role, running);
    this.#running.delete(id);
    this.#options.onProgress();
    const task = this.#options.book.get(id);
    if (failure !== undefined && task !== undefined) this.#onFailure(task, failure);
    else if (role === 'thumbnail' && task?.state === 'ready' && !task.paused) {
      this.#videos.set(id, task.deadlineMs ?? Infinity);
    }
    this.#pump();
  }

  /** Everything from a queue entry to the archive. */
  async #fetch(
    id: TaskId,
    role: 'video' | 'thumbnail',
    running: Running,
  ): Promise<Failure | undefined> {
    const archive = await this.#options.root.open();
    if (!archive.ok) return archive.failure;
    const base = await this.#reserve(id, archive.value);
    const task = this.#options.book.get(id);
    if (task?.state !== 'ready' || task.paused) return undefined;
    if (!base.ok) return base.failure;
    const place = { archive: archive.value, base: base.value };
    if (role === 'thumbnail') {
      await this.#fetchThumbnail(task, place, running);
      return undefined; // a video without a picture is still a saved video
    }
    return this.#fetchVideo(task, place, running);
  }

  async #reserve(id: TaskId, archive: Archive): Promise<Outcome<string, Failure>> {
    const task = this.#options.book.get(id);
    if (task === undefined) return fail({ code: 'task-unknown', taskId: id });
    if (task.reservedPath !== undefined) return succeed(task.reservedPath);
    const prompt = task.record?.prompt;
    const path = await archive.reserve({
      taskId: id,
      atMs: task.record?.startedAtMs ?? task.addedAtMs,
      ...(prompt !== undefined && { prompt }),
    });
    this.#options.book.apply(id, { type: 'reserved', path });
    // The name is on disk before anything lies under it: after a crash it leads back to the file.
    const refused = this.#options.book.flush();
    return refused === undefined ? succeed(path) : fail(refused);
  }

  async #fetchThumbnail(task: ReadyTask, place: Place, running: Running): Promise<void> {
    const url = task.media.thumbnailUrl;
    if (url === undefined) return;
    const kept = await this.#fetchFile(task, { ...place, url, role: 'thumbnail' }, running);
    if (kept.ok) this.#options.book.apply(task.id, { type: 'thumbnail-kept', file: kept.value });
    else this.#options.log.warn(`Thumbnail of ${task.id}: ${kept.failure.code}`);
  }

  async #fetchVideo(
    task: ReadyTask,
    place: Place,
    running: Running,
  ): Promise<Failure | undefined> {
    const left = await place.archive.recover(place.base, task.id);
    const video = left?.files.find((file) => file.role === 'video');
    if (video !== undefined) return this.#seal(task.id, place, video);
    this.#options.book.apply(task.id, { type: 'transfer-started' });
    const url = await this.#options.links.urlFor(task);
    if (!url.ok) return url.failure;
    const kept = await this.#fetchFile(
      task,
      { ...place, url: url.value, role: 'video' },
      running,
    );
    return kept.ok ? this.#seal(task.id, place, kept.value) : kept.failure;
  }

  async #fetchFile(
    task: Task,
    target: Place & { readonly url: string; readonly role: 'video' | 'thumbnail' },
    running: Running,
  ): Promise<Outcome<ArchivedFile, Failure>> {
    const { archive, base, url, role } = target;
    const { clock, accounts, downloader, onProgress } = this.#options;
    let speed: Speed | undefined;
    const proven = await downloader.fetch({
      url,
      baseUrl: accounts.find(task.accountId)?.baseUrl ?? providerBaseUrls.kie ?? '',
      partPath: archive.partPath(base, role),
      kind: role === 'video' ? 'video' : 'image',
      signal: running.controller.signal,
      onProgress: (progress) => {
        if (role === 'thumbnail') return;
        speed ??= new Speed(clock.now(), progress.receivedBytes);
        const bytesPerSecond = speed.update(clock.now(), progress.receivedBytes);
        running.progress = { taskId: task.id, ...progress, bytesPerSecond };
        onProgress();
      },
    });
    return proven.ok ? archive.keep(base, role, proven.value) : proven;
  }

  /** Sidecar and manifest, then the ledger: only now is it archived. */
  async #seal(id: TaskId, place: Place, video: ArchivedFile): Promise<Failure | undefined> {
    const { book, accounts, clock } = this.#options;
    const task = book.get(id);
    if (task === undefined) return undefined;
    const files = task.thumbnail === undefined ? [video] : [video, task.thumbnail];
    const account = accounts.find(task.accountId);
    const sidecar = sidecarOf(task, { account, files, archivedAtMs: clock.now() });
    const sealed = await place.archive.seal(place.base, sidecar);
    if (!sealed.ok) return sealed.failure;
    book.apply(id, { type: 'archived', files });
    return book.flush();
  }

  #onFailure(task: Task, failure: Failure): void {
    const { book, clock, log } = this.#options;
    if (task.state !== 'ready' && task.state !== 'downloading') return;
    log.warn(`Transfer of ${task.id}: ${failure.code}`);
    const { linkStep, attempts } = task;
    const next = nextStep(failure, linkStep, attempts);
    switch (next.kind) {
      case 'stopped':
        book.apply(task.id, { type: 'transfer-stopped' });
        return;
      case 'give-up':
        book.apply(task.id, { type: 'lost', cause: failure });
        return;
      case 'hold':
        this.#hold();
        book.apply(task.id, { type: 'transfer-failed', failure, next: linkStep, attempts });
        return;
      case 'retry':
        this.#retry(task, failure, clock.now() + next.afterMs);
        return;
      case 'step':
        void this.#climb(task, failure, next.to);
    }
  }

  #retry(task: FetchableTask, failure: Failure, atMs: number): void {
    const { id, linkStep, attempts } = task;
    this.#rest(id, atMs);
    const next = linkStep;
    this.#options.book.apply(id, { type: 'transfer-failed', failure, next, attempts: attempts + 1 });
  }

  /** Finds the next link before the task is ready again. */
  async #climb(task: FetchableTask, failure: Failure, to: NextLink): Promise<void> {
    const { book, clock, links } = this.#options;
    const media = to === 'refreshed' ? await links.refresh(task) : succeed(undefined);
    if (!media.ok) {
      this.#retry(task, media.failure, clock.now() + refreshRetryMs);
      return;
    }
    const next = media.value === undefined ? 'converted' : to;
    book.apply(task.id, {
      type: 'transfer-failed',
      failure,
      next,
      attempts: 0,
      ...(media.value !== undefined && { media: media.value }),
    });
  }

  #rest(id: TaskId, untilMs: number): void {
    const { clock, book } = this.#options;
    const cancel = clock.after(untilMs - clock.now(), () => {
      this.#resting.delete(id);
      const task = book.get(id);
      if (task?.state === 'ready' && !task.paused) this.enqueue(task);
    });
    this.#resting.set(id, cancel);
  }

  #hold(): void {
    this.#cancelHold ??= this.#options.clock.after(folderHoldMs, () => {
      this.retryNow();
    });
  }
}

type FetchableTask = ReadyTask | DownloadingTask;

type NextLink = Exclude<LinkStep, 'stored'>;

interface Place {
  readonly archive: Archive;
  readonly base: string;
}
