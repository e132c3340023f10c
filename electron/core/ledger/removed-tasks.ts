import { z } from 'zod';
import type { JsonValue } from '../../shared/json.ts';
import { removedKeptMs, type FilesFate, type RemovalNote } from '../../shared/trash-view.ts';
import type { Task } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import { Turns } from '../platform/turns.ts';
import { EntryDocuments } from './entry-documents.ts';
import { PendingCleanup } from './pending-cleanup.ts';
import { RemovedIds } from './removed-ids.ts';
import { taskShape } from './task-document.ts';
import { TaskWatchers } from './task-watchers.ts';

/** The folder of the records' documents in the store. */
const trashFolder = 'trash';

/** Tasks in a document. Older Reelkeeps had sixteen documents, of any size: what is in them stays there. */
const recordsInDocument = 48;

/** Raised when an older Reelkeep could not read what this one writes. */
const schemaVersion = 1;

const failureShape = z.looseObject({ code: z.string() });

/** What is not understood of the files' fate counts as "kept": then nothing is ever moved. */
const fateShape = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('kept') }),
    z.object({
      kind: z.literal('due'),
      atMs: z.number(),
      hasBegun: z.literal(true).optional(),
      hindrance: failureShape.optional(),
    }),
    z.object({
      kind: z.literal('gone'),
      atMs: z.number(),
      files: z.number(),
      left: z.array(z.object({ path: z.string(), why: z.string() })),
    }),
  ])
  .catch({ kind: 'kept' });

const recordShape = z.object({ task: taskShape, removedAtMs: z.number(), files: fateShape });

const documentShape = z.object({ version: z.number(), tasks: z.array(z.unknown()) });

/** A task that the user took off the list, as it was then. */
export interface RemovedTask {
  readonly task: Task;
  /** Unix milliseconds. */
  readonly removedAtMs: number;
  readonly files: FilesFate;
}

/** A removed task whose files have yet to go to the trash. */
export type DueTask = RemovedTask & { readonly files: { readonly kind: 'due' } };

/** Whether the files of a removed task have yet to go to the trash. */
export function isDue(record: RemovedTask): record is DueTask {
  return record.files.kind === 'due';
}

/** What the record of removed tasks needs. */
export interface RemovedTasksOptions {
  readonly store: Store;
  readonly log: Log;
  /** Called whenever a record has come, gone or changed. */
  readonly onChanged?: () => void;
}

/**
 * The tasks that the user removed, for as long as they can be put back, and their ids for longer. A task
 * is recorded here before it leaves the ledger, and is back in the ledger before it leaves here: so a
 * crash leaves it in both at the worst, and then the ledger counts.
 */
export class RemovedTasks {
  /** Remembered for years, whether or not the record is still there. */
  readonly ids: RemovedIds;
  readonly #options: RemovedTasksOptions;
  readonly #records: EntryDocuments<RemovedTask>;
  /** Those whose files have yet to go: few, mostly, among very many. */
  readonly #due = new Set<TaskId>();
  #revision = 0;
  /** No record was removed before this, in Unix milliseconds. */
  #oldestMs = Infinity;
  readonly #watchers = new TaskWatchers();
  /** Tells of each record that comes, changes or goes, right after it has. */
  readonly watch = this.#watchers.watch;
  #latest: { readonly revision: number; readonly records: readonly RemovedTask[] } | undefined;

