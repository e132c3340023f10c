import type { Task } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import { Turns } from '../platform/turns.ts';
import { keepOlder } from './migration/migrate.ts';
import { isOfAll } from './disk-failure.ts';
import { emptyLedger, LedgerReader, noteMoveOut, type LedgerContent } from './ledger-reader.ts';
import { TaskWatchers } from './task-watchers.ts';
import { writeTaskDocument } from './task-document.ts';

/** Changes are gathered for this long before they are written together. */
const flushAfterMs = 500;
/** After a refused write: the disk is full or gone, and everything is still in memory. */
const retryDelayMs = 5_000;

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
  #content: LedgerContent = emptyLedger();
  /** Between the beginning of `load` and its good end: what is put in now might be written over what is not read. */
  #isUnread = false;
  #cancelFlush: (() => void) | undefined;
  #needsBackup = false;
  readonly #watchers = new TaskWatchers();
  /** Tells of each task that comes, changes or goes, right after it has. */
  readonly watch = this.#watchers.watch;

  constructor({ store, clock, log }: RepositoryOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  /**
   * Reads every document once, in slices, while everything else goes on; the ledger is empty until then, and
   * nothing may be put into it. When a document is of a newer Reelkeep, nothing is taken in, and nothing is
   * ever written: it would be misread.
   * @throws the signal's reason once it is aborted; the ledger stays empty then, and takes nothing in
   */
  async load(turns = new Turns()): Promise<void> {
    this.#isUnread = true;
    this.#content = await new LedgerReader({ store: this.#store, log: this.#log }).read(turns);
    this.#needsBackup = this.#content.needsBackup;
    this.#isUnread = false;
    if (this.#isUnsaved) this.#plan(flushAfterMs);
  }

  /** The schema version of a ledger that only a newer Reelkeep can read; `undefined` for any other. */
  get newerVersion(): number | undefined {
    return this.#content.newerVersion;
  }

  /**
   * Tasks of which nothing newer was left than a backup, each with the backup's time in Unix milliseconds.
   * What happened to them since then is not known here: the user may have removed them.
   */
  get fromBackup(): ReadonlyMap<TaskId, number> {
    return this.#content.fromBackup;
  }

  get(id: TaskId): Task | undefined {
    return this.#content.tasks.get(id);
  }

  has(id: TaskId): boolean {
    return this.#content.tasks.has(id);
  }

  values(): IterableIterator<Task> {
    return this.#content.tasks.values();
  }

  /** Takes a task in, or its next version. On disk within half a second, or at `flush`. */
  put(task: Task): void {
    if (this.#isUnread) throw new Error('The ledger has not been read.');
    const { tasks, allocator, unsaved, movedOut } = this.#content;
    const from = allocator.documentOf(task.id);
    tasks.set(task.id, task);
    const to = allocator.place(task);
    unsaved.add(to);
    if (from !== undefined && from !== to) noteMoveOut(movedOut, { id: task.id, from });
    this.#plan(flushAfterMs);
    this.#watchers.tell(task.id);
  }

  /** Takes a task off the ledger. */
  remove(id: TaskId): void {
    const { tasks, allocator, unsaved } = this.#content;
    const home = allocator.documentOf(id);
    if (home === undefined) return;
    tasks.delete(id);
    allocator.leave(id);
    unsaved.add(home);
    this.#plan(flushAfterMs);
    this.#watchers.tell(id);
  }

  /**
   * Writes what has changed: all of it, or only the documents of these tasks. It is on disk when this
   * returns.
   * @returns the system's error when the disk refused. Nothing is lost then: it is tried again.
   */
  flush(ids?: readonly TaskId[]): Error | undefined {
    if (this.#content.newerVersion !== undefined) {
      return new Error('The list of videos was written by a newer Reelkeep.');
    }
    const homes = ids?.flatMap((id) => this.#content.allocator.documentOf(id) ?? []);
    if (homes !== undefined) {
      return this.#writeAll([...new Set(homes)].filter((name) => this.#content.unsaved.has(name)));
    }
    this.#unplan();
    return this.#writeAll(this.#changed()) ?? this.#writeAll(this.#changed());
  }

  /**
   * Writes what has changed by now, in slices: everything else that the process does goes on meanwhile.
   * @returns the system's error when the disk refused. Nothing is lost then: it is tried again.
   */
  async commit(): Promise<Error | undefined> {
    if (this.#content.newerVersion !== undefined) return this.flush();
    const turns = new Turns();
    // A second time for documents whose tasks were on their way to another one at the first.
    for (const changed of [() => this.#changed(), () => this.#changed()]) {
      for (const name of changed()) {
        if (!this.#content.unsaved.has(name) && !this.#content.movedOut.has(name)) continue; // written meanwhile
        if (turns.isOver) await turns.next();
        const error = this.#write(name);
        if (error !== undefined) return error;
      }
    }
    return undefined;
  }

  /** The document that will hold a task once it is taken in. */
  documentFor(task: Task): string {
    return this.#content.allocator.documentFor(task);
  }

  get #isUnsaved(): boolean {
    return this.#content.unsaved.size + this.#content.movedOut.size > 0;
  }

  /** Documents to write. Those that nothing leaves come first: then the others need no second time. */
  #changed(): readonly string[] {
    const { unsaved, movedOut } = this.#content;
    const still = [...unsaved].filter((name) => !movedOut.has(name));
    return [...still, ...movedOut.keys()];
  }

  #writeAll(names: readonly string[]): Error | undefined {
    for (const name of names) {
      const error = this.#write(name);
      if (error !== undefined) return error;
    }
    return undefined;
  }

  #writeSlice(): void {
    // Not by the clock of the day, which may be set back meanwhile.
    const fromMs = performance.now();
    for (const name of this.#changed()) {
      if (isOfAll(this.#write(name))) return;
      if (performance.now() - fromMs >= sliceMs) break;
    }
    if (this.#isUnsaved) this.#plan(betweenSlicesMs);
  }

  #write(name: string): Error | undefined {
    const { allocator, movedOut, unknownEntries } = this.#content;
    const departed = [...(movedOut.get(name) ?? [])].filter((id) => this.#isOnItsWay(id, name));
    const ids = [...allocator.members(name), ...departed];
    const tasks = ids.flatMap((id) => this.#content.tasks.get(id) ?? []);
    try {
      this.#backUpOnce();
      this.#store.write(
        name,
        writeTaskDocument({ tasks, unknownEntries: unknownEntries.get(name) ?? [] }),
      );
    } catch (error) {
      this.#log.error(`${name} could not be written: ${String(error)}`);
      this.#unplan();
      this.#plan(retryDelayMs);
      return error instanceof Error ? error : new Error(String(error));
    }
    this.#content.unsaved.delete(name);
    if (departed.length === 0) movedOut.delete(name);
    else movedOut.set(name, new Set(departed));
    return undefined;
  }

  /** Whether a task that has left this document is not yet on disk in its new one. */
  #isOnItsWay(id: TaskId, from: string): boolean {
    const home = this.#content.allocator.documentOf(id);
    return home !== undefined && home !== from && this.#content.unsaved.has(home);
  }

  #backUpOnce(): void {
    if (this.#needsBackup) keepOlder(this.#store);
    this.#needsBackup = false;
  }

  #plan(delayMs: number): void {
    if (this.#content.newerVersion !== undefined) return;
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
