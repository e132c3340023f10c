import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Store, StoreReading } from '../core/store.ts';
import type { JsonValue } from '../shared/brand.ts';
import { JsonFiles, type JsonFileOptions } from './json-file.ts';

const namePattern = /^[\w-]+(\/[\w-]+)*$/;

function lastGood(name: string): string {
  return `${name}.last-good`;
}

/**
 * The Store on electron-store. Each document is two files, written one after the other: the second,
 * `<name>.last-good.json`, only once the first is on disk and reads back as written. So whenever the
 * power fails one of them is whole, and both are the latest version when nothing fails.
 * @see https://github.com/sindresorhus/electron-store#readme
 */
export class JsonStore implements Store {
  readonly #folder: string;
  readonly #files: JsonFiles;

  constructor(options: JsonFileOptions) {
    this.#folder = options.folder;
    this.#files = new JsonFiles(options);
  }

  list(folder: string): readonly string[] {
    const path = join(this.#folder, folder);
    if (!existsSync(path)) return [];
    const names = readdirSync(path).flatMap(
      (file) => /^([\w-]+)(\.last-good)?\.json$/.exec(file)?.[1] ?? [],
    );
    return [...new Set(names)].sort().map((name) => `${folder}/${name}`);
  }

  read(name: string): StoreReading {
    const checked = this.#checked(name);
    const file = this.#files.load(checked);
    if (file.value !== undefined) return { value: file.value, origin: 'file' };
    const copy = this.#files.load(lastGood(checked));
    const setAside = file.setAside ?? copy.setAside;
    return {
      value: copy.value,
      origin: copy.value === undefined ? 'none' : 'copy',
      ...(setAside !== undefined && { setAside }),
    };
  }

  write(name: string, value: JsonValue): void {
    const checked = this.#checked(name);
    this.#files.save(checked, value);
    this.#files.save(lastGood(checked), value);
  }

  /** Names are Reelkeep's own, so a bad one is a bug; it must not become a path outside the folder. */
  #checked(name: string): string {
    if (!namePattern.test(name)) throw new Error(`Not a document's name: ${name}`);
    return name;
  }
}
