import { z } from 'zod';
import type { JsonValue } from '../../shared/brand.ts';
import { removedKeptMs, type FilesFate, type RemovalNote } from '../../shared/removal.ts';
import type { Task, TaskId } from '../../shared/task.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store.ts';
import { RemovedIds } from './removed-ids.ts';
import { hash, taskShape } from './shard.ts';

/** The folder of the records' documents in the store. */
const trashFolder = 'trash';

/** Removing or putting back one task writes one of them. */
const shards = 16;

/** Raised when an older Reelkeep could not read what this one writes. */
const schemaVersion = 1;

/** Records beyond the latest ones make room, unless their files have yet to go. */
export const mostRecords = 10_000;

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

/** What the record of removed tasks needs. */
export interface RemovedTasksOptions {
  readonly store: Store;
  readonly log: Log;
  /** Called whenever a record has come, gone or changed. */
  readonly onChanged?: () => void;
}

function shardNameOf(id: TaskId): string {
  return `${trashFolder}/removed-${String(hash(id) % shards)}`;
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
  readonly #records = new Map<TaskId, RemovedTask>();
  readonly #dirty = new Set<string>();
  readonly #strangers = new Map<string, readonly JsonValue[]>();
  #revision = 0;

  constructor(options: RemovedTasksOptions) {
    this.#options = options;
    this.ids = new RemovedIds(options);
  }

  /** Reads everything, once, at the start. */
  load(): void {
    this.ids.load();
    const { store, log } = this.#options;
    for (const name of store.list(trashFolder)) {
      const { value, setAside } = store.read(name);
      if (setAside !== undefined) log.error(`${name} was damaged; it is kept as ${setAside}`);
      const parsed = documentShape.safeParse(value);
      for (const entry of parsed.success ? parsed.data.tasks : []) {
        const record = recordShape.safeParse(entry);
        if (!record.success) {
          // A newer Reelkeep may read it again: it stays in its document.
          this.#strangers.set(name, [...(this.#strangers.get(name) ?? []), entry as JsonValue]); // it came out of a JSON document
          continue;
        }
        const removed = record.data as unknown as RemovedTask; // shape checked; written by `flush`
        this.#records.set(removed.task.id, removed);
      }
    }
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
    if (!this.ids.has(id)) return undefined;
    const atMs = this.ids.removedAtMs(id);
    return { canPutBack: this.#records.has(id), ...(atMs !== undefined && { atMs }) };
  }

  values(): IterableIterator<RemovedTask> {
    return this.#records.values();
  }

  /** Takes records in, or their next versions. On disk at `flush`. */
  put(records: readonly RemovedTask[]): void {
    for (const record of records) {
      this.#records.set(record.task.id, record);
      this.#dirty.add(shardNameOf(record.task.id));
    }
    if (records.length > 0) this.#changed();
  }

  /** Drops records. On disk at `flush`. */
  drop(ids: Iterable<TaskId>): void {
    let isChanged = false;
    for (const id of ids) {
      if (!this.#records.delete(id)) continue;
      this.#dirty.add(shardNameOf(id));
      isChanged = true;
    }
    if (isChanged) this.#changed();
  }

  /** Ids of records whose time is over, oldest first; never of one whose files have yet to go. */
  expired(nowMs: number): readonly TaskId[] {
    const settled = [...this.#records.values()].filter(({ files }) => files.kind !== 'due');
    settled.sort((left, right) => left.removedAtMs - right.removedAtMs);
    const surplus = this.#records.size - mostRecords;
    return settled
      .filter(({ removedAtMs }, index) => index < surplus || nowMs - removedAtMs > removedKeptMs)
      .map(({ task }) => task.id);
  }

  /**
   * Writes what has changed; it is on disk when this returns.
   * @returns the system's error when the disk refused; it is tried again at the next flush
   */
  flush(): Error | undefined {
    this.ids.flush();
    if (this.#dirty.size === 0) return undefined;
    const members = new Map<string, RemovedTask[]>([...this.#dirty].map((name) => [name, []]));
    for (const record of this.#records.values()) {
      members.get(shardNameOf(record.task.id))?.push(record);
    }
    try {
      for (const [name, tasks] of members) {
        const entries = [...tasks, ...(this.#strangers.get(name) ?? [])];
        const document = { version: schemaVersion, tasks: entries };
        this.#options.store.write(name, document as unknown as JsonValue); // records hold JSON only
        this.#dirty.delete(name);
      }
      return undefined;
    } catch (error) {
      this.#options.log.error(`The trash could not be written: ${String(error)}`);
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #changed(): void {
    this.#revision += 1;
    this.#options.onChanged?.();
  }
}
