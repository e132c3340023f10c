import { DiskError } from '../platform/disk-error.ts';
import { DiskThreads, type DiskJob, type FreeThread } from './disk-threads.ts';
import { defaultLimits, limitMsOf, type GateLimits } from './gate-limits.ts';
import { hurryLimits, TimeLimit } from './time-limit.ts';
import { areAtOdds, footprintOf, type Footprint } from './footprint.ts';
import { GateQueue } from './gate-queue.ts';
import { OpenFiles } from './open-files.ts';
import type { DiskRequest } from './protocol.ts';
import { Stopped } from './received-error.ts';
import type { OperationInput, OperationName, OperationResult } from './thread/operations.ts';

/** How an operation is run. */
export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onBeat?: ((bytes: number) => void) | undefined;
  /** Called with each part of a long result but the last. */
  readonly onPage?: (part: readonly unknown[]) => void;
  readonly transfer?: readonly ArrayBuffer[];
  /** Undoes what came too late for anybody to have it: closes what was opened. */
  readonly onLate?: (result: unknown) => void;
}

let sharedThreads: GateThreads = new DiskThreads();
const gates = new Map<string, Gate>();

/** Where a gate's threads come from. */
export type GateThreads = Pick<DiskThreads, 'withThread' | 'serve' | 'isScarce'>;

/** Other threads for the gates that are made from now on, for simulations; those that are there are forgotten. */
export function useThreads(threads: GateThreads): void {
  sharedThreads = threads;
  gates.clear();
}

/** The gate of a root; all who name the same root share it. */
export function gateOf(root: string): Gate {
  const known = gates.get(root);
  if (known !== undefined) return known;
  const gate = new Gate(root);
  gates.set(root, gate);
  return gate;
}

/** Reelkeep quits: from now on no drive is waited for longer than two seconds. */
export function hurryAll(): void {
  hurryLimits();
}

/** Whether a thread still works on a drive. A process ends only after its threads: it may never. */
export function isAnyBusy(): boolean {
  return [...gates.values()].some((gate) => gate.isBusy);
}

/** How an operation's end reaches who asked for it. */
interface End {
  readonly onDone: (result: unknown) => void;
  readonly onFailed: (error: Error) => void;
}

/**
 * Lets a bounded number of operations at a time through to one root, each for a limited time. A root that
 * does not answer in time is left alone: what waits for it is refused at once, until an operation comes
 * back or, after a while, another one is answered.
 *
 * An operation that was given up may still happen whenever the drive answers. Until it has come back,
 * everything that it could spoil is refused: the same path, and changes above and below it.
 */
export class Gate {
  /** Absolute. */
  readonly root: string;
  readonly #threads: GateThreads;
  #limits = defaultLimits;
  /** Operations that run; those given up among them. */
  #running = 0;
  /** Operations that were given up and have not come back, with what may still happen of them. */
  readonly #out = new Map<Footprint, Footprint>();
  /** Whole files that are being read. */
  readonly #long = new Set<Footprint>();
  readonly #queue = new GateQueue();
  readonly #files = new OpenFiles();
  /** Who waits for it to be idle. */
  readonly #idleWaiters = new Set<() => void>();
  #silentSinceMs: number | undefined;
  #patience: NodeJS.Timeout | undefined;

  /** @param threads other ones, for tests */
  constructor(root: string, threads: GateThreads = sharedThreads) {
    this.root = root;
    this.#threads = threads;
  }

  /** Other limits, for tests. */
  setLimits(limits: Partial<GateLimits>): void {
    this.#limits = { ...this.#limits, ...limits };
  }

  /** Whether an operation runs, also one that was given up. */
  get isBusy(): boolean {
    return this.#running > 0;
  }

