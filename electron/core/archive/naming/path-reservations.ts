import type { Root } from '../../files/root.ts';
import { basePaths } from './base-paths.ts';
import { folderOf, nameOf } from './archive-path.ts';
import { foldName } from './safe-name.ts';
import { NameFit } from './name-fit.ts';
import type { NameShape } from './name-shape.ts';
import type { NameInput } from './render.ts';
import { derivedSuffix } from './base-rules.ts';
import { defaultTemplate, type Template } from './template.ts';

/**
 * Names of a folder that begin so, folded; none when it cannot be read, for then nothing can be written
 * either.
 */
async function foldedNames(root: Root, folder: string, stem: string): Promise<readonly string[]> {
  try {
    return (await root.list(folder, 'names', stem)).map(({ name }) => foldName(name));
  } catch {
    return [];
  }
}

/** How the names of all base paths of a task begin. */
function stemOf(input: NameInput, template: Template, shape: NameShape): string {
  const [one = '', two = one] = basePaths(input, template, shape);
  const [first, second] = [foldName(nameOf(one)), foldName(nameOf(two))];
  let length = 0;
  while (length < first.length && first[length] === second[length]) length += 1;
  return first.slice(0, length);
}

/** Whether something that is no folder stands where a folder would have to be. */
async function isBarred(root: Root, folder: string): Promise<boolean> {
  const folders: string[] = [];
  for (let path = folder; path !== ''; path = folderOf(path)) folders.unshift(path);
  const found = await root.factsEach(folders);
  return found.some((facts) => facts !== undefined && facts.kind !== 'folder');
}

/** Base paths that are spoken for, by tasks in the queue or by files on disk. */
export class PathReservations {
  readonly #root: Root;
  readonly #reserved = new Set<string>();
  readonly #fit: NameFit;

  constructor(root: Root) {
    this.#root = root;
    this.#fit = new NameFit(root);
  }

  /**
   * Takes the first base path that neither another task nor any file has, whatever its ending. A file in
   * the place of a template's folder sends it to where the default template leads. Where the file system
   * refuses the name, it gets shorter and plainer, down to date and id.
   * @param isOwn whether the files under a base path are this very task's, of an earlier time
   */
  async reserve(
    input: NameInput,
    template: Template,
    isOwn: (base: string) => Promise<boolean> = () => Promise.resolve(false),
  ): Promise<string> {
    for (;;) {
      const base = await this.#reserveFree(input, template, isOwn);
      const misfit = await this.#fit.misfitOf(base);
      if (misfit === undefined) return base;
      this.release(base);
      if (this.#fit.narrow(misfit)) continue;
      return template === defaultTemplate ? base : this.reserve(input, defaultTemplate, isOwn);
    }
  }

  /** What the file system takes as a name, tried out; on a usual one a single try. */
  async learnShape(): Promise<NameShape> {
    await this.#fit.learn();
    return this.#fit.shape;
  }

  /** Reserves from now on only what another file system takes too. */
  narrowTo(shape: NameShape): void {
    this.#fit.narrowTo(shape);
  }

  /** Whether the file system takes a base path that was reserved before, perhaps on another disk. */
  async takes(base: string): Promise<boolean> {
    return (await this.#fit.misfitOf(base)) === undefined;
  }

  async #reserveFree(
    input: NameInput,
    template: Template,
    isOwn: (base: string) => Promise<boolean>,
  ): Promise<string> {
    const listings = new Map<string, readonly string[]>();
    const { shape } = this.#fit;
    for (const base of basePaths(input, template, shape)) {
      const folder = folderOf(base);
      if (!listings.has(folder) && (await isBarred(this.#root, folder))) {
        if (template !== defaultTemplate) return this.#reserveFree(input, defaultTemplate, isOwn);
      }
      const names =
        listings.get(folder) ??
        (await foldedNames(this.#root, folder, stemOf(input, template, shape)));
      listings.set(folder, names);
      const folded = foldName(base);
      const stem = foldName(nameOf(base));
      const isOnDisk = names.some(
        (name) =>
          name === stem || (name.startsWith(stem) && derivedSuffix.test(name.slice(stem.length))),
      );
      const isTaken = this.#reserved.has(folded) || (isOnDisk && !(await isOwn(base)));
      if (isTaken || this.#reserved.has(folded)) continue; // checked again: another task may have been faster
      this.#reserved.add(folded);
      return base;
    }
    throw new Error('There is always another base path.');
  }

  /** Takes base paths again that were reserved in an earlier run. */
  registerExisting(bases: Iterable<string>): void {
    for (const base of bases) this.#reserved.add(foldName(base));
  }

  /** Gives a base path back. */
  release(base: string): void {
    this.#reserved.delete(foldName(base));
  }
}
