import { succeed, type Outcome } from '../../shared/outcome.ts';
import type { DiskFailure } from '../../shared/failure.ts';
import { onDisk } from './on-disk.ts';
import { addNames, removeNewNames, removeOldNames, type Relocating } from './relocate.ts';
import {
  readRenameJournal,
  removeRenameJournal,
  writeRenameJournal,
  type Relocation,
} from './rename-journal.ts';
import type { Sidecar } from './sidecar.ts';

/**
 * The steps of renaming in an archive, each durable when it returns: note what is about to be renamed,
 * add the new names, and, once the ledger says which names count, remove the others and forget the note.
 */
export class Renames {
  readonly #place: Relocating;

  constructor(place: Relocating) {
    this.#place = place;
  }

  /** What was begun and never ended; nothing when all is well. */
  interrupted(): Promise<Outcome<readonly Relocation[], DiskFailure>> {
    const { root } = this.#place;
    return onDisk(root.path, async () => succeed(await readRenameJournal(root)));
  }

  /** Notes on disk what is about to be renamed. */
  begin(relocations: readonly Relocation[]): Promise<Outcome<undefined, DiskFailure>> {
    return this.#do(() => writeRenameJournal(this.#place.root, relocations));
  }

  /** Adds the new names of a task's files, with sidecar and manifest; the old ones stay. */
  add(relocation: Relocation, sidecar: Sidecar): Promise<Outcome<undefined, DiskFailure>> {
    return this.#do(() => addNames(this.#place, relocation, sidecar));
  }

  /** Removes the old names, where the files are whole under the new ones. */
  finish(relocation: Relocation): Promise<Outcome<undefined, DiskFailure>> {
    return this.#do(() => removeOldNames(this.#place, relocation));
  }

  /** Removes the new names, where the files are whole under the old ones. */
  takeBack(relocation: Relocation): Promise<Outcome<undefined, DiskFailure>> {
    return this.#do(() => removeNewNames(this.#place, relocation));
  }

  /** Forgets the note: everything in it is finished or taken back. */
  end(): Promise<Outcome<undefined, DiskFailure>> {
    return this.#do(() => removeRenameJournal(this.#place.root));
  }

  #do(work: () => Promise<void>): Promise<Outcome<undefined, DiskFailure>> {
    return onDisk(this.#place.root.path, async () => {
      await work();
      return succeed(undefined);
    });
  }
}
