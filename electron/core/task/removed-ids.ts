import { z } from 'zod';
import { toTaskId, type TaskId } from '../../shared/task.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store.ts';

/** The store's document. */
const documentName = 'removed';

/** Raised when an older Reelkeep could not read what this one writes. */
const schemaVersion = 1;

/** Enough for years of removing; the oldest make room. The document stays below a megabyte. */
export const mostRemoved = 20_000;

/** An id with the time of its removal; an id alone, as it was written before times were. */
const entryShape = z.union([
  z.tuple([z.string(), z.number()]),
  z.string().transform((id): [string, number | undefined] => [id, undefined]),
]);

const documentShape = z.object({ version: z.number(), ids: z.array(z.unknown()) });

/** What the memory of removed ids needs. */
export interface RemovedIdsOptions {
  readonly store: Store;
  readonly log: Log;
}

/**
 * Remembers which ids the user took off the list, so that pasting one again says so. A convenience,
 * not a truth: an id that is tracked counts as tracked, whatever stands here, and a document that
 * cannot be written never stands in the way of a removal.
 */
export class RemovedIds {
  readonly #store: Store;
  readonly #log: Log;
  /** Each with the time of its removal, if that was noted; the latest last. */
  readonly #ids = new Map<TaskId, number | undefined>();
  #isDirty = false;

  constructor({ store, log }: RemovedIdsOptions) {
    this.#store = store;
    this.#log = log;
  }

  /** Reads the document, once, at the start. What is not an id in it is left out. */
  load(): void {
    const { value, setAside } = this.#store.read(documentName);
    if (setAside !== undefined) {
      this.#log.error(`${documentName} was damaged; it is kept as ${setAside}`);
    }
    const parsed = documentShape.safeParse(value);
    if (!parsed.success) return;
    for (const entry of parsed.data.ids.slice(-mostRemoved)) {
      const parsedEntry = entryShape.safeParse(entry);
      if (!parsedEntry.success) continue;
      const [text, atMs] = parsedEntry.data;
      const id = toTaskId(text);
      if (id !== undefined) this.#ids.set(id, atMs);
    }
  }

  has(id: TaskId): boolean {
    return this.#ids.has(id);
  }

  /** Unix milliseconds of the id's last removal, if it was noted. */
  removedAtMs(id: TaskId): number | undefined {
    return this.#ids.get(id);
  }

  /** Takes removed ids in, as the latest. On disk at `flush`. */
  remember(ids: readonly TaskId[], atMs?: number): void {
    if (ids.length === 0) return;
    for (const id of ids) {
      this.#ids.delete(id);
      this.#ids.set(id, atMs);
    }
    for (const oldest of this.#ids.keys()) {
      if (this.#ids.size <= mostRemoved) break;
      this.#ids.delete(oldest);
    }
    this.#isDirty = true;
  }

  /** Lets ids go that are tracked again. On disk at `flush`. */
  forget(ids: readonly TaskId[]): void {
    for (const id of ids) if (this.#ids.delete(id)) this.#isDirty = true;
  }

  /** Writes the document in one go, if it has changed. A refusal is logged, and tried again next time. */
  flush(): void {
    if (!this.#isDirty) return;
    const ids = [...this.#ids].map(([id, atMs]) => (atMs === undefined ? id : [id, atMs]));
    try {
      this.#store.write(documentName, { version: schemaVersion, ids });
      this.#isDirty = false;
    } catch (error) {
      this.#log.error(`${documentName} could not be written: ${String(error)}`);
    }
  }
}
