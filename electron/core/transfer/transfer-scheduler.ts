import { codeAndDetail, type Failure } from '../../shared/failure.ts';
import type { FileRole, ReadyTask, Task, TransferProgress } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import type { TransferHandle } from './task-downloader.ts';
import { forEachInTurns } from '../platform/turns.ts';
import { catchBugs } from './queue/catch-bugs.ts';
import { folderHoldMs, RetryTimers } from './queue/retry-timers.ts';
import { Lanes } from './queue/lanes.ts';
import type { TransferSchedulerOptions } from './queue/scheduler-options.ts';
import { lookMs } from './queue/pace.ts';
import { runningOf, type Running } from './queue/running-transfer.ts';
import { Hosts } from './queue/hosts.ts';
import { hostEvidence, tellOfHost } from './queue/host-evidence.ts';
import { FailureHandler } from './queue/failure-handler.ts';
import { Silence } from './queue/silence.ts';
import { preemptionVictim, type Share } from './queue/slots.ts';
import { hostOf, toEntry, type QueueEntry } from './queue/host-queues.ts';

/**
 * The queue of finished tasks: earliest deadline first, every thumbnail ahead of the videos, and one
 * host never with all slots while another one's video waits.
 */
export class TransferScheduler {
  readonly #options: TransferSchedulerOptions;
  readonly #lanes = new Lanes();
  readonly #running = new Map<TaskId, Running>();
  readonly #retryTimers: RetryTimers;
  readonly #hosts: Hosts;
  readonly #failureHandler: FailureHandler;
  readonly #silence = new Silence();
  readonly #forgotten = new Map<TaskId, Task>();
  #cancelHold: (() => void) | undefined;
  #cancelLook: (() => void) | undefined;
  #isStarted = false;
  #isHeld = false;
  readonly #onIdle: (() => void)[] = [];

