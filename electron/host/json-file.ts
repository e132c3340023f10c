import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Options } from 'electron-store';
import type { Clock } from '../core/clock.ts';
import type { JsonValue } from '../shared/brand.ts';

/** electron-store, as much of it as is used here. It keeps objects only, so a value is wrapped. */
interface Shelf {
  readonly path: string;
  store: Record<string, unknown>;
}

/** What the files need. */
export interface JsonFileOptions {
  /** Absolute path of the folder that holds them all. */
  readonly folder: string;
  /** electron-store's class. Passed in, since its module loads Electron. */
  readonly ElectronStore: new (options: Options<Record<string, unknown>>) => Shelf;
  readonly clock: Clock;
}

/** What a file holds, or where it was put for being damaged; neither for one that is not there. */
export interface Loaded {
  readonly value?: JsonValue;
  /** Absolute path. */
  readonly setAside?: string;
}

function unwrap(text: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed === 'object' && parsed !== null && Object.hasOwn(parsed, 'value')) {
    return { ...parsed };
  }
  throw new SyntaxError('Not a document of this store.');
}

/** Windows flushes only what is open for writing, and has no folders to flush. */
function flush(path: string, kind: 'file' | 'folder'): void {
  if (kind === 'folder' && process.platform === 'win32') return;
  const descriptor = openSync(path, kind === 'file' ? 'r+' : 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** JSON files on electron-store, by names like `ledger/active-3`: durable, and never thrown away. */
export class JsonFiles {
  readonly #options: JsonFileOptions;
  readonly #shelves = new Map<string, Shelf>();

  constructor(options: JsonFileOptions) {
    this.#options = options;
  }

  /** Reads a file. A damaged one is set aside: no JSON, not ours, a folder, not to be read. */
  load(name: string): Loaded {
    if (!existsSync(join(this.#options.folder, `${name}.json`))) return {};
    try {
      const { value } = this.#open(name).store;
      return value === undefined ? {} : { value: value as JsonValue }; // out of JSON.parse
    } catch {
      return this.#setAside(name);
    }
  }

  /** Writes a file: when this returns, it is on disk and reads back as written. */
  save(name: string, value: JsonValue): void {
    const shelf = this.#shelves.get(name) ?? this.#openUndamaged(name);
    const isFirst = !existsSync(shelf.path);
    shelf.store = { value };
    // electron-store takes a write that a full disk cut short for a whole one.
    if (readFileSync(shelf.path, 'utf8') !== JSON.stringify({ value })) {
      throw new Error(`${name} did not read back as written.`);
    }
    flush(shelf.path, 'file'); // electron-store does it only where it can replace the file: not in a Snap
    flush(dirname(shelf.path), 'folder');
    if (isFirst) flush(this.#options.folder, 'folder'); // the file's own folder may be new as well
  }

  #openUndamaged(name: string): Shelf {
    try {
      return this.#open(name);
    } catch {
      this.#setAside(name);
      return this.#open(name);
    }
  }

  /** @throws when the file is there and is no document */
  #open(name: string): Shelf {
    const shelf = new this.#options.ElectronStore({
      cwd: this.#options.folder,
      name,
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: false,
      configFileMode: 0o600, // a key that the user chose to keep plainly may be in it
      serialize: (wrapped) => JSON.stringify(wrapped),
      deserialize: unwrap,
    });
    this.#shelves.set(name, shelf);
    return shelf;
  }

  #setAside(name: string): Loaded {
    const time = new Date(this.#options.clock.now()).toISOString().replaceAll(/[:.]/g, '-');
    const base = join(this.#options.folder, `${name}.damaged-${time}`);
    let setAside = `${base}.json`;
    for (let n = 2; existsSync(setAside); n += 1) setAside = `${base}-${String(n)}.json`;
    try {
      renameSync(join(this.#options.folder, `${name}.json`), setAside);
      return { setAside };
    } catch {
      return {}; // not to be moved: it stays where it is, and a write over it will say why
    }
  }
}
