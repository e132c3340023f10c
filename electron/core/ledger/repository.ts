import type { JsonValue } from '../../shared/brand.ts';
import type { Task } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import { Turns } from '../platform/turns.ts';
import { isOlder, keepOlder, migrate, type Documents } from './migration/migrate.ts';
import { isOfAll } from './disk-failure.ts';
import { readLedger } from './ledger-documents.ts';
import { DocumentAllocator } from './document-allocator.ts';
import { TaskWatchers } from './task-watchers.ts';
import { isNewer, readShard, schemaVersion, versionOf, writeShard } from './shard.ts';

/** Changes are gathered for this long before they are written together. */
const flushAfterMs = 500;
/** After a refused write: the disk is full or gone, and everything is still in memory. */
const retryAfterMs = 5_000;

/** What is written behind blocks everything else for about this long, then lets it have its turn. */
const sliceMs = 4;
const betweenSlicesMs = 20;

/** What the repository needs. */
export interface RepositoryOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The ledger: all tasks in memory, changed documents written behind. `flush` is for what must be on
 * disk before the next step; everything else follows within half a second.
 *
 * A task that moves from one document to another stays in the old one until the new one is on disk. So
 * documents can be written in any order, and a crash leaves a task twice, never nowhere.
 */
export class TaskRepository {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #tasks = new Map<TaskId, Task>();
  readonly #allocator = new DocumentAllocator();
  readonly #unknownEntries = new Map<string, readonly JsonValue[]>();
  /** Documents whose tasks are not on disk as they are here. */
  readonly #unsaved = new Set<string>();
  /** Documents that may hold tasks which have moved away. */
  readonly #movedOut = new Map<string, Set<TaskId>>();
  #cancelFlush: (() => void) | undefined;
  #newerVersion: number | undefined;
  /** The documents on disk are an older Reelkeep's, and have yet to be kept before one is written. */
  #needsBackup = false;
  readonly #fromBackup = new Map<TaskId, number>();
  readonly #watchers = new TaskWatchers();
  /** Tells of each task that comes, changes or goes, right after it has. */
  readonly watch = this.#watchers.watch;

