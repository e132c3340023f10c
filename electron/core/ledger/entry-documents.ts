import type { JsonValue } from '../../shared/json.ts';
import type { TaskId } from '../../shared/id.ts';
import type { Store } from '../platform/store.ts';
import { Turns } from '../platform/turns.ts';

/** What a set of documents needs. */
export interface EntryDocumentsOptions<Entry> {
  readonly store: Store;
  /** The name of the n-th document. */
  readonly nameOf: (n: number) => string;
  /** How many entries a document takes: a change rewrites one of them, so they stay small. */
  readonly room: number;
  /** A document's value out of its entries as they are written. */
  readonly write: (entries: readonly JsonValue[]) => JsonValue;
  readonly entryOf: (entry: Entry, id: TaskId) => JsonValue;
  /** Called once for each write that was refused. */
  readonly onRefused: (name: string, error: unknown) => void;
}

/**
 * Entries by task id, in many small documents: a change of one never costs a write of all. An entry stays
 * where it is for as long as it is there; a new one goes to the first document with room.
 */
export class EntryDocuments<Entry> {
  readonly #options: EntryDocumentsOptions<Entry>;
  readonly #entries = new Map<TaskId, Entry>();
  readonly #homes = new Map<TaskId, string>();
  readonly #members = new Map<string, Set<TaskId>>();
  readonly #unknownEntries = new Map<string, readonly JsonValue[]>();
  readonly #unsaved = new Set<string>();
  /** The first document that may have room. */
  #open = 0;
  readonly #numbers = new Map<string, number>();

  constructor(options: EntryDocumentsOptions<Entry>) {
    this.#options = options;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** How many new entries the next document takes; at least one. */
  get roomLeft(): number {
    return this.#options.room - (this.#members.get(this.#withRoom())?.size ?? 0);
  }

  get(id: TaskId): Entry | undefined {
    return this.#entries.get(id);
  }

  has(id: TaskId): boolean {
    return this.#entries.has(id);
  }

  keys(): IterableIterator<TaskId> {
    return this.#entries.keys();
  }

  values(): IterableIterator<Entry> {
    return this.#entries.values();
  }

  /** Takes in an entry that was read from this document; of two the later call counts. */
  admit(id: TaskId, entry: Entry, name: string): void {
    const before = this.#homes.get(id);
    if (before !== undefined) {
      this.#members.get(before)?.delete(id);
      this.#unsaved.add(before);
      this.#entries.delete(id);
    }
    this.#entries.set(id, entry);
    this.#enter(id, name);
  }

  /** Keeps what a document holds beside its entries: a newer Reelkeep may read it again. */
  keepUnknownEntries(name: string, unknownEntries: readonly JsonValue[]): void {
    if (unknownEntries.length > 0) this.#unknownEntries.set(name, unknownEntries);
  }

  /** Takes an entry in, or its next version. @returns the name of its document, which is now unsaved */
  put(id: TaskId, entry: Entry): string {
    const name = this.#homes.get(id) ?? this.#withRoom();
    this.#entries.set(id, entry);
    this.#enter(id, name);
    this.#unsaved.add(name);
    return name;
  }

  /** @returns whether there was one */
  drop(id: TaskId): boolean {
    const name = this.#homes.get(id);
    if (name === undefined) return false;
    this.#entries.delete(id);
    this.#homes.delete(id);
    this.#members.get(name)?.delete(id);
    this.#unsaved.add(name);
    this.#open = Math.min(this.#open, this.#numbers.get(name) ?? 0);
    return true;
  }

  /**
   * Writes what has changed: all of it, or of these documents.
   * @returns the system's error when the disk refused; it is tried again at the next flush
   */
  flush(names: Iterable<string> = [...this.#unsaved]): Error | undefined {
    for (const name of names) {
      const error = this.#write(name);
      if (error !== undefined) return error;
    }
    return undefined;
  }

  /** Whether anything has yet to be written. */
  get isUnsaved(): boolean {
    return this.#unsaved.size > 0;
  }

  /** Writes one of the documents that have changed. @returns the system's error */
  flushOne(): Error | undefined {
    for (const name of this.#unsaved) return this.#write(name);
    return undefined;
  }

  /**
   * Writes all that has changed, and what changes meanwhile, in slices.
   * @returns the system's error when the disk refused
   */
  async commit(): Promise<Error | undefined> {
    const turns = new Turns();
    while (this.isUnsaved) {
      if (turns.isOver) await turns.next();
      const error = this.flushOne();
      if (error !== undefined) return error;
    }
    return undefined;
  }

  #write(name: string): Error | undefined {
    if (!this.#unsaved.has(name)) return undefined;
    const { store, write, entryOf, onRefused } = this.#options;
    const entries: JsonValue[] = [];
    for (const id of this.#members.get(name) ?? []) {
      const entry = this.#entries.get(id);
      if (entry !== undefined) entries.push(entryOf(entry, id));
    }
    try {
      store.write(name, write([...entries, ...(this.#unknownEntries.get(name) ?? [])]));
    } catch (error) {
      onRefused(name, error);
      return error instanceof Error ? error : new Error(String(error));
    }
    this.#unsaved.delete(name);
    return undefined;
  }

  #enter(id: TaskId, name: string): void {
    const members = this.#members.get(name) ?? new Set<TaskId>();
    this.#members.set(name, members.add(id));
    this.#homes.set(id, name);
  }

  #withRoom(): string {
    const { nameOf, room } = this.#options;
    for (; ; this.#open += 1) {
      const name = nameOf(this.#open);
      this.#numbers.set(name, this.#open);
      if ((this.#members.get(name)?.size ?? 0) < room) return name;
    }
  }
}
