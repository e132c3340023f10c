import type { Failure } from '../../shared/failure.ts';
import { succeed } from '../../shared/outcome.ts';
import type {
  DownloadingTask,
  FileRole,
  LinkStep,
  ReadyTask,
  Task,
  TaskId,
  TransferProgress,
} from '../../shared/task.ts';
import type { TaskEvent } from './event.ts';
import { nextStep, situationOf } from './link-ladder.ts';
import { guarded } from './queue/guarded.ts';
import { folderHoldMs, Rests } from './queue/rests.ts';
import { Lanes } from './queue/lanes.ts';
import type { TransfersOptions } from './queue/options.ts';
import { lookMs } from './queue/pace.ts';
import { runningOf, type Running } from './queue/running.ts';
import { loserTo } from './queue/slots.ts';
import type { Turn } from './queue/waiting.ts';

/** After an endpoint that could not be asked for a fresh link; doubled each time, for it may be days. */
const refreshRetryMs = 10_000;
const mostRefreshRetryMs = 10 * 60_000;

/**
 * The queue of finished tasks: earliest deadline first, every thumbnail ahead of the videos, and one
 * host never with all slots while another one's video waits.
 */
export class Transfers {
  readonly #options: TransfersOptions;
  readonly #lanes = new Lanes();
  readonly #running = new Map<TaskId, Running>();
  readonly #rests: Rests;
  readonly #forgotten = new Map<TaskId, Task>();
  #cancelHold: (() => void) | undefined;
  #cancelLook: (() => void) | undefined;
  #isStarted = false;
  #isHeld = false;
  readonly #onIdle: (() => void)[] = [];

