import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Options } from 'electron-store';
import type { Clock } from '../../core/platform/clock.ts';
import type { JsonValue } from '../../shared/json.ts';
import { copyBytes, flush, mayPass, renamePatiently, writePlainly } from './json-disk.ts';
import { withChecksum, verifyChecksum } from './json-seal.ts';

/** electron-store, as much of it as is used here. It keeps objects only, so the text is wrapped. */
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

/** What a file holds. Nothing of all this for one that is not there. */
export interface Loaded {
  readonly value?: JsonValue;
  /** It was there and could not be read as it was written. */
  readonly isDamaged?: true;
  /** Absolute path of the damaged file under its new name. */
  readonly setAside?: string;
}

/** JSON files on electron-store, by names like `ledger/active-3`: durable, and never thrown away. */
export class JsonFiles {
  readonly #options: JsonFileOptions;
  readonly #shelves = new Map<string, Shelf>();
  /** Copies that were made since the start. */
  readonly #copied = new Set<string>();

  constructor(options: JsonFileOptions) {
    this.#options = options;
  }

  /** Reads a file. A damaged one is set aside: not as it was written, a folder, not to be read. */
  load(name: string): Loaded {
    const path = this.#pathOf(name);
    try {
      return { value: verifyChecksum(readFileSync(path, 'utf8')) };
    } catch (error) {
      // What Node's errors carry. A folder that is a file holds no documents.
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return {};
      const setAside = this.#setAside(name);
      return { isDamaged: true, ...(setAside !== undefined && { setAside }) };
    }
  }

  /** Writes a file whole: its bytes are on disk when this returns, its name after `settle`. */
  save(name: string, value: JsonValue): void {
    const path = this.#pathOf(name);
    const text = withChecksum(value);
    const isFirst = !existsSync(path);
    try {
      const shelf = this.#shelves.get(name) ?? this.#open(name);
      shelf.store = { text };
    } catch (error) {
      // It gives up where rights cannot be set, or a virus scanner holds the file for a moment.
      if (!mayPass(error, this.#options.folder)) throw error;
      writePlainly(path, text);
    }
    // electron-store takes a write that a full disk cut short for a whole one.
    if (readFileSync(path, 'utf8') !== text) {
      throw new Error(`${name} did not read back as written.`);
    }
    // electron-store flushes only where it can replace the file: not in a Snap, nor always on Windows.
    if (process.env['SNAP'] !== undefined || process.platform === 'win32') {
      flush(path, 'file');
    }
    if (isFirst) flush(this.#options.folder, 'folder'); // the file's own folder may be new as well
  }

  /**
   * Makes a copy of what `save` has just put on disk, whole, but not flushed: it is there for a file that
   * goes bad, and after a power cut that file is whole.
   */
  copy(name: string, copyName: string): void {
    const to = this.#pathOf(copyName);
    if (!this.#copied.has(copyName)) this.load(copyName); // a damaged one is set aside, not written over
    this.#copied.add(copyName);
    const besidePath = `${to}.tmp-copy`;
    copyBytes(this.#pathOf(name), besidePath);
    renamePatiently(besidePath, to);
  }

  /** Puts on disk that a file has its name: whatever was saved in its folder stays so after a power cut. */
  settle(name: string): void {
    flush(dirname(join(this.#options.folder, name)), 'folder');
  }

  /** electron-store handles the bare text here: what a value looks like in it is the seal's business. */
  #open(name: string): Shelf {
    this.load(name); // so that a damaged file is set aside rather than written over
    const shelf = new this.#options.ElectronStore({
      cwd: this.#options.folder,
      name,
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: false,
      configFileMode: 0o600, // a key that the user chose to keep plainly may be in it
      serialize: ({ text }) => String(text),
      deserialize: (text) => ({ text }),
    });
    this.#shelves.set(name, shelf);
    return shelf;
  }

  #pathOf(name: string): string {
    return join(this.#options.folder, `${name}.json`);
  }

  #setAside(name: string): string | undefined {
    const time = new Date(this.#options.clock.now()).toISOString().replaceAll(/[:.]/g, '-');
    const base = join(this.#options.folder, `${name}.damaged-${time}`);
    let setAside = `${base}.json`;
    for (let n = 2; existsSync(setAside); n += 1) setAside = `${base}-${String(n)}.json`;
    try {
      renamePatiently(this.#pathOf(name), setAside);
      return setAside;
    } catch {
      return undefined; // not to be moved: it stays where it is, and a write over it will say why
    }
  }
}