  constructor(options: TransferSchedulerOptions) {
    this.#options = options;
    const { clock, chance = Math.random, onHostRefuses } = options;
    this.#retryTimers = new RetryTimers(clock, (id) => this.#wakeUp(id));
    this.#hosts = new Hosts({
      clock,
      chance,
      waitingAt: (host) => this.#lanes.sizeAt(host),
      onOpen: (parked) => {
        for (const id of parked) this.#wakeUp(id);
        this.#startNext();
      },
      onRefuses: (host, tasks) => onHostRefuses?.(host, tasks),
      onHindrance: (host) => {
        // Never rejects. Thousands may wait, and everything else goes on meanwhile.
        void forEachInTurns(this.#lanes.idsAt(host), (id) => {
          this.#tellOfHost(id, host);
        });
      },
    });
    this.#failureHandler = new FailureHandler({
      ...options,
      chance,
      retryTimers: this.#retryTimers,
      hosts: this.#hosts,
      isStarted: () => this.#isStarted,
      hold: () => {
        this.#hold();
      },
      requeue: (task) => {
        this.#lanes.add(task, 'video');
      },
    });
  }

  /** Starts fetching what is in the queue. */
  start(): void {
    this.#isStarted = true;
    this.#startNext();
  }

  /** Stops every transfer, and resolves when the last has let go. What was fetched stays for resuming. */
  async stop(): Promise<void> {
    this.#isStarted = false;
    this.#cancelHold?.();
    this.#cancelLook?.();
    this.#cancelLook = undefined;
    this.#retryTimers.stop();
    this.#hosts.stop();
    await this.#stopRunning();
  }

  /** Stops all transfers, runs `work`, then resumes them. @throws what it throws */
  async runPaused<T>(work: () => Promise<T>): Promise<T> {
    this.#isHeld = true;
    try {
      await this.#stopRunning();
      return await work();
    } finally {
      this.#isHeld = false;
      this.#startNext();
    }
  }

  /** Puts a ready task into the queue. One that is in it, under way or resting stays as it is. */
  enqueue(task: ReadyTask): void {
    const { id, thumbnail, media, attempts } = task;
    // If the thumbnail failed, the video is queued and the thumbnail is not tried again.
    if (this.#running.has(id) || this.#retryTimers.has(id) || this.#lanes.hasVideo(id)) return;
    if (this.#hosts.isParked(id) || this.#failureHandler.isAsking(id)) return;
    const { host, deadlineMs } = toEntry(task, 'video');
    const wantsThumbnail =
      thumbnail === undefined && media.thumbnailUrl !== undefined && attempts === 0;
    this.#lanes.add(
      task,
      wantsThumbnail && this.#isThumbnailNear(task, host) ? 'thumbnail' : 'video',
    );
    this.#hosts.hurry(host, deadlineMs - this.#options.clock.now());
    this.#tellOfHost(id, host);
    this.#startNext();
  }

  /** A person wants a waiting task tried now, also at a host that rests. */
  tryNow(task: ReadyTask): void {
    this.#hosts.tryNow(hostOf(task.media.videoUrl));
  }

  /** Takes a task out, stopping its transfer. */
  drop(id: TaskId): void {
    this.#lanes.delete(id);
    this.#lanes.forget(id);
    this.#retryTimers.end(id);
    this.#hosts.forget(id);
    this.#failureHandler.forget(id);
    const running = this.#running.get(id);
    if (running === undefined) return;
    running.isTooSlow = false;
    running.controller.abort();
  }

  /** Takes a task out for good, once its transfer has let go, with the parts of what was not finished. */
  forget(task: Task): void {
    this.drop(task.id);
    if (this.#running.has(task.id)) this.#forgotten.set(task.id, task);
    else void this.#options.taskDownloader.forget(task);
  }

  /** The transfers under way. */
  progress(): readonly TransferProgress[] {
    return [...this.#running.values()].flatMap(({ progress }) => progress ?? []);
  }

  /** How many are under way, also before their first byte. */
  get underWay(): number {
    return this.#running.size;
  }

  /** Looks again at once: the archive folder may be usable now, or the limit higher. */
  retryNow(): void {
    this.#cancelHold?.();
    this.#cancelHold = undefined;
    this.#retryTimers.retryTooLarge();
    this.#startNext();
  }

  /** The computer has woken, or its network is back: what rests for trouble on the way is tried at once. */
  wake(): void {
    this.#retryTimers.wake();
    this.retryNow();
  }

  /** Whether any task waits for its transfer, or is in it. */
  get isBusy(): boolean {
    const waiting = this.#lanes.size + this.#retryTimers.size + this.#hosts.parked;
    return waiting + this.#running.size + this.#failureHandler.asking > 0;
  }

  async #stopRunning(): Promise<void> {
    for (const { controller } of this.#running.values()) controller.abort();
    if (this.#running.size > 0) await new Promise<void>((resolve) => this.#onIdle.push(resolve));
  }

  #startNext(): void {
    while (
      this.#isStarted &&
      !this.#isHeld &&
      this.#cancelHold === undefined &&
      this.#running.size < this.#options.limit()
    ) {
      const next = this.#lanes.take([...this.#running.values()], this.#slots());
      if (next !== undefined) void this.#run(next.entry, next.role);
      else if (!this.#retryTimers.wakeYielding()) return; // which comes back here with one that waits
    }
    this.#makeRoom();
  }

  #tellOfHost(id: TaskId, host: string): void {
    if (!this.#running.has(id)) tellOfHost(this.#options.tasks, id, this.#hosts.hindranceOf(host));
  }

  /** A picture does not keep its video waiting for another host, which takes nobody right now. */
  #isThumbnailNear(task: ReadyTask, videoHost: string): boolean {
    const { host } = toEntry(task, 'thumbnail');
    return host === videoHost || this.#hosts.isOpen(host);
  }

  #slots(): Share {
    const isOpen = (host: string) => this.#hosts.isOpen(host);
    return { limit: this.#options.limit(), isOpen, isSilent: (host) => this.#silence.isAt(host) };
  }

  /** Frees a slot when one host holds all of them and a more urgent video waits at another one. */
  #makeRoom(): void {
    if (!this.#isStarted || this.#cancelHold !== undefined) return;
    const holders = [...this.#running.values()];
    const loser = preemptionVictim(this.#lanes.videos, holders, this.#slots());
    const running = holders.find(({ id }) => id === loser?.id);
    if (running?.role === 'video') running.controller.abort(); // a thumbnail is soon there
  }

  /** Once a minute while there are transfers: those that drip let go for others, or for a new connection. */
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

  async #run(entry: QueueEntry, role: FileRole): Promise<void> {
    const { id } = entry;
    const { taskDownloader, log, onProgress, tasks } = this.#options;
    const running = runningOf(entry, role, onProgress);
    this.#running.set(id, running);
    this.#hosts.begin(entry.host, id);
    this.#look();
    const fetch = () => taskDownloader.fetch(id, role, this.#heard(running));
    const failure = await catchBugs({ id, log }, fetch, (bug) => bug);
    this.#running.delete(id);
    const forgotten = this.#forgotten.get(id);
    this.#forgotten.delete(id);
    if (forgotten !== undefined) await taskDownloader.forget(forgotten);
    onProgress();
    this.#silence.ended(entry.host, failure);
    const task = tasks.get(id);
    if (this.#isStarted && running.isTooSlow && failure?.code === 'transfer-stopped') {
      // before it is ready, and so in the queue, again
      this.#retryTimers.yield(entry, this.#lanes.yielded(entry, this.#options.clock.now()));
    } else if (task?.state !== 'ready' && task?.state !== 'downloading') this.#lanes.forget(id);
    if (failure !== undefined) this.#onFailure(task, failure, entry);
    else if (role === 'thumbnail' && task?.state === 'ready' && !task.paused) {
      this.#lanes.add(task, 'video');
      this.#tellOfHost(id, hostOf(task.media.videoUrl));
    }
    this.#ended(entry);
    this.#startNext();
    if (this.#running.size === 0) for (const tell of this.#onIdle.splice(0)) tell();
  }

  #heard(running: Running): TransferHandle {
    const { tasks, clock } = this.#options;
    return hostEvidence(this.#hosts, { running, task: tasks.get(running.id), clock });
  }

  #onFailure(task: Task | undefined, failure: Failure, { host }: QueueEntry): void {
    if (task?.state !== 'ready' && task?.state !== 'downloading') return;
    this.#options.log.warn(`Transfer of ${task.id}: ${codeAndDetail(failure)}`);
    this.#failureHandler.handleFailure(task, failure, host);
  }

  /** What nothing more is to be done for leaves nothing behind. */
  #ended({ host, id }: QueueEntry): void {
    const task = this.#options.tasks.get(id);
    if (task?.state !== 'ready' && task?.state !== 'downloading') {
      this.#failureHandler.forget(id);
      this.#hosts.forget(id);
    }
    this.#hosts.ended(host, id);
    if (task?.state === 'archived' && task.media !== undefined) {
      this.#hosts.goOn(hostOf(task.media.videoUrl));
    }
  }

  #wakeUp(id: TaskId): void {
    const task = this.#options.tasks.get(id);
    if (task?.state === 'ready' && !task.paused) this.enqueue(task);
  }

  #hold(): void {
    this.#cancelHold ??= this.#options.clock.after(folderHoldMs, () => {
      this.#cancelHold = undefined;
      // The archive monitor leads to `retryNow` as soon as the folder is back.
      if (this.#options.isBlocked?.() === true) this.#hold();
      else this.retryNow();
    });
  }
}
