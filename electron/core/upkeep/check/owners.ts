import type { FileIndex } from './file-index.ts';

/** Whose file a path is, of the tasks of one archive: paths of another are other files. */
export class Owners {
  readonly #indexes: readonly FileIndex[];
  readonly #archiveId: string;

  /** @param indexes built before anything is asked */
  constructor(indexes: readonly FileIndex[], archiveId: string) {
    this.#indexes = indexes;
    this.#archiveId = archiveId;
  }

  /**
   * Whether a task other than this one has the file: in its list, or, where no task lists it, under the base
   * path that it has reserved.
   * @param path relative to the archive, with `/`
   */
  isOfAnother(path: string, taskId: string): boolean {
    const listing = this.#here((index) => index.listers(path));
    const having = listing.length > 0 ? listing : this.#here((index) => index.reservers(path));
    return having.some(({ id }) => id !== taskId);
  }

  #here(look: (index: FileIndex) => ReturnType<FileIndex['listers']>) {
    return this.#indexes.flatMap(look).filter(({ archiveId }) => archiveId === this.#archiveId);
  }
}
