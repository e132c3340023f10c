import { succeed, type Outcome } from '../../shared/outcome.ts';
import type { DiskFailure } from '../../shared/failure.ts';
import { diskOutcome } from './disk-outcome.ts';
import {
  addNames,
  removeNewNames,
  removeOldNames,
  type Noted,
  type Relocating,
} from './rename-files.ts';
import { readOldJournal, removeOldJournal, type Relocation } from './relocations.ts';
import type { Sidecar } from './metadata/sidecar-types.ts';

/**
 * The steps of renaming in an archive, each durable when it returns: add the new names, and, once the
 * ledger says which names count, remove the others. What is being renamed is noted elsewhere.
 */
export class Renames {
  readonly #place: Relocating;

  constructor(place: Relocating) {
    this.#place = place;
  }

  /** What an earlier version, or anybody, has noted in the archive itself. */
  readOldJournal(): Promise<Outcome<readonly Relocation[], DiskFailure>> {
    const { root } = this.#place;
    return diskOutcome(root.path, async () => succeed(await readOldJournal(root)));
  }

  /** Adds the new names of a task's files, with sidecar and manifest; the old ones stay. */
  add(relocation: Relocation, sidecar: Sidecar): Promise<Outcome<undefined, DiskFailure>> {
    return this.#do(() => addNames(this.#place, relocation, sidecar));
  }

  /** Removes the old names, where the files are whole under the new ones. */
  finish(relocation: Relocation, noted: Noted): Promise<Outcome<undefined, DiskFailure>> {
    return this.#do(() => removeOldNames(this.#place, relocation, noted));
  }

  /** Removes the new names, where the files are whole under the old ones. */
  takeBack(relocation: Relocation, noted: Noted): Promise<Outcome<undefined, DiskFailure>> {
    return this.#do(() => removeNewNames(this.#place, relocation, noted));
  }

  /** Forgets what is noted in the archive: everything in it is finished or taken back. */
  removeOldJournal(): Promise<Outcome<undefined, DiskFailure>> {
    return this.#do(() => removeOldJournal(this.#place.root));
  }

  #do(work: () => Promise<void>): Promise<Outcome<undefined, DiskFailure>> {
    return diskOutcome(this.#place.root.path, async () => {
      await work();
      return succeed(undefined);
    });
  }
}
