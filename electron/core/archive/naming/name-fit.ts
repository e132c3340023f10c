import { DiskError, isSilence, errnoOf } from '../../platform/disk-error.ts';
import type { Root } from '../../files/root.ts';
import {
  includesLetters,
  lettersOf,
  longestOf,
  longestAddition,
  narrower,
  usualShape,
  type Letters,
  type Misfit,
  type NameShape,
} from './name-shape.ts';
import { folderOf, inFolder, nameOf } from './archive-path.ts';

/** Names of so many bytes and of ASCII alone are taken everywhere, with all that is added. */
const harmlessBytes = 100;

/** What says nothing of a name. */
const generalCodes: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EMFILE',
  'ENFILE',
]);

const longCodes: ReadonlySet<string> = new Set(['ENAMETOOLONG', 'E2BIG']);

/** What a root's file system takes as a name, learned by trying; for as long as the archive is open. */
export class NameFit {
  readonly #root: Root;
  /** For each kind of letters the longest base name that was taken. */
  readonly #taken = new Map<Letters, number>();
  #shape = usualShape;

  constructor(root: Root) {
    this.#root = root;
  }

  /** What a name has to be like. */
  get shape(): NameShape {
    return this.#shape;
  }

  /**
   * Tries whether a base name, with the longest that is added to it, is taken by the file system: makes an
   * empty file of that name and removes it. What is known already is not tried again.
   * @returns `undefined` where it is taken, or where something else is in the way, which the next step tells
   */
  async misfitOf(base: string): Promise<Misfit | undefined> {
    const letters = lettersOf(base);
    const bytes = Buffer.byteLength(nameOf(base));
    if (this.#isKnown(letters, bytes)) return undefined;
    const folder = folderOf(base);
    const end = await this.#try(folder, nameOf(base) + longestAddition);
    if (end === undefined) {
      this.#taken.set(letters, Math.max(bytes, this.#taken.get(letters) ?? 0));
      return undefined;
    }
    if (generalCodes.has(end)) return undefined;
    if (longCodes.has(end)) return 'long';
    // Is it the letters, the length, or whatever the name? Plainer ones tell.
    const plain = 'x'.repeat(bytes + longestAddition.length);
    if ((await this.#try('', plain)) === undefined)
      return letters === 'ascii' ? undefined : 'letters';
    return (await this.#try('', 'x'.repeat(harmlessBytes))) === undefined ? 'long' : undefined;
  }

  /** Tries the longest names that there may be, so that the shape is known before any is refused. */
  async learn(): Promise<void> {
    for (;;) {
      const misfit = await this.misfitOf(longestOf(this.#shape));
      if (misfit === undefined || !this.narrow(misfit)) return;
    }
  }

  /** From now on names are shorter, or of fewer letters. @returns whether that is possible */
  narrow(misfit: Misfit): boolean {
    const shape = narrower(this.#shape, misfit);
    if (shape === undefined) return false;
    this.#shape = shape;
    return true;
  }

  /** From now on names must fit another file system too. */
  narrowTo({ bytes, letters }: NameShape): void {
    const own = this.#shape;
    this.#shape = {
      bytes: Math.min(bytes, own.bytes),
      letters: includesLetters(letters, own.letters) ? letters : own.letters,
    };
  }

  #isKnown(letters: Letters, bytes: number): boolean {
    if (letters === 'ascii' && bytes <= harmlessBytes) return true;
    for (const [taken, most] of this.#taken) {
      if (bytes <= most && includesLetters(letters, taken)) return true;
    }
    return false;
  }

  /** @returns the system's code of what refused the name; `ENOSPC` for what says nothing of it */
  async #try(folder: string, name: string): Promise<string | undefined> {
    const path = inFolder(folder, name);
    try {
      await this.#root.makeFolder(folder);
      const file = await this.#root.create(path);
      await file.close();
      await this.#root.remove(path);
      return undefined;
    } catch (error) {
      const code = errnoOf(error);
      if (error instanceof DiskError || code === 'EEXIST') return 'ENOSPC';
      if (code === undefined) throw error;
      return isSilence(code) ? 'ENOSPC' : code;
    }
  }
}
