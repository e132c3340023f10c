import type { JsonValue } from '../../shared/json.ts';
import type { Task } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import { forEachInTurns, type Turns } from '../platform/turns.ts';
import { DocumentAllocator } from './document-allocator.ts';
import { readLedger, type LedgerReading } from './ledger-documents.ts';
import { keepOlder, migrate, type Documents } from './migration/migrate.ts';
import { isNewer, readTaskDocument, schemaVersion, versionOf } from './task-document.ts';

/** The ledger as it is in memory. */
export interface LedgerContent {
  readonly tasks: Map<TaskId, Task>;
  readonly allocator: DocumentAllocator;
  readonly unknownEntries: Map<string, readonly JsonValue[]>;
  /** Documents whose tasks are not on disk as they are here. */
  readonly unsaved: Set<string>;
  /** Documents that may hold tasks which have moved away. */
  readonly movedOut: Map<string, Set<TaskId>>;
  /** Tasks of which nothing newer was left than a backup, with its time in Unix milliseconds. */
  readonly fromBackup: Map<TaskId, number>;
  /** The documents on disk are an older Reelkeep's, and have yet to be kept before one is written. */
  readonly needsBackup: boolean;
  /** The version of documents that only a newer Reelkeep can read: then nothing is taken in. */
  readonly newerVersion?: number;
}

/** A ledger without tasks. */
export function emptyLedger(): LedgerContent {
  return {
    tasks: new Map(),
    allocator: new DocumentAllocator(),
    unknownEntries: new Map(),
    unsaved: new Set(),
    movedOut: new Map(),
    fromBackup: new Map(),
    needsBackup: false,
  };
}

/** Notes that a document may hold a task which has moved away. */
export function noteMoveOut(
  movedOut: LedgerContent['movedOut'],
  { id, from }: { readonly id: TaskId; readonly from: string },
): void {
  const departed = movedOut.get(from) ?? new Set<TaskId>();
  movedOut.set(from, departed.add(id));
}

/**
 * Reads the ledger, in slices, into a content of its own: until it is whole, nobody sees any of it, and
 * nothing can be written over what was not read yet.
 */
export class LedgerReader {
  readonly #store: Store;
  readonly #log: Log;
  readonly #content = emptyLedger();

  constructor({ store, log }: { readonly store: Store; readonly log: Log }) {
    this.#store = store;
    this.#log = log;
  }

  /**
   * Reads every document once. A task that stands in two of them counts as its newer copy.
   * @throws the signal's reason once it is aborted
   */
  async read(turns: Turns): Promise<LedgerContent> {
    const read = await readLedger(this.#store, turns);
    const versions = new Set<number>();
    const note = (document: JsonValue) => void versions.add(versionOf(document));
    await forEachInTurns(read.documents.values(), note, turns);
    const newest = Math.max(0, ...versions);
    if (newest > schemaVersion) return { ...emptyLedger(), newerVersion: newest };
    const { documents, needsBackup } = versions.has(1)
      ? await this.#migrated(read.documents, turns)
      : { documents: read.documents, needsBackup: false };
    const misplaced: [Task, string][] = [];
    for (const [name, document] of documents) {
      if (turns.isOver) await turns.next();
      const read = readTaskDocument(document);
      if (read.unknownEntries.length > 0)
        this.#content.unknownEntries.set(name, read.unknownEntries);
      for (const task of read.tasks) {
        if (!this.#takeIn(task, name)) misplaced.push([task, name]);
      }
    }
    for (const [task, from] of misplaced) {
      if (turns.isOver) await turns.next();
      this.#relocate(task, from);
    }
    this.#noteBackups(read);
    return { ...this.#content, needsBackup };
  }

  #noteBackups({ fromBackup }: LedgerReading): void {
    for (const { task, savedAtMs } of fromBackup) {
      const isNewest = this.#content.tasks.get(task.id)?.updatedAtMs === task.updatedAtMs;
      if (isNewest) this.#content.fromBackup.set(task.id, savedAtMs);
    }
  }

  /** Both versions read alike: where the disk refuses, the next start tries again. */
  async #migrated(
    read: Documents,
    turns: Turns,
  ): Promise<{ readonly documents: Documents; readonly needsBackup: boolean }> {
    try {
      keepOlder(this.#store);
    } catch (error) {
      this.#log.error(`The ledger could not be kept before its migration: ${String(error)}`);
      return { documents: read, needsBackup: true };
    }
    const { documents, refused } = await migrate(this.#store, read, turns);
    if (refused !== undefined) {
      this.#log.error(`The ledger could not be migrated: ${refused.message}`);
    }
    return { documents, needsBackup: false };
  }

  /** @returns false for a task that is in the wrong document */
  #takeIn(task: Task, name: string): boolean {
    const { tasks, unsaved, allocator } = this.#content;
    const known = tasks.get(task.id);
    if (known !== undefined && !isNewer(task, known)) {
      unsaved.add(name); // it holds an older copy
      return true;
    }
    const before = allocator.documentOf(task.id);
    if (!allocator.canHold(task, name)) return false;
    if (before !== undefined) unsaved.add(before);
    allocator.keep(task, name);
    tasks.set(task.id, task);
    return true;
  }

  #relocate(task: Task, from: string): void {
    const { tasks, unsaved, allocator, movedOut } = this.#content;
    const { id } = task;
    const known = tasks.get(id);
    if (known === undefined || isNewer(task, known)) {
      const before = allocator.documentOf(id);
      tasks.set(id, task);
      unsaved.add(allocator.place(task));
      if (before !== undefined) unsaved.add(before);
    }
    noteMoveOut(movedOut, { id, from });
  }
}
