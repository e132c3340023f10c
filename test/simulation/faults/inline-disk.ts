import { closeSync } from 'node:fs';
import { DiskError } from '../../../electron/core/platform/disk-error.ts';
import type {
  DiskJob,
  FreeThread,
  ThreadRequest,
} from '../../../electron/core/files/disk-threads.ts';
import { stepsOf } from '../../../electron/core/files/footprint.ts';
import type { GateThreads } from '../../../electron/core/files/gate.ts';
import { openedBy } from '../../../electron/core/files/open-files.ts';
import type { DiskRequest } from '../../../electron/core/files/protocol.ts';
import type { OperationContext } from '../../../electron/core/files/thread/context.ts';
import { isMatch } from '../../../electron/core/files/thread/match.ts';
import { operations } from '../../../electron/core/files/thread/operations.ts';
import { ForeignEntry } from '../../../electron/core/files/thread/place.ts';
import { brokenOff, type Step } from '../../../electron/core/files/thread/sequence.ts';

/** An error that the system would give in the place of an operation; `undefined` for none. */
export type DiskFault = (request: DiskRequest) => Error | undefined;

/** Operations that change nothing, a second time at the latest. Of these the same is asked again and again. */
const looks: ReadonlySet<string> = new Set([
  'facts',
  'factsEach',
  'checkWritable',
  'readSmall',
  'rootFacts',
  'makeFolder',
  'list',
  'space',
]);

/**
 * The real operations on real files, run at once and on the main thread: virtual time knows when they are
 * done. Faults come in between, and after a kill nothing answers any more.
 */
export class InlineDisk implements GateThreads {
  readonly isScarce = false;
  /** Operations so far. */
  count = 0;
  readonly #fault: DiskFault;
  readonly #open = new Set<number>();
  /** What looks have brought since something was last changed. */
  readonly #seen = new Map<string, unknown>();
  #isDead = false;

  constructor(fault: DiskFault) {
    this.#fault = fault;
  }

  serve(): void {
    // Nobody waits for a thread.
  }

  withThread({ use }: ThreadRequest): () => void {
    const thread: FreeThread = {
      run: (root, job) => {
        this.#run(root, job);
      },
      stopJob: () => undefined,
      giveUpJob: () => undefined,
    };
    use(thread);
    return () => undefined;
  }

  /** The program is gone, in the middle of what it did; its files are closed. */
  kill(): void {
    this.#isDead = true;
    for (const fd of this.#open) closeSync(fd);
    this.#open.clear();
  }

  #run(root: string, job: DiskJob): void {
    if (this.#isDead) return;
    const { request } = job;
    if (request.name === 'sequence') {
      void this.#runSequence(root, job, stepsOf(request));
      return;
    }
    this.count += 1;
    const fault = this.#fault(request);
    if (fault !== undefined) {
      queueMicrotask(() => {
        job.onFailed(fault);
      });
      return;
    }
    // The types say that name and input belong together.
    const run = operations[request.name] as (
      context: OperationContext,
      ...input: unknown[]
    ) => unknown;
    // Whatever close(2) says, the number is free.
    if (request.name === 'close') this.#open.delete(request.input[0] as unknown as number);
    const context: OperationContext = {
      beat: job.onBeat,
      begin: () => undefined,
      page: job.onPage,
    };
    let end: () => void;
    try {
      const key = looks.has(request.name) ? keyOf(request) : undefined;
      const seen = key === undefined ? undefined : this.#look(key);
      const result = seen === undefined ? run(context, ...request.input) : (seen ?? undefined);
      if (seen === undefined) this.#note(request, key, result);
      end = () => {
        job.onDone(result);
      };
    } catch (error) {
      const told = error instanceof ForeignEntry ? this.#foreign(root, error) : (error as Error); // Node's
      end = () => {
        job.onFailed(told);
      };
    }
    queueMicrotask(() => {
      if (!this.#isDead) end();
    });
  }

  /** Each step as an operation of its own: the program may be killed between any two. */
  async #runSequence(root: string, job: DiskJob, steps: readonly Step[]): Promise<void> {
    const results: unknown[] = [];
    if (this.#runKnown(job, steps)) return;
    for (const { name, input, expected } of steps) {
      try {
        const request = { name, input } as DiskRequest; // a step by itself
        const answer = await new Promise((onDone, onFailed) => {
          this.#run(root, { ...job, request, onDone, onFailed });
        });
        results.push(answer);
        if (expected === undefined || isMatch(expected.result, answer)) continue;
        job.onDone({ isDone: false, results });
        return;
      } catch (error) {
        for (const [, fd] of openedBy({ results })) this.#open.delete(fd);
        job.onDone(brokenOff(results, asThrown(root, error)));
        return;
      }
    }
    job.onDone({ isDone: true, results });
  }

  /** Looks at what was seen before, where nothing stands in the way: no step of them changes anything. */
  #runKnown(job: DiskJob, steps: readonly Step[]): boolean {
    const results: unknown[] = [];
    for (const { name, input, expected } of steps) {
      const request = { name, input } as DiskRequest; // a step by itself
      const seen = looks.has(name) ? this.#look(keyOf(request)) : undefined;
      if (seen === undefined || this.#fault(request) !== undefined) return false;
      results.push(seen ?? undefined);
      if (expected !== undefined && !isMatch(expected.result, seen ?? undefined)) return false;
    }
    this.count += steps.length;
    queueMicrotask(() => {
      if (!this.#isDead) job.onDone({ isDone: true, results });
    });
    return true;
  }

  #foreign(root: string, { kind, path }: ForeignEntry): Error {
    return new DiskError({ code: 'foreign-entry', path: `${root}/${path}`, found: kind });
  }

  /** Somebody else has changed something on the disk. */
  changed(): void {
    this.#seen.clear();
  }

  #look(key: string): unknown {
    const seen = this.#seen.get(key);
    return seen instanceof Uint8Array ? seen.slice() : seen; // whoever has bytes may change them
  }

  #note({ name }: DiskRequest, key: string | undefined, result: unknown): void {
    // A folder that is made for the first time is news.
    if (key === undefined || name === 'makeFolder') this.#seen.clear();
    if (key !== undefined)
      this.#seen.set(key, result instanceof Uint8Array ? result.slice() : (result ?? null));
    const { fd } = (result ?? {}) as { readonly fd?: unknown }; // of the operations that open
    if (typeof fd === 'number') this.#open.add(fd);
  }
}

function keyOf({ name, input }: Pick<DiskRequest, 'name' | 'input'>): string {
  return `${name} ${JSON.stringify(input)}`;
}

/** A step's error as the thread's own code throws it. */
function asThrown(root: string, error: unknown): unknown {
  if (!(error instanceof DiskError) || error.failure.code !== 'foreign-entry') return error;
  const { found, path } = error.failure;
  return new ForeignEntry(found, path.slice(root.length + 1).split('/'));
}
