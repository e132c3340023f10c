import type { JsonValue } from '../shared/brand.ts';

/** What a document was read from: its file, its last good copy, or neither was there. */
export interface StoreReading {
  readonly value: JsonValue | undefined;
  readonly origin: 'file' | 'copy' | 'none';
  /** Absolute path of the damaged file, set aside under a new name; nothing is ever thrown away. */
  readonly setAside?: string;
}

/**
 * A durable set of JSON documents, named like `ledger/active-3`. The host keeps it on electron-store.
 * Reading never throws: a damaged document is set aside and its last good copy read instead.
 */
export interface Store {
  /** Names of the documents in a folder, as `read` takes them. */
  list(folder: string): readonly string[];
  read(name: string): StoreReading;
  /**
   * Writes the whole document; on disk (fsync of file and folder) when it returns.
   * @throws the system's error when the disk refuses; the document before it is then unharmed.
   */
  write(name: string, value: JsonValue): void;
}