  constructor(options: RemovedTasksOptions) {
    this.#options = options;
    this.ids = new RemovedIds(options);
    this.#records = new EntryDocuments<RemovedTask>({
      store: options.store,
      nameOf: (n) => `${trashFolder}/removed-${String(n)}`,
      room: recordsInDocument,
      entryOf: (record) => record as unknown as JsonValue, // records hold JSON only
      write: (tasks) => ({ version: schemaVersion, tasks }),
      onRefused: (name, error) => {
        options.log.error(`${name} could not be written: ${String(error)}`);
      },
    });
  }

  /**
   * Reads everything, once, at the start, in slices.
   * @throws the signal's reason once it is aborted
   */
  async load(turns = new Turns()): Promise<void> {
    await this.ids.load(turns);
    const { store } = this.#options;
    const isRecords = (name: string) =>
      !RemovedIds.isDocument(name) && !PendingCleanup.isDocument(name);
    for (const name of store.list(trashFolder).filter(isRecords)) {
      if (turns.isOver) await turns.next();
      this.#read(name);
    }
    for (const record of this.#records.values()) {
      if (turns.isOver) await turns.next();
      const { task, removedAtMs } = record;
      if (!this.ids.has(task.id)) this.ids.remember([task.id], removedAtMs);
      this.#oldestMs = Math.min(this.#oldestMs, removedAtMs);
      if (isDue(record)) this.#due.add(task.id);
    }
  }

  /** How many records the document takes that is written next; at least one. */
  get roomLeft(): number {
    return this.#records.roomLeft;
  }

  /** How many records there are. */
  get count(): number {
    return this.#records.size;
  }

  /** Another number whenever a record has come, gone or changed. */
  get revision(): number {
    return this.#revision;
  }

  get(id: TaskId): RemovedTask | undefined {
    return this.#records.get(id);
  }

  /** Names in the archive that stay reserved for tasks that can be put back. */
  *reservedPaths(): Iterable<string> {
    for (const { task } of this.values()) {
      if (task.reservedPath !== undefined) yield task.reservedPath;
    }
  }

  /** What is known of an id that was removed; `undefined` for any other. */
  noteOn(id: TaskId): RemovalNote | undefined {
    if (!this.has(id)) return undefined;
    const atMs = this.removedAtMs(id);
    return { canPutBack: this.#records.has(id), ...(atMs !== undefined && { atMs }) };
  }

  values(): IterableIterator<RemovedTask> {
    return this.#records.values();
  }

  /** Those whose files have yet to go to the trash. */
  *due(): Generator<DueTask> {
    for (const id of this.#due) {
      const record = this.#records.get(id);
      if (record !== undefined && isDue(record)) yield record;
    }
  }

  /**
   * Takes records in, or their next versions. On disk at `flush`.
   * @returns the names of their documents
   */
  put(records: readonly RemovedTask[]): ReadonlySet<string> {
    const names = new Set<string>();
    for (const record of records) {
      names.add(this.#records.put(record.task.id, record));
      if (isDue(record)) this.#due.add(record.task.id);
      else this.#due.delete(record.task.id);
      this.#oldestMs = Math.min(this.#oldestMs, record.removedAtMs);
    }
    if (records.length > 0) this.#changed(records.map(({ task }) => task.id));
    return names;
  }

  /** Whether an id was removed, and neither tracked again nor forgotten for its age. */
  has(id: TaskId): boolean {
    return this.#records.has(id) || this.ids.has(id);
  }

  /** Unix milliseconds of the id's last removal, if it was noted. */
  removedAtMs(id: TaskId): number | undefined {
    return this.#records.get(id)?.removedAtMs ?? this.ids.removedAtMs(id);
  }

  /** The records, the latest first. */
  latest(): readonly RemovedTask[] {
    if (this.#latest?.revision === this.#revision) return this.#latest.records;
    const records = [...this.#records.values()].reverse();
    records.sort((left, right) => right.removedAtMs - left.removedAtMs);
    this.#latest = { revision: this.#revision, records };
    return records;
  }

  /** Drops records. On disk at `flush`. */
  drop(ids: Iterable<TaskId>): void {
    const dropped = [...ids].filter((id) => this.#records.drop(id));
    for (const id of dropped) this.#due.delete(id);
    if (dropped.length > 0) this.#changed(dropped);
  }

  /** Ids of records whose time is over, oldest first; never of one whose files have yet to go. */
  expired(nowMs: number): readonly TaskId[] {
    if (nowMs - this.#oldestMs <= removedKeptMs) return [];
    let oldestMs = Infinity;
    const over: RemovedTask[] = [];
    for (const record of this.#records.values()) {
      const { files, removedAtMs } = record;
      if (files.kind !== 'due' && nowMs - removedAtMs > removedKeptMs) over.push(record);
      else oldestMs = Math.min(oldestMs, removedAtMs);
    }
    this.#oldestMs = oldestMs;
    over.sort((left, right) => left.removedAtMs - right.removedAtMs);
    return over.map(({ task }) => task.id);
  }

  /**
   * Writes what has changed; it is on disk when this returns.
   * @returns the system's error when the disk refused; it is tried again at the next flush
   */
  flush(): Error | undefined {
    this.ids.flush();
    return this.#records.flush();
  }

  /** Writes these documents of records, and leaves everything else to the next `flush` or `commit`. */
  flushRecords(names: ReadonlySet<string>): Error | undefined {
    return this.#records.flush(names);
  }

  /** The same in slices, for very many. */
  async commit(): Promise<Error | undefined> {
    await this.ids.commit();
    return this.#records.commit();
  }

  #read(name: string): void {
    const { store, log } = this.#options;
    const { value, setAside } = store.read(name);
    if (setAside !== undefined) log.error(`${name} was damaged; it is kept as ${setAside}`);
    const parsed = documentShape.safeParse(value);
    const unknownEntries: JsonValue[] = [];
    for (const entry of parsed.success ? parsed.data.tasks : []) {
      const record = recordShape.safeParse(entry);
      if (!record.success) {
        unknownEntries.push(entry as JsonValue); // it came out of a JSON document
        continue;
      }
      const removed = record.data as unknown as RemovedTask; // shape checked; written by `flush`
      const known = this.#records.get(removed.task.id);
      if (known !== undefined && known.removedAtMs > removed.removedAtMs) continue;
      this.#records.admit(removed.task.id, removed, name);
    }
    this.#records.keepUnknownEntries(name, unknownEntries);
  }

  #changed(ids: readonly TaskId[]): void {
    this.#revision += 1;
    for (const id of ids) this.#watchers.tell(id);
    this.#options.onChanged?.();
  }
}