  constructor({ store, clock, log }: RepositoryOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  /**
   * Reads every document once. A task that stands in two of them counts as its newer copy. When any is
   * of a newer Reelkeep, nothing is taken in, and nothing is ever written: it would be misread.
   */
  load(): void {
    const read = readLedger(this.#store);
    const version = [...read.documents.values()].map(versionOf).reduce((a, b) => Math.max(a, b), 0);
    if (version > schemaVersion) {
      this.#newerVersion = version;
      return;
    }
    const misplaced: [Task, string][] = [];
    for (const [name, document] of this.#migrated(read.documents)) {
      const shard = readShard(document);
      if (shard.unknownEntries.length > 0) this.#unknownEntries.set(name, shard.unknownEntries);
      for (const task of shard.tasks) {
        if (!this.#takeIn(task, name)) misplaced.push([task, name]);
      }
    }
    for (const [task, from] of misplaced) this.#relocate(task, from);
    for (const { task, savedAtMs } of read.fromBackup) {
      const isNewest = this.#tasks.get(task.id)?.updatedAtMs === task.updatedAtMs;
      if (isNewest) this.#fromBackup.set(task.id, savedAtMs);
    }
    if (this.#unsaved.size + this.#movedOut.size > 0) this.#plan(flushAfterMs);
  }

  /** The schema version of a ledger that only a newer Reelkeep can read; `undefined` for any other. */
  get newerVersion(): number | undefined {
    return this.#newerVersion;
  }

  /**
   * Tasks of which nothing newer was left than a backup, each with the backup's time in Unix milliseconds.
   * What happened to them since then is not known here: the user may have removed them.
   */
  get fromBackup(): ReadonlyMap<TaskId, number> {
    return this.#fromBackup;
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
    const from = this.#allocator.documentOf(task.id);
    this.#tasks.set(task.id, task);
    const to = this.#allocator.place(task);
    this.#unsaved.add(to);
    if (from !== undefined && from !== to) this.#moveOut(task.id, from);
    this.#plan(flushAfterMs);
    this.#watchers.tell(task.id);
  }

  /** Takes a task off the ledger. */
  remove(id: TaskId): void {
    const home = this.#allocator.documentOf(id);
    if (home === undefined) return;
    this.#tasks.delete(id);
    this.#allocator.leave(id);
    this.#unsaved.add(home);
    this.#plan(flushAfterMs);
    this.#watchers.tell(id);
  }

  /**
   * Writes what has changed: all of it, or only the documents of these tasks. It is on disk when this
   * returns.
   * @returns the system's error when the disk refused. Nothing is lost then: it is tried again.
   */
  flush(ids?: readonly TaskId[]): Error | undefined {
    if (this.#newerVersion !== undefined) {
      return new Error('The list of videos was written by a newer Reelkeep.');
    }
    const homes = ids?.flatMap((id) => this.#allocator.documentOf(id) ?? []);
    if (homes !== undefined) {
      return this.#writeAll([...new Set(homes)].filter((name) => this.#unsaved.has(name)));
    }
    this.#unplan();
    return this.#writeAll(this.#changed()) ?? this.#writeAll(this.#changed());
  }

  /**
   * Writes what has changed by now, in slices: everything else that the process does goes on meanwhile.
   * @returns the system's error when the disk refused. Nothing is lost then: it is tried again.
   */
  async commit(): Promise<Error | undefined> {
    if (this.#newerVersion !== undefined) return this.flush();
    const turns = new Turns();
    // A second time for documents whose tasks were on their way to another one at the first.
    for (const changed of [() => this.#changed(), () => this.#changed()]) {
      for (const name of changed()) {
        if (!this.#unsaved.has(name) && !this.#movedOut.has(name)) continue; // written meanwhile
        if (turns.isOver) await turns.next();
        const error = this.#write(name);
        if (error !== undefined) return error;
      }
    }
    return undefined;
  }

  /** The document that will hold a task once it is taken in. */
  documentFor(task: Task): string {
    return this.#allocator.documentFor(task);
  }

  /** Documents to write. Those that nothing leaves come first: then the others need no second time. */
  #changed(): readonly string[] {
    const still = [...this.#unsaved].filter((name) => !this.#movedOut.has(name));
    return [...still, ...this.#movedOut.keys()];
  }

  #writeAll(names: readonly string[]): Error | undefined {
    for (const name of names) {
      const error = this.#write(name);
      if (error !== undefined) return error;
    }
    return undefined;
  }

  #writeSlice(): void {
    const fromMs = this.#clock.now();
    for (const name of this.#changed()) {
      if (isOfAll(this.#write(name))) return;
      if (this.#clock.now() - fromMs >= sliceMs) break;
    }
    if (this.#unsaved.size + this.#movedOut.size > 0) this.#plan(betweenSlicesMs);
  }

  #write(name: string): Error | undefined {
    const departed = [...(this.#movedOut.get(name) ?? [])].filter((id) =>
      this.#isOnItsWay(id, name),
    );
    const ids = [...this.#allocator.members(name), ...departed];
    const tasks = ids.flatMap((id) => this.#tasks.get(id) ?? []);
    try {
      this.#backUpOnce();
      this.#store.write(
        name,
        writeShard({ tasks, unknownEntries: this.#unknownEntries.get(name) ?? [] }),
      );
    } catch (error) {
      this.#log.error(`${name} could not be written: ${String(error)}`);
      this.#unplan();
      this.#plan(retryAfterMs);
      return error instanceof Error ? error : new Error(String(error));
    }
    this.#unsaved.delete(name);
    if (departed.length === 0) this.#movedOut.delete(name);
    else this.#movedOut.set(name, new Set(departed));
    return undefined;
  }

  /** Whether a task that has left this document is not yet on disk in its new one. */
  #isOnItsWay(id: TaskId, from: string): boolean {
    const home = this.#allocator.documentOf(id);
    return home !== undefined && home !== from && this.#unsaved.has(home);
  }

  /** Both versions read alike: where the disk refuses, the next start tries again. */
  #migrated(read: Documents): Documents {
    this.#needsBackup = isOlder(read);
    try {
      this.#backUpOnce();
    } catch (error) {
      this.#log.error(`The ledger could not be kept before its migration: ${String(error)}`);
      return read;
    }
    const { documents, refused } = migrate(this.#store, read);
    if (refused !== undefined) {
      this.#log.error(`The ledger could not be migrated: ${refused.message}`);
    }
    return documents;
  }

  #backUpOnce(): void {
    if (this.#needsBackup) keepOlder(this.#store);
    this.#needsBackup = false;
  }

  /** @returns false for a task that is in the wrong document */
  #takeIn(task: Task, name: string): boolean {
    const known = this.#tasks.get(task.id);
    if (known !== undefined && !isNewer(task, known)) {
      this.#unsaved.add(name); // it holds an older copy
      return true;
    }
    const before = this.#allocator.documentOf(task.id);
    if (!this.#allocator.canHold(task, name)) return false;
    if (before !== undefined) this.#unsaved.add(before);
    this.#allocator.keep(task, name);
    this.#tasks.set(task.id, task);
    return true;
  }

  #relocate(task: Task, from: string): void {
    const known = this.#tasks.get(task.id);
    if (known !== undefined && !isNewer(task, known)) {
      this.#moveOut(task.id, from);
      return;
    }
    const before = this.#allocator.documentOf(task.id);
    this.#tasks.set(task.id, task);
    this.#unsaved.add(this.#allocator.place(task));
    if (before !== undefined) this.#unsaved.add(before);
    this.#moveOut(task.id, from);
  }

  #moveOut(id: TaskId, from: string): void {
    const departed = this.#movedOut.get(from) ?? new Set<TaskId>();
    this.#movedOut.set(from, departed.add(id));
  }

  #plan(delayMs: number): void {
    if (this.#newerVersion !== undefined) return;
    this.#cancelFlush ??= this.#clock.after(delayMs, () => {
      this.#cancelFlush = undefined;
      this.#writeSlice();
    });
  }

  #unplan(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
  }
}
