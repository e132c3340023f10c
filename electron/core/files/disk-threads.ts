import { Worker } from 'node:worker_threads';
import { DiskTrouble } from '../disk.ts';
import type { DiskMessage, DiskRequest, SentError } from './protocol.ts';

/** Enough for a few drives that do not answer, each with all the threads that a root may have. */
const mostThreads = 16;

/** A thread that nobody has needed for so long is let go of. One always stays. */
const idleMs = 10_000;

/** Beside this module, in the source as in the build. */
const threadUrl = new URL(
  import.meta.url.endsWith('.ts') ? './thread/disk-thread.ts' : './disk-thread.js',
  import.meta.url,
);

/** Says that an operation was stopped because nobody wants its result any more. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** An operation as a thread runs it. */
export interface DiskJob {
  readonly request: DiskRequest;
  /** What is transferred rather than copied: nobody else uses it any more. */
  readonly transfer: readonly ArrayBuffer[];
  readonly onBeat: (bytes: number) => void;
  readonly onDone: (result: unknown) => void;
  readonly onFailed: (error: Error) => void;
}

function toError(root: string, error: SentError): Error {
  switch (error.kind) {
    case 'foreign': {
      const path = error.path === '' ? root : `${root}/${error.path}`;
      return new DiskTrouble({ code: 'foreign-entry', path, found: error.found });
    }
    case 'stopped':
      return new Stopped('The operation was stopped.');
    case 'system': {
      const { code, syscall, message } = error;
      return Object.assign(new Error(message), { code, syscall });
    }
    case 'other':
      return new Error(error.message);
  }
}

/** A thread that runs one operation at a time. Nothing can end one that the system keeps waiting. */
export class DiskThread {
  readonly #worker: Worker;
  readonly #stopFlag = new Int32Array(new SharedArrayBuffer(4));
  #job: (DiskJob & { readonly root: string }) | undefined;
  readonly #onFree: () => void;

  constructor(onFree: () => void, onGone: () => void) {
    this.#onFree = onFree;
    this.#worker = new Worker(threadUrl, {
      workerData: this.#stopFlag.buffer,
      // Files are opened in one thread and closed in another: their numbers are the process's.
      trackUnmanagedFds: false,
      execArgv: [],
    });
    this.#worker.unref();
    this.#worker.on('message', (message: DiskMessage) => {
      this.#hear(message);
    });
    this.#worker.on('error', (error) => {
      this.#end((job) => {
        job.onFailed(error instanceof Error ? error : new Error(String(error)));
      });
      onGone();
    });
    this.#worker.on('exit', onGone);
  }

  /** Runs an operation. Only while no other runs. */
  run(root: string, job: DiskJob): void {
    Atomics.store(this.#stopFlag, 0, 0);
    this.#job = { ...job, root };
    this.#worker.ref();
    this.#worker.postMessage(job.request, job.transfer);
  }

  /** Asks the running operation to stop at its next step. */
  stopJob(): void {
    Atomics.store(this.#stopFlag, 0, 1);
  }

  /** The process need not wait for what runs: it may never end. */
  unref(): void {
    this.#worker.unref();
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
    this.#end(() => {
      if (message.kind === 'done') job.onDone(message.result);
      else job.onFailed(toError(job.root, message.error));
    });
  }

  #end(tell: (job: DiskJob) => void): void {
    const job = this.#job;
    if (job === undefined) return;
    this.#job = undefined;
    this.#worker.unref();
    this.#onFree();
    tell(job);
  }
}

/**
 * The threads that work on disks. Node's own pool has four, and DNS and every other file wait with them
 * when a drive keeps four calls: here each drive gets a few threads of its own, and only as many as it
 * needs at a time.
 */
export class DiskThreads {
  readonly #all = new Set<DiskThread>();
  readonly #idle: DiskThread[] = [];
  readonly #waiting: ((thread: DiskThread) => void)[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** Gives a free thread to `use`, at once where there is one or may be one more. */
  withThread(use: (thread: DiskThread) => void): void {
    const thread = this.#idle.pop() ?? (this.#all.size < mostThreads ? this.#make() : undefined);
    if (thread === undefined) this.#waiting.push(use);
    else use(thread);
  }

  #make(): DiskThread {
    const thread: DiskThread = new DiskThread(
      () => {
        this.#free(thread);
      },
      () => {
        this.#all.delete(thread);
        const index = this.#idle.indexOf(thread);
        if (index >= 0) this.#idle.splice(index, 1);
      },
    );
    this.#all.add(thread);
    return thread;
  }

  /** The one used last is used next: the others may fall asleep, and go. */
  #free(thread: DiskThread): void {
    if (!this.#all.has(thread)) return;
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next(thread);
      return;
    }
    this.#idle.push(thread);
    if (this.#idle.length < 2 || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      for (const spare of this.#idle.splice(0, this.#idle.length - 1)) spare.end();
    }, idleMs).unref();
  }
}
