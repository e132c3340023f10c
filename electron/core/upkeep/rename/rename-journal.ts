import { z } from 'zod';
import type { JsonValue } from '../../../shared/json.ts';
import type { Failure } from '../../../shared/failure.ts';
import { toRelocations, type Relocation } from '../../archive/relocations.ts';
import { SaveFailedError } from '../../settings/save-failed-error.ts';
import type { Store } from '../../platform/store.ts';

const documentName = 'renames';

/** Raised when an older Reelkeep could not read what this one writes. */
const schemaVersion = 1;

const documentShape = z.object({
  archives: z.array(z.object({ id: z.string(), relocations: z.unknown() })),
});

/** What one archive's files were being renamed to. */
interface Noted {
  readonly id: string;
  readonly relocations: readonly Relocation[];
}

/**
 * What is being renamed, archive by archive. It is kept with the app's own data, where nothing else writes:
 * a note in the archive could be anybody's.
 */
export class RenameJournal {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** What was begun in an archive and never ended; nothing when all is well. */
  interrupted(archiveId: string): readonly Relocation[] {
    return this.#read().find(({ id }) => id === archiveId)?.relocations ?? [];
  }

  /** Notes on disk what is about to be renamed. @returns why it could not be written */
  begin(archiveId: string, relocations: readonly Relocation[]): Failure | undefined {
    return this.#write([...this.#others(archiveId), { id: archiveId, relocations }]);
  }

  /** Forgets the note: everything in it is finished or taken back. @returns why it could not be written */
  end(archiveId: string): Failure | undefined {
    return this.#write(this.#others(archiveId));
  }

  #others(archiveId: string): readonly Noted[] {
    return this.#read().filter(({ id }) => id !== archiveId);
  }

  #read(): readonly Noted[] {
    const { data } = documentShape.safeParse(this.#store.read(documentName).value);
    return (data?.archives ?? []).map(({ id, relocations }) => ({
      id,
      relocations: toRelocations({ relocations }),
    }));
  }

  #write(archives: readonly Noted[]): Failure | undefined {
    try {
      const document = { version: schemaVersion, archives } as unknown as JsonValue; // texts and numbers only
      this.#store.write(documentName, document);
      return undefined;
    } catch (error) {
      return new SaveFailedError('names', error).failure;
    }
  }
}
