import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Options } from 'electron-store';
import type { Clock } from '../core/clock.ts';
import type { Store, StoreReading } from '../core/store.ts';
import type { JsonValue } from '../shared/brand.ts';

/** electron-store, as much of it as is used here. It keeps objects only, so a document is wrapped. */
interface Shelf {
  readonly path: string;
  store: Record<string, unknown>;
}

/** What a JSON store needs. */
export interface JsonStoreOptions {
  /** Absolute path of the folder that holds every document. */
  readonly folder: string;
  /** electron-store's class. Passed in, since its module loads Electron. */
  readonly ElectronStore: new (options: Options<Record<string, unknown>>) => Shelf;
  readonly clock: Clock;
}

/** What one file holds; neither field for a file that is not there. */
interface Loaded {
  readonly value?: JsonValue;
  readonly setAside?: string;
}

function lastGood(name: string): string {
  return `${name}.last-good`;
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

/**
 * The Store on electron-store. Each document is two files, written one after the other: the second,
 * `<name>.last-good.json`, only once the first is on disk and reads back as written. So whenever the
 * power fails, one of them is whole, and both are the latest version when nothing fails.
 * @see https://github.com/sindresorhus/electron-store#readme
 */
export class JsonStore implements Store {
  readonly #options: JsonStoreOptions;
  readonly #shelves = new Map<string, Shelf>();

  constructor(options: JsonStoreOptions) {
    this.#options = options;
  }

  list(folder: string): readonly string[] {
    const path = join(this.#options.folder, folder);
    if (!existsSync(path)) return [];
    const names = readdirSync(path).flatMap(
      (file) => /^([\w-]+)(\.last-good)?\.json$/.exec(file)?.[1] ?? [],
    );
    return [...new Set(names)].sort().map((name) => `${folder}/${name}`);
  }

  read(name: string): StoreReading {
    const file = this.#load(name);
    if (file.value !== undefined) return { value: file.value, origin: 'file' };
    const copy = this.#load(lastGood(name));
    const setAside = file.setAside ?? copy.setAside;
    return {
      value: copy.value,
      origin: copy.value === undefined ? 'none' : 'copy',
      ...(setAside !== undefined && { setAside }),
    };
  }

  write(name: string, value: JsonValue): void {
    for (const file of [name, lastGood(name)]) {
      const shelf = this.#shelf(file);
      const isFirst = !existsSync(shelf.path);
      shelf.store = { value };
      // electron-store takes a write that the full disk cut short for a whole one.
      if (readFileSync(shelf.path, 'utf8') !== JSON.stringify({ value })) {
        throw new Error(`${name} did not read back as written.`);
      }
      flush(shelf.path, 'file'); // electron-store skips it when it cannot rename: Snap, EXDEV
      flush(dirname(shelf.path), 'folder');
      if (isFirst) flush(this.#options.folder, 'folder'); // the document's folder may be new as well
    }
  }

  #load(file: string): Loaded {
    try {
      const { value } = this.#open(file).store;
      return value === undefined ? {} : { value: value as JsonValue }; // came out of JSON.parse
    } catch {
      return this.#setAside(file);
    }
  }

  #shelf(file: string): Shelf {
    const known = this.#shelves.get(file);
    if (known !== undefined) return known;
    try {
      return this.#open(file);
    } catch {
      this.#setAside(file);
      return this.#open(file);
    }
  }

  /** @throws when the file is there and is no document */
  #open(file: string): Shelf {
    if (!/^[\w-]+(\/[\w-]+)*(\.last-good)?$/.test(file)) throw new Error(`Not a name: ${file}`);
    const shelf = new this.#options.ElectronStore({
      cwd: this.#options.folder,
      name: file,
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: false,
      configFileMode: 0o600, // a key that the user chose to keep plainly may be in it
      serialize: (wrapped) => JSON.stringify(wrapped),
      deserialize: unwrap,
    });
    this.#shelves.set(file, shelf);
    return shelf;
  }

  #setAside(file: string): Loaded {
    const path = join(this.#options.folder, `${file}.json`);
    const time = new Date(this.#options.clock.now()).toISOString().replaceAll(/[:.]/g, '-');
    const base = join(this.#options.folder, `${file}.damaged-${time}`);
    let setAside = `${base}.json`;
    for (let n = 2; existsSync(setAside); n += 1) setAside = `${base}-${String(n)}.json`;
    try {
      renameSync(path, setAside);
      return { setAside };
    } catch {
      return {}; // not to be moved: it stays where it is, and a write over it will say why
    }
  }
}
