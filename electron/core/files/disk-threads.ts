import { Worker } from 'node:worker_threads';
import {
  flagBytes,
  jobState,
  stateIndex,
  stepIndex,
  stopIndex,
  takenIndex,
  type DiskMessage,
  type DiskRequest,
} from './protocol.ts';
import { toError } from './received-error.ts';

/** Threads that may work at a time; those that a drive has kept for too long come on top. */
const maxThreads = 32;

/** Threads that drives may have kept: each takes some megabytes, and none can be ended. */
const maxLost = 128;

/** A thread that nobody has needed for so long is let go of, all but one. */
const defaultIdleMs = 10_000;

/** The last one stays for longer: making one takes some 50 ms, keeping it 7 MB. */
const defaultLastIdleMs = 60_000;

/** Beside this module, in the source as in the build. */
const defaultScript = new URL(
  import.meta.url.endsWith('.ts') ? './thread/disk-thread.ts' : './disk-thread.js',
  import.meta.url,
);

/** An operation as a thread runs it. */
export interface DiskJob {
  readonly request: DiskRequest;
  /** What is transferred rather than copied: nobody else uses it any more. */
  readonly transfer: readonly ArrayBuffer[];
  readonly onBeat: (bytes: number) => void;
  /** Called with each part of a long result but the last, each in a turn of its own. */
  readonly onPage: (part: readonly unknown[]) => void;
  readonly onDone: (result: unknown) => void;
  readonly onFailed: (error: Error) => void;
}

/** A thread that runs one operation at a time. Nothing can end one that the system keeps waiting. */
export class DiskThread {
  readonly #worker: Worker;
  readonly #flags = new Int32Array(new SharedArrayBuffer(flagBytes));
  #job: (DiskJob & { readonly root: string }) | undefined;
  readonly #onFree: () => void;
  #isLost = false;

  constructor(script: URL, onFree: () => void, onGone: () => void) {
    this.#onFree = onFree;
    this.#worker = new Worker(script, {
      workerData: this.#flags.buffer,
      // Files are opened in one thread and closed in another: their numbers are the process's.
      trackUnmanagedFds: false,
      execArgv: [],
    });
    this.#worker.unref();
    this.#worker.on('message', (message: DiskMessage) => {
      this.#hear(message);
    });
    let reason: unknown;
    this.#worker.on('error', (error) => {
      reason = error;
    });
    // Comes after an error, too, and then no thread is there to be used again.
    this.#worker.on('exit', () => {
      onGone();
      const cause = reason === undefined ? {} : { cause: reason };
      this.#take()?.onFailed(new Error('The thread that worked on the disk has ended.', cause));
    });
  }

  /** Runs an operation. Only while no other runs. */
  run(root: string, job: DiskJob): void {
    Atomics.store(this.#flags, stopIndex, 0);
    Atomics.store(this.#flags, stepIndex, 0);
    Atomics.store(this.#flags, stateIndex, jobState.sent);
    this.#job = { ...job, root };
    this.#worker.ref();
    try {
      this.#worker.postMessage(job.request, job.transfer);
    } catch (error) {
      // What cannot be sent, such as bytes that were handed over before.
      this.#end(() => {
        job.onFailed(error instanceof Error ? error : new Error(String(error)));
      });
    }
  }

  /** Asks the running operation to stop at its next step. */
  stopJob(): void {
    Atomics.store(this.#flags, stopIndex, 1);
  }

  /** Whether the operation that it runs was given up. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /**
   * Nobody waits for the operation any more, nor need the process: one that has not begun never does, nor do
   * the later steps of a sequence.
   * @returns the step that may still happen, from 0; `undefined` where that is not known
   */
  giveUpJob(): number | undefined {
    this.stopJob();
    this.#isLost = true;
    Atomics.compareExchange(this.#flags, stateIndex, jobState.sent, jobState.refused);
    this.#worker.unref();
    return Atomics.load(this.#flags, stepIndex);
  }

  /** Ends the thread. */
  end(): void {
    void this.#worker.terminate();
  }

  #hear(message: DiskMessage): void {
    const job = this.#job;
    if (job === undefined) return;
    if (message.kind === 'beat') {
      job.onBeat(message.bytes);
      return;
    }
    if (message.kind === 'page') {
      job.onPage(message.part);
      setImmediate(() => {
        Atomics.add(this.#flags, takenIndex, 1);
        Atomics.notify(this.#flags, takenIndex);
      });
      return;
    }
    this.#end(() => {
      if (message.kind === 'done') job.onDone(message.result);
      else job.onFailed(toError(job.root, message.error));
    });
  }

  #take(): DiskJob | undefined {
    const job = this.#job;
    this.#job = undefined;
    this.#isLost = false;
    return job;
  }

  #end(tell: (job: DiskJob) => void): void {
    const job = this.#take();
    if (job === undefined) return;
    this.#worker.unref();
    this.#onFree();
    tell(job);
  }
}

