import type { JsonValue } from '../../shared/brand.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Task, TaskId } from '../../shared/task.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store.ts';
import { ledgerFolder, readShard, shardOf, writeShard } from './shard.ts';

/** Changes are gathered for this long before they are written together. */
const flushAfterMs = 500;

/** After a refused write: the disk is full or gone, and everything is still in memory. */
const retryAfterMs = 5_000;

/** What the repository needs. */
export interface RepositoryOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The ledger: all tasks in memory, changed documents written behind. `flush` is for what must be on
 * disk before the next step; everything else follows within half a second.
 */
export class TaskRepository {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #tasks = new Map<TaskId, Task>();
  readonly #members = new Map<string, Set<TaskId>>();
  readonly #strangers = new Map<string, readonly JsonValue[]>();
  readonly #dirty = new Set<string>();
  #cancelFlush: (() => void) | undefined;

  constructor({ store, clock, log }: RepositoryOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  /** Reads every document once. A task that stands in two of them counts as its newer copy. */
  load(): void {
    for (const name of this.#store.list(ledgerFolder)) {
      const reading = this.#store.read(name);
      if (reading.setAside !== undefined) {
        this.#log.error(`${name} was damaged; it is kept as ${reading.setAside}`);
      }
      if (reading.value === undefined) continue;
      const shard = readShard(reading.value);
      if (shard.strangers.length > 0) this.#strangers.set(name, shard.strangers);
      for (const task of shard.tasks) this.#admit(task, name);
    }
  }

  get(id: TaskId): Task | undefined {
    return this.#tasks.get(id);
  }

  has(id: TaskId): boolean {
    return this.#tasks.has(id);
  }

  values(): IterableIterator<Task> {
    return this.#tasks.values();
  }

  /** Takes a task in, or its next version. On disk within half a second, or at `flush`. */
  put(task: Task): void {
    const before = this.#tasks.get(task.id);
    const from = before === undefined ? undefined : shardOf(before);
    const to = shardOf(task);
    this.#tasks.set(task.id, task);
    if (from !== undefined && from !== to) this.#leave(task.id, from);
    this.#enter(task.id, to);
    this.#plan(flushAfterMs);
  }

  /** Takes a task off the ledger. */
  remove(id: TaskId): void {
    const task = this.#tasks.get(id);
    if (task === undefined) return;
    this.#tasks.delete(id);
    this.#leave(id, shardOf(task));
    this.#plan(flushAfterMs);
  }

  /**
   * Writes everything that has changed; it is on disk when this returns.
   * @returns the system's error when the disk refused. Nothing is lost then: it is tried again.
   */
  flush(): Error | undefined {
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
    // Finished tasks first: a crash between the two writes leaves a task twice, never nowhere.
    const names = [...this.#dirty].sort((a, b) => Number(isHot(a)) - Number(isHot(b)));
    for (const name of names) {
      const error = this.#write(name);
      if (error !== undefined) return error;
    }
    return undefined;
  }

  #write(name: string): Error | undefined {
    const ids = this.#members.get(name) ?? new Set<TaskId>();
    const tasks = [...ids].flatMap((id) => this.#tasks.get(id) ?? []);
    try {
      this.#store.write(name, writeShard({ tasks, strangers: this.#strangers.get(name) ?? [] }));
      this.#dirty.delete(name);
      return undefined;
    } catch (error) {
      this.#log.error(`${name} could not be written: ${String(error)}`);
      this.#plan(retryAfterMs);
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #admit(task: Task, name: string): void {
    const known = this.#tasks.get(task.id);
    const isStale = known !== undefined && known.updatedAtMs >= task.updatedAtMs;
    const home = shardOf(task);
    // Whichever copy loses, its document no longer tells the truth and is written anew.
    if (known !== undefined || home !== name) this.#dirty.add(name);
    if (isStale) return;
    if (known !== undefined) this.#leave(task.id, shardOf(known));
    this.#tasks.set(task.id, task);
    if (home === name) this.#join(task.id, home);
    else this.#enter(task.id, home);
  }

  #join(id: TaskId, name: string): void {
    const members = this.#members.get(name) ?? new Set<TaskId>();
    members.add(id);
    this.#members.set(name, members);
  }

  #enter(id: TaskId, name: string): void {
    this.#join(id, name);
    this.#dirty.add(name);
  }

  #leave(id: TaskId, name: string): void {
    this.#members.get(name)?.delete(id);
    this.#dirty.add(name);
  }

  #plan(delayMs: number): void {
    this.#cancelFlush ??= this.#clock.after(delayMs, () => {
      this.#cancelFlush = undefined;
      this.flush();
    });
  }
}

function isHot(name: string): boolean {
  return name.startsWith(`${ledgerFolder}/active-`);
}

/** The failure that a refused write of the ledger, or of what belongs to it, comes to. */
export function diskFailure(error: Error): Failure {
  const { code, path = 'ledger' } = error as NodeJS.ErrnoException; // what the system's errors carry
  return code === 'ENOSPC'
    ? { code: 'disk-full', path }
    : { code: 'disk-error', path, detail: error.message };
}
