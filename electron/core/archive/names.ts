import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { basePaths, foldName, resultEnding, type NameWish } from './path.ts';

/** The folder of a path in the archive: `2026/11`; empty for what lies in the archive's root. */
export function folderOf(base: string): string {
  return base.slice(0, Math.max(0, base.lastIndexOf('/')));
}

/** Names of a folder, folded; none when it cannot be read, for then nothing can be written either. */
async function foldedNames(path: string): Promise<readonly string[]> {
  try {
    return (await readdir(path)).map(foldName);
  } catch {
    return [];
  }
}

/** Base paths that are spoken for, by tasks in the queue or by files on disk. */
export class Names {
  readonly #root: string;
  readonly #reserved = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  /**
   * Takes the first base path that neither another task nor any file has, whatever its ending.
   * @param isOwn whether the files under a base path are this very task's, of an earlier time
   */
  async reserve(
    wish: NameWish,
    isOwn: (base: string) => Promise<boolean> = () => Promise.resolve(false),
  ): Promise<string> {
    const listings = new Map<string, readonly string[]>();
    for (const base of basePaths(wish)) {
      const folder = folderOf(base);
      const names = listings.get(folder) ?? (await foldedNames(join(this.#root, folder)));
      listings.set(folder, names);
      const folded = foldName(base);
      const stem = folded.slice(folder.length + 1);
      const isOnDisk = names.some(
        (name) =>
          name === stem || (name.startsWith(stem) && resultEnding.test(name.slice(stem.length))),
      );
      const isTaken = this.#reserved.has(folded) || (isOnDisk && !(await isOwn(base)));
      if (isTaken || this.#reserved.has(folded)) continue; // again: somebody may have been faster
      this.#reserved.add(folded);
      return base;
    }
    throw new Error('There is always another base path.');
  }

  /** Takes base paths again that were reserved in an earlier run. */
  restore(bases: Iterable<string>): void {
    for (const base of bases) this.#reserved.add(foldName(base));
  }

  /** Gives a base path back. */
  release(base: string): void {
    this.#reserved.delete(foldName(base));
  }
}