/** A thread, as one who has an operation to run sees it. */
export type FreeThread = Pick<DiskThread, 'run' | 'stopJob' | 'giveUpJob'>;

/** Who waits for a thread. */
export interface ThreadRequest {
  readonly use: (thread: FreeThread) => void;
  /** The system gives no more threads. */
  readonly refuse: (error: Error) => void;
}

/** Where the threads come from. */
export interface DiskThreadsOptions {
  readonly script?: URL;
  readonly most?: number;
  readonly idleMs?: number;
  readonly lastIdleMs?: number;
}

/**
 * The threads that work on disks. Node's own pool has four, and DNS and every other file wait with them
 * when a drive keeps four calls: here each drive gets a few threads of its own, and only as many as it
 * needs at a time.
 */
export class DiskThreads {
  readonly #options: Required<DiskThreadsOptions>;
  readonly #all = new Set<DiskThread>();
  readonly #idle: DiskThread[] = [];
  readonly #waiting: ThreadRequest[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lastTimer: NodeJS.Timeout | undefined;

  constructor({
    script = defaultScript,
    most = maxThreads,
    idleMs = defaultIdleMs,
    lastIdleMs = defaultLastIdleMs,
  }: DiskThreadsOptions = {}) {
    this.#options = { script, most, idleMs, lastIdleMs };
  }

  /** How many there may be. */
  get most(): number {
    return this.#options.most;
  }

  /** How many there are. */
  get count(): number {
    return this.#all.size;
  }

  /**
   * Whether half of them are at work: then nobody should take a second one. Drives that hang at the same
   * time would have all of them before the first is given up.
   */
  get isScarce(): boolean {
    const atWork = this.#all.size - this.#idle.length - this.#lost;
    return atWork * 2 > this.#options.most;
  }

  get #lost(): number {
    let lost = 0;
    for (const { isLost } of this.#all) if (isLost) lost += 1;
    return lost;
  }

  get #hasRoom(): boolean {
    return this.#all.size - Math.min(this.#lost, maxLost) < this.#options.most;
  }

  /**
   * Gives a free thread to `use`, at once where there is one or may be one more.
   * @returns a function that ends the wait for one
   */
  withThread(request: ThreadRequest): () => void {
    this.#waiting.push(request);
    this.serve();
    return () => {
      const index = this.#waiting.indexOf(request);
      if (index >= 0) this.#waiting.splice(index, 1);
    };
  }

  /** Gives what threads there are to those who wait: one more may be made since one was given up. */
  serve(): void {
    while (this.#waiting.length > 0) {
      if (this.#idle.length === 0 && !this.#hasRoom) return;
      const request = this.#waiting.shift();
      try {
        const thread = this.#idle.pop() ?? this.#make();
        request?.use(thread);
      } catch (error) {
        request?.refuse(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }

  #make(): DiskThread {
    const thread: DiskThread = new DiskThread(
      this.#options.script,
      () => {
        this.#free(thread);
      },
      () => {
        this.#all.delete(thread);
        const index = this.#idle.indexOf(thread);
        if (index >= 0) this.#idle.splice(index, 1);
        this.serve();
      },
    );
    this.#all.add(thread);
    return thread;
  }

  /** The one used last is used next: the others may fall asleep, and go. */
  #free(thread: DiskThread): void {
    this.#idle.push(thread);
    this.serve();
    this.#lastTimer ??= setTimeout(() => {
      for (const last of this.#idle.splice(0)) last.end();
    }, this.#options.lastIdleMs).unref();
    this.#lastTimer.refresh();
    if (this.#idle.length < 2 || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      for (const spare of this.#idle.splice(0, this.#idle.length - 1)) spare.end();
    }, this.#options.idleMs).unref();
  }
}
