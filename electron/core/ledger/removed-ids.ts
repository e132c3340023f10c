import { z } from 'zod';
import { toTaskId, type TaskId } from '../../shared/id.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import { Turns } from '../platform/turns.ts';
import { EntryDocuments } from './entry-documents.ts';

/** The first document, which was the only one once, and the others. */
const documentName = 'removed';
const further = /^trash\/ids-\d+$/;

/** Raised when an older Reelkeep could not read what this one writes. */
const schemaVersion = 1;

/** Enough for years of removing; the oldest make room. */
export const maxRemoved = 200_000;

/** A document of them has some 30 kB. */
const idsInDocument = 512;

/** An id with the time of its removal; an id alone, as it was written before times were. */
const entryShape = z.union([
  z.tuple([z.string(), z.number()]),
  z.string().transform((id): [string, number | undefined] => [id, undefined]),
]);

const documentShape = z.object({ version: z.number(), ids: z.array(z.unknown()) });

/** An id, the time of its removal in Unix milliseconds, and the document that it was read from. */
interface ReadId {
  readonly id: TaskId;
  readonly atMs: number | undefined;
  readonly name: string;
}

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
  readonly #ids: EntryDocuments<{ readonly atMs?: number | undefined }>;

  constructor({ store, log }: RemovedIdsOptions) {
    this.#store = store;
    this.#log = log;
    this.#ids = new EntryDocuments({
      store,
      nameOf: (n) => (n === 0 ? documentName : `trash/ids-${String(n)}`),
      room: idsInDocument,
      entryOf: ({ atMs }, id) => (atMs === undefined ? id : [id, atMs]),
      write: (ids) => ({ version: schemaVersion, ids }),
      onRefused: (name, error) => {
        log.error(`${name} could not be written: ${String(error)}`);
      },
    });
  }

  /** Whether a document of the store is one of these. */
  static isDocument(name: string): boolean {
    return name === documentName || further.test(name);
  }

  /**
   * Reads the documents, once, at the start, in slices. What is not an id in them is left out.
   * @throws the signal's reason once it is aborted
   */
  async load(turns = new Turns()): Promise<void> {
    const names = [documentName, ...this.#store.list('trash').filter((name) => further.test(name))];
    const read: ReadId[] = [];
    for (const name of names) {
      if (turns.isOver) await turns.next();
      read.push(...this.#read(name));
    }
    // A gap is filled with the next id that comes: only their times tell which are the latest.
    read.sort(({ atMs: left = 0 }, { atMs: right = 0 }) => left - right);
    for (const { id, atMs, name } of read) {
      if (turns.isOver) await turns.next();
      this.#ids.admit(id, { atMs }, name);
    }
    this.#makeRoom();
  }

  has(id: TaskId): boolean {
    return this.#ids.has(id);
  }

  /** Unix milliseconds of the id's last removal, if it was noted. */
  removedAtMs(id: TaskId): number | undefined {
    return this.#ids.get(id)?.atMs;
  }

  /** Takes removed ids in, as the latest. On disk at `flush`. */
  remember(ids: readonly TaskId[], atMs?: number): void {
    for (const id of ids) {
      this.#ids.drop(id);
      this.#ids.put(id, { atMs });
    }
    this.#makeRoom();
  }

  /** Lets ids go that are tracked again. On disk at `flush`. */
  forget(ids: readonly TaskId[]): void {
    for (const id of ids) this.#ids.drop(id);
  }

  /** Writes what has changed. A refusal is logged, and tried again next time. */
  flush(): void {
    this.#ids.flush();
  }

  /** The same in slices, for very many. */
  async commit(): Promise<void> {
    await this.#ids.commit();
  }

  #makeRoom(): void {
    for (const oldest of this.#ids.keys()) {
      if (this.#ids.size <= maxRemoved) break;
      this.#ids.drop(oldest);
    }
  }

  #read(name: string): readonly ReadId[] {
    const { value, setAside } = this.#store.read(name);
    if (setAside !== undefined) this.#log.error(`${name} was damaged; it is kept as ${setAside}`);
    const parsed = documentShape.safeParse(value);
    return (parsed.success ? parsed.data.ids : []).flatMap((entry: unknown) => {
      const parsedEntry = entryShape.safeParse(entry);
      if (!parsedEntry.success) return [];
      const [text, atMs] = parsedEntry.data;
      const id = toTaskId(text);
      return id === undefined ? [] : [{ id, atMs, name }];
    });
  }
}