  /** Resolves when nothing runs or waits any more, but what was given up. */
  async idle(): Promise<void> {
    while (this.#queue.size > 0 || this.#running > this.#out.size) {
      await new Promise<void>((resolve) => this.#idleWaiters.add(resolve));
    }
  }

  /** Whether it did not answer in time, and has not answered since. */
  get isSilent(): boolean {
    return this.#silentSinceMs !== undefined;
  }

  /**
   * Runs an operation on the root.
   * @throws DiskError `drive-not-answering` when the time is over, or was for the one before; `foreign-entry`;
   * Stopped; the system's error
   */
  run<N extends OperationName>(
    name: N,
    input: OperationInput<N>,
    options: RunOptions = {},
  ): Promise<OperationResult<N>> {
    return new Promise((resolve, reject) => {
      // The name says what its operation is given and what it answers.
      const request = { name, input } as unknown as DiskRequest;
      const onDone = resolve as (result: unknown) => void;
      const refuse = (error: Error) => {
        this.#files.noteUndone(request);
        reject(error);
      };
      if (this.#isAtOdds(request) || !this.#mayAsk()) {
        refuse(this.#silence());
        return;
      }
      const start = () => {
        this.#start(request, options, { onDone, onFailed: reject });
      };
      this.#queue.add({ start, refuse, isLong: request.name === 'hash' });
      this.#next(false);
    });
  }

  #footprint(request: DiskRequest): Footprint {
    return footprintOf(request, this.#files.pathOf);
  }

  #isAtOdds(request: DiskRequest): boolean {
    if (this.#out.size === 0) return false;
    const next = this.#footprint(request);
    return [...this.#out.values()].some((out) => areAtOdds(out, next));
  }

  #silence(): DiskError {
    return new DiskError({ code: 'drive-not-answering', path: this.root });
  }

  /** One that was silent is asked again after a while, by one operation. */
  #mayAsk(): boolean {
    if (this.#silentSinceMs === undefined) return true;
    if (this.#running >= this.#limits.atOnce) return false;
    if (performance.now() - this.#silentSinceMs < this.#limits.askAgainMs) return false;
    this.#silentSinceMs = performance.now();
    return true;
  }

  #next(isImpatient: boolean): void {
    const reading = [...this.#long].filter((each) => !this.#out.has(each)).length;
    const busy = this.#running - this.#out.size - reading;
    const isFree = busy === 0 || (isImpatient && !this.#threads.isScarce);
    if (isFree && this.#running < this.#limits.atOnce) {
      // Whole files are read one at a time: a few huge ones must not keep everybody else waiting. One that
      // was given up may never come back.
      const next = this.#queue.take(reading === 0);
      if (next !== undefined) {
        this.#running += 1;
        next.start();
      }
    }
    if (this.#queue.size === 0 || this.#patience !== undefined) return;
    this.#patience = setTimeout(() => {
      this.#patience = undefined;
      this.#next(true);
    }, this.#limits.patienceMs);
  }

  #start(request: DiskRequest, options: RunOptions, end: End): void {
    const footprint = this.#footprint(request);
    if (request.name === 'hash') this.#long.add(footprint);
    let thread: FreeThread | undefined;
    const limit = new TimeLimit(limitMsOf(request, this.#limits), () => {
      end.onFailed(this.#silence());
      if (thread === undefined) {
        leave(); // all threads wait for other drives
        this.#files.noteUndone(request);
        this.#returned(footprint);
        return;
      }
      const step = thread.giveUpJob();
      this.#out.set(footprint, step === undefined ? footprint : footprint.slice(step, step + 1));
      this.#threads.serve();
      this.#fallSilent();
    });
    const leave = this.#threads.withThread({
      refuse: (error) => {
        limit.end();
        this.#files.noteUndone(request);
        this.#returned(footprint);
        end.onFailed(error);
      },
      use: (free) => {
        thread = free;
        free.run(this.root, this.#job({ request, options, end, footprint, limit }));
        if (options.signal?.aborted === true) free.stopJob();
      },
    });
    options.signal?.addEventListener('abort', () => thread?.stopJob(), { signal: limit.ended });
  }

  #job(running: {
    readonly request: DiskRequest;
    readonly options: RunOptions;
    readonly end: End;
    readonly footprint: Footprint;
    readonly limit: TimeLimit;
  }): DiskJob {
    const { request, options, end, footprint, limit } = running;
    const finish = () => {
      const isLate = this.#out.has(footprint);
      limit.end();
      this.#returned(footprint);
      return isLate;
    };
    return {
      request,
      transfer: options.transfer ?? [],
      onBeat: (bytes) => {
        if (this.#out.has(footprint)) return;
        limit.again();
        options.onBeat?.(bytes);
      },
      onPage: (part) => {
        if (this.#out.has(footprint)) return;
        limit.again();
        options.onPage?.(part);
      },
      onDone: (result) => {
        this.#files.noteEnd(request, result, footprint);
        if (finish()) options.onLate?.(result);
        else end.onDone(result);
      },
      onFailed: (error) => {
        if (error instanceof Stopped) this.#files.noteUndone(request); // given up before it had begun
        finish();
        end.onFailed(error);
      },
    };
  }

  #fallSilent(): void {
    this.#silentSinceMs = performance.now();
    for (const { refuse } of [...this.#queue.takeAll()]) refuse(this.#silence());
    this.#tellIdle();
  }

  /** One operation less to be waited for. */
  #tellIdle(): void {
    const waiting = [...this.#idleWaiters];
    this.#idleWaiters.clear();
    for (const resolve of waiting) resolve();
  }

  /** An operation has come back, in time or not: the root answers. */
  #returned(footprint: Footprint): void {
    this.#out.delete(footprint);
    this.#long.delete(footprint);
    this.#running -= 1;
    this.#silentSinceMs = undefined;
    for (const fd of this.#files.takeUnclosed()) {
      void this.run('close', [fd]).catch(() => undefined); // refused, it is noted again
    }
    this.#next(false);
    this.#tellIdle();
  }
}