  constructor(options: TransfersOptions) {
    this.#options = options;
    this.#rests = new Rests(options.clock, (id) => {
      this.#wakeUp(id);
    });
  }

  /** Starts fetching what is in the queue. */
  start(): void {
    this.#isStarted = true;
    this.#pump();
  }

  /** Stops every transfer, and resolves when the last has let go. What was fetched stays for resuming. */
  async stop(): Promise<void> {
    this.#isStarted = false;
    this.#cancelHold?.();
    this.#cancelLook?.();
    this.#cancelLook = undefined;
    this.#rests.stop();
    await this.#letGo();
  }

  /** Does work while no transfer runs: those under way let go, and go on afterwards. @throws what it throws */
  async whileHeld<T>(work: () => Promise<T>): Promise<T> {
    this.#isHeld = true;
    try {
      await this.#letGo();
      return await work();
    } finally {
      this.#isHeld = false;
      this.#pump();
    }
  }

  /** Puts a ready task into the queue. One that is in it, under way or resting stays as it is. */
  enqueue(task: ReadyTask): void {
    const { id, thumbnail, media, attempts } = task;
    // One whose thumbnail could not be had waits for its video, and not for the thumbnail once more.
    if (this.#running.has(id) || this.#rests.has(id) || this.#lanes.hasVideo(id)) return;
    const wantsThumbnail = thumbnail === undefined && media.thumbnailUrl !== undefined;
    this.#lanes.add(task, wantsThumbnail && attempts === 0 ? 'thumbnail' : 'video');
    this.#pump();
  }

  /** Takes a task out, stopping its transfer. */
  drop(id: TaskId): void {
    this.#lanes.delete(id);
    this.#lanes.forget(id);
    this.#rests.end(id);
    const running = this.#running.get(id);
    if (running === undefined) return;
    running.isTooSlow = false;
    running.controller.abort();
  }

  /** Takes a task out for good, once its transfer has let go, with the parts of what was not finished. */
  forget(task: Task): void {
    this.drop(task.id);
    if (this.#running.has(task.id)) this.#forgotten.set(task.id, task);
    else void this.#options.fetcher.forget(task);
  }

  /** The transfers under way. */
  progress(): readonly TransferProgress[] {
    return [...this.#running.values()].flatMap(({ progress }) => progress ?? []);
  }

  /** Looks again at once: the archive folder may be usable now, or the limit higher. */
  retryNow(): void {
    this.#cancelHold?.();
    this.#cancelHold = undefined;
    this.#rests.wakeTooLarge();
    this.#pump();
  }

  /** Whether any task waits for its transfer, or is in it. */
  get isBusy(): boolean {
    return this.#lanes.size + this.#rests.size + this.#running.size > 0;
  }

  async #letGo(): Promise<void> {
    for (const { controller } of this.#running.values()) controller.abort();
    if (this.#running.size > 0) await new Promise<void>((resolve) => this.#onIdle.push(resolve));
  }

  #pump(): void {
    while (
      this.#isStarted &&
      !this.#isHeld &&
      this.#cancelHold === undefined &&
      this.#running.size < this.#options.limit()
    ) {
      const next = this.#lanes.take([...this.#running.values()], this.#options.limit());
      if (next !== undefined) void this.#run(next.turn, next.role);
      else if (!this.#rests.wakeYielding()) return; // which comes back here with one that waits
    }
    this.#makeRoom();
  }

  /** Frees a slot when one host holds all of them and a more urgent video waits at another one. */
  #makeRoom(): void {
    if (!this.#isStarted || this.#cancelHold !== undefined) return;
    const holders = [...this.#running.values()];
    const loser = loserTo(this.#lanes.videos, holders, this.#options.limit());
    const running = holders.find(({ id }) => id === loser?.id);
    if (running?.role === 'video') running.controller.abort(); // a thumbnail is soon there
  }

  /** Once a minute while there are transfers: those that drip let go when others wait. */
  #look(): void {
    this.#cancelLook ??= this.#options.clock.after(lookMs, () => {
      this.#cancelLook = undefined;
      const holders = [...this.#running.values()];
      const { clock, limit } = this.#options;
      for (const loser of this.#lanes.look(holders, limit(), clock.now())) {
        loser.isTooSlow = true;
        loser.controller.abort();
      }
      if (holders.length > 0) this.#look();
    });
  }

  async #run(turn: Turn, role: FileRole): Promise<void> {
    const { id } = turn;
    const { fetcher, log, onProgress } = this.#options;
    const running = runningOf(turn, role, onProgress);
    this.#running.set(id, running);
    this.#look();
    const failure = await guarded(id, log, () => fetcher.fetch(id, role, running));
    this.#running.delete(id);
    const forgotten = this.#forgotten.get(id);
    this.#forgotten.delete(id);
    if (forgotten !== undefined) await fetcher.forget(forgotten);
    onProgress();
    const task = this.#options.book.get(id);
    if (this.#isStarted && running.isTooSlow && failure?.code === 'transfer-stopped') {
      // before it is ready, and so in the queue, again
      this.#rests.yield(turn, this.#lanes.yielded(turn, this.#options.clock.now()));
    } else if (task?.state !== 'ready' && task?.state !== 'downloading') this.#lanes.forget(id);
    if (failure !== undefined && task !== undefined) this.#onFailure(task, failure);
    else if (role === 'thumbnail' && task?.state === 'ready' && !task.paused) {
      this.#lanes.add(task, 'video');
    }
    this.#pump();
    if (this.#running.size === 0) for (const tell of this.#onIdle.splice(0)) tell();
  }

  #onFailure(task: Task, failure: Failure): void {
    const { book, clock, log } = this.#options;
    if (task.state !== 'ready' && task.state !== 'downloading') return;
    log.warn(`Transfer of ${task.id}: ${failure.code}`);
    const { linkStep, attempts, origin } = task;
    const next = nextStep(failure, situationOf(task, clock.now()));
    switch (next.kind) {
      case 'stopped':
        book.apply(task.id, { type: 'transfer-stopped' });
        return;
      case 'give-up':
        book.apply(task.id, { type: 'lost', cause: origin ?? failure });
        return;
      case 'hold':
        this.#hold();
        this.#failed(task, { failure, next: linkStep, attempts });
        return;
      case 'wait-for-space':
        this.#rests.waitForSpace(task.id);
        this.#failed(task, { failure, next: linkStep, attempts });
        return;
      case 'wait':
        this.#rests.begin(task.id, next.afterMs);
        this.#failed(task, { failure, next: linkStep, attempts });
        return;
      case 'retry':
        this.#rests.begin(task.id, next.afterMs);
        this.#failed(task, { failure, next: linkStep, attempts: attempts + 1 });
        return;
      case 'restart':
        this.#rests.begin(task.id, next.afterMs);
        this.#failed(task, {
          failure: origin ?? failure,
          next: 'stored',
          attempts: next.attempts ?? 0,
        });
        return;
      case 'step':
        void this.#climb(task, failure, next.to);
    }
  }

  /** The task is ready again. What made it leave its first link is kept until it is back on it. */
  #failed(task: FetchableTask, how: Failed): void {
    const origin = how.next === 'stored' ? undefined : (task.origin ?? how.failure);
    this.#options.book.apply(task.id, {
      type: 'transfer-failed',
      ...how,
      ...(origin !== undefined && { origin }),
    });
  }

  /** Finds the next link before the task is ready again. */
  async #climb(task: FetchableTask, failure: Failure, to: NextLink): Promise<void> {
    const { links } = this.#options;
    const media = to === 'refreshed' ? await links.refresh(task) : succeed(undefined);
    if (!media.ok) {
      const { linkStep, attempts } = task;
      const afterMs = Math.min(refreshRetryMs * 2 ** attempts, mostRefreshRetryMs);
      this.#rests.begin(task.id, afterMs);
      // A proxy that refuses says nothing of the link, so it brings the end no nearer.
      const counted = Number(media.failure.code !== 'proxy-refused');
      this.#failed(task, { failure: media.failure, next: linkStep, attempts: attempts + counted });
      return;
    }
    const next = media.value === undefined ? 'converted' : to;
    const fresh = media.value === undefined ? {} : { media: media.value };
    this.#failed(task, { failure, next, attempts: 0, ...fresh });
  }

  #wakeUp(id: TaskId): void {
    const task = this.#options.book.get(id);
    if (task?.state === 'ready' && !task.paused) this.enqueue(task);
  }

  #hold(): void {
    this.#cancelHold ??= this.#options.clock.after(folderHoldMs, () => {
      this.#cancelHold = undefined;
      // Whoever looks after the folder calls `retryNow` as soon as it is back.
      if (this.#options.isBlocked?.() === true) this.#hold();
      else this.retryNow();
    });
  }
}

type FetchableTask = ReadyTask | DownloadingTask;

type NextLink = Exclude<LinkStep, 'stored'>;

type Failed = Omit<Extract<TaskEvent, { readonly type: 'transfer-failed' }>, 'type' | 'origin'>;
