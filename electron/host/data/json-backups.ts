import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JsonValue } from '../../shared/json.ts';
import { copyBytes, filesIn, flush, isLinked, isSameFile, renamePatiently } from './json-disk.ts';
import { verifyChecksum } from './json-seal.ts';

/** Days whose copies are kept. Those from before a migration stay. */
const daysKept = 5;

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Updates before which copies were made, and how many of these are kept. */
const updatePattern = /^before-update-/;
const updatesKept = 3;

/** Sets a folder's time, where the file system lets us: it is the real one anyway, but for tests. */
function setTime(path: string, atMs: number): void {
  try {
    utimesSync(path, atMs / 1000, atMs / 1000);
  } catch {
    // vfat and CIFS that are mounted for another user.
  }
}

/** A document out of a backup. */
export interface BackedUp {
  readonly value: JsonValue;
  /** Unix milliseconds at which the backup was made. */
  readonly savedAtMs: number;
}

/**
 * Older generations of the documents, in folders like `backups/2026-11-23`. Their files are copies, not
 * links to the live ones: damage there must not reach them. What has not changed from one generation
 * to the next is one file, linked.
 */
export class JsonBackups {
  readonly #root: string;
  readonly #folder: string;

  /** @param folder absolute path of the folder that holds the documents */
  constructor(folder: string) {
    this.#folder = folder;
    this.#root = join(folder, 'backups');
  }

  /**
   * Copies the documents into a new generation, one at each step; one that is there is left as it is. Before
   * the last step there is no such generation, however it is left.
   * @throws the system's error
   */
  *make(generation: string, documents: readonly string[], nowMs: number): Generator<undefined> {
    const path = join(this.#root, generation);
    if (existsSync(path)) return;
    const [previous] = this.#generations();
    const draft = join(this.#root, 'draft');
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    const isDaily = dayPattern.test(generation);
    for (const name of documents) {
      const copy = this.#copy(name, draft, previous);
      // What a migration is about to change must be on disk. A day's copies may wait for the system.
      if (copy !== undefined && !isDaily) flush(copy, 'file');
      yield;
    }
    setTime(draft, nowMs);
    renamePatiently(draft, path);
    if (!isDaily) for (const place of [path, this.#root, this.#folder]) flush(place, 'folder');
    this.#drop(dayPattern, daysKept);
    this.#drop(updatePattern, updatesKept);
  }

  /** Removes all but the newest generations of a kind. */
  #drop(kind: RegExp, kept: number): void {
    const all = this.#generations().filter((each) => kind.test(each));
    for (const old of all.slice(kept)) rmSync(join(this.#root, old), { recursive: true });
  }

  /** The newest good copy of a document. */
  find(name: string): BackedUp | undefined {
    for (const generation of this.#generations()) {
      try {
        const value = verifyChecksum(
          readFileSync(join(this.#root, generation, `${name}.json`), 'utf8'),
        );
        return { value, savedAtMs: statSync(join(this.#root, generation)).mtimeMs };
      } catch {
        continue; // an older one may be good
      }
    }
    return undefined;
  }

  /** Names of the files of a folder in its newest generation. */
  files(folder: string): readonly string[] {
    const [newest] = this.#generations();
    return newest === undefined ? [] : filesIn(join(this.#root, newest, folder));
  }

  /** Newest first. */
  #generations(): readonly string[] {
    const madeAtMs = (name: string) => statSync(join(this.#root, name)).mtimeMs;
    return filesIn(this.#root)
      .filter((name) => name !== 'draft')
      .map((name) => ({ name, atMs: madeAtMs(name) }))
      .sort((a, b) => b.atMs - a.atMs)
      .map(({ name }) => name);
  }

  #copy(name: string, draft: string, previous: string | undefined): string | undefined {
    const source = join(this.#folder, `${name}.json`);
    if (!existsSync(source)) return undefined;
    const target = join(draft, `${name}.json`);
    mkdirSync(dirname(target), { recursive: true });
    const before = previous === undefined ? '' : join(this.#root, previous, `${name}.json`);
    if (isSameFile(source, before) && isLinked(before, target)) return undefined;
    copyBytes(source, target);
    return target;
  }
}
