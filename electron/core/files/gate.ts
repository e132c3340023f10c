import { DiskTrouble } from '../disk.ts';
import { DiskThreads, Stopped, type DiskThread } from './disk-threads.ts';
import type { DiskRequest } from './protocol.ts';
import type { OperationInput, OperationName, OperationResult } from './thread/operations.ts';

/** How long a root may take, and how much it is asked at a time. */
export interface GateLimits {
  /** A disk that was asleep needs about ten seconds to turn again. */
  readonly answerMs: number;
  /** For what flushes to disk: a slow stick has much to write first. */
  readonly flushMs: number;
  /** After so long a drive that did not answer is asked again. */
  readonly askAgainMs: number;
  /** Operations at a time, those that never came back among them. */
  readonly atOnce: number;
  /** While one runs, the next one waits for so long before it gets a thread of its own. */
  readonly patienceMs: number;
}

const defaultLimits: GateLimits = {
  answerMs: 20_000,
  flushMs: 60_000,
  askAgainMs: 10_000,
  atOnce: 3,
  patienceMs: 5,
};

/** When Reelkeep quits, whoever still waits for a drive waits no longer than this. */
const hurriedMs = 2000;

const flushing: ReadonlySet<OperationName> = new Set<OperationName>([
  'sync',
  'close',
  'syncFolder',
  'writeDurably',
  'append',
  'makeFolder',
  'probeWriting',
  'move',
  'replace',
  'setAside',
  'write',
]);

/** How an operation is run. */
export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onBeat?: ((bytes: number) => void) | undefined;
  readonly transfer?: readonly ArrayBuffer[];
  /** Undoes what came too late for anybody to have it: closes a file that was opened. */
  readonly onLate?: (result: unknown) => void;
}

interface Waiting {
  readonly start: () => void;
  readonly refuse: (error: Error) => void;
}

const threads = new DiskThreads();
const gates = new Map<string, Gate>();
let isHurried = false;

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
  isHurried = true;
  for (const gate of gates.values()) gate.hurry();
}

/** Whether a thread still waits for a drive. Such a process cannot end by itself. */
export function isAnyStuck(): boolean {
  return [...gates.values()].some((gate) => gate.isStuck);
}

/**
 * Lets a bounded number of operations at a time through to one root, each for a limited time. A root that
 * does not answer in time is left alone: what waits for it is refused at once, until an operation comes
 * back or, after a while, another one is answered.
 */
export class Gate {
  readonly #root: string;
  #limits = defaultLimits;
  /** Operations that run; those given up among them. */
  #running = 0;
  readonly #givenUp = new Set<symbol>();
  readonly #hurries = new Set<() => void>();
  readonly #queue: Waiting[] = [];
  #silentSinceMs: number | undefined;
  #patience: NodeJS.Timeout | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  /** Other limits, for tests. */
  setLimits(limits: Partial<GateLimits>): void {
    this.#limits = { ...this.#limits, ...limits };
  }

  /** Whether an operation has been given up that has not come back. */
  get isStuck(): boolean {
    return this.#givenUp.size > 0;
  }

  /** Gives the running operations only a little more time. */
  hurry(): void {
    for (const hurry of this.#hurries) hurry();
  }

  /**
   * Runs an operation on the root.
   * @throws DiskTrouble `drive-not-answering` when the time is over, or was for the one before; `foreign-entry`;
   * Stopped; the system's error
   */
  run<N extends OperationName>(
    name: N,
    input: OperationInput<N>,
    options: RunOptions = {},
  ): Promise<OperationResult<N>> {
    return new Promise((resolve, reject) => {
      if (!this.#mayAsk()) {
        reject(this.#silence());
        return;
      }
      const start = () => {
        // The name says what its operation answers.
        const onDone = resolve as (result: unknown) => void;
        this.#start({ name, input } as unknown as DiskRequest, options, {
          onDone,
          onFailed: reject,
        });
      };
      this.#queue.push({ start, refuse: reject });
      this.#next(false);
    });
  }

  #silence(): DiskTrouble {
    return new DiskTrouble({ code: 'drive-not-answering', path: this.#root });
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
    const busy = this.#running - this.#givenUp.size;
    const isFree = busy === 0 || (isImpatient && this.#running < this.#limits.atOnce);
    if (isFree && this.#running < this.#limits.atOnce) {
      const next = this.#queue.shift();
      if (next !== undefined) {
        this.#running += 1;
        next.start();
      }
    }
    if (this.#queue.length === 0 || this.#patience !== undefined) return;
    this.#patience = setTimeout(() => {
      this.#patience = undefined;
      this.#next(true);
    }, this.#limits.patienceMs);
  }

  #start(
    request: DiskRequest,
    options: RunOptions,
    end: { onDone: (result: unknown) => void; onFailed: (error: Error) => void },
  ): void {
    threads.withThread((thread) => {
      const wait = this.#waitFor(request.name, thread, end.onFailed);
      const stop = () => {
        thread.stopJob();
      };
      options.signal?.addEventListener('abort', stop);
      const finish = (tell: () => void) => {
        options.signal?.removeEventListener('abort', stop);
        this.#came(wait, tell);
      };
      thread.run(this.#root, {
        request,
        transfer: options.transfer ?? [],
        onBeat: (bytes) => {
          wait.again();
          options.onBeat?.(bytes);
        },
        onDone: (result) => {
          finish(() => {
            if (wait.isOver()) options.onLate?.(result);
            else end.onDone(result);
          });
        },
        onFailed: (error) => {
          finish(() => {
            end.onFailed(error);
          });
        },
      });
      if (options.signal?.aborted === true) stop();
    });
  }

  #waitFor(name: OperationName, thread: DiskThread, refuse: (error: Error) => void) {
    const id = Symbol(name);
    const limitMs = flushing.has(name) ? this.#limits.flushMs : this.#limits.answerMs;
    const giveUp = () => {
      this.#hurries.delete(hurry);
      this.#givenUp.add(id);
      thread.unref();
      refuse(this.#silence());
      this.#fallSilent();
    };
    const arm = (delayMs: number) =>
      setTimeout(giveUp, isHurried ? Math.min(delayMs, hurriedMs) : delayMs);
    let timer = arm(limitMs);
    const again = (delayMs = limitMs) => {
      if (this.#givenUp.has(id)) return;
      clearTimeout(timer);
      timer = arm(delayMs);
    };
    const hurry = () => {
      again(hurriedMs);
    };
    this.#hurries.add(hurry);
    return {
      again,
      isOver: () => this.#givenUp.has(id),
      end: () => {
        clearTimeout(timer);
        this.#hurries.delete(hurry);
        this.#givenUp.delete(id);
      },
    };
  }

  #fallSilent(): void {
    this.#silentSinceMs = performance.now();
    for (const { refuse } of this.#queue.splice(0)) refuse(this.#silence());
  }

  /** An operation has come back, in time or not: the root answers. */
  #came(wait: { readonly end: () => void }, tell: () => void): void {
    tell();
    wait.end();
    this.#running -= 1;
    this.#silentSinceMs = undefined;
    this.#next(false);
  }
}

export { Stopped };
