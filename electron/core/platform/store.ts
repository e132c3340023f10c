import type { JsonValue } from '../../shared/json.ts';
import type { SavingTrouble } from '../../shared/failure.ts';
import type { Turns } from './turns.ts';

/** What a document was read from, and what was wrong with its files. */
export interface StoreRead {
  readonly value: JsonValue | undefined;
  /** Its file, its last good copy, a backup, or nothing: it was never written, or all were damaged. */
  readonly origin: 'file' | 'copy' | 'backup' | 'none';
  /** Something was there and was not as it was written. */
  readonly isDamaged?: true;
  /** Absolute path of the damaged file, set aside under a new name; nothing is ever thrown away. */
  readonly setAside?: string;
  /** Unix milliseconds of the backup it came from: what changed later is not in it. */
  readonly savedAtMs?: number;
}

/**
 * A durable set of JSON documents, named like `ledger/active-3`. The host keeps it on electron-store.
 * Reading never throws: a damaged document is set aside, its last good copy read instead, or else a
 * backup, and both are made whole again.
 */
export interface Store {
  /** Names of the documents in a folder, as `read` takes them. Never throws. */
  list(folder: string): readonly string[];
  read(name: string): StoreRead;
  /**
   * Writes the whole document; on disk (fsync of file and folder) when it returns.
   * @throws `StoreRefusal` when the disk refuses; the document before it is then unharmed.
   */
  write(name: string, value: JsonValue): void;
  /**
   * Copies every document but the keys into a generation of backups, named like `2026-11-23`; one that
   * is there is left as it is. Keys are left out, so that one the user takes away is really gone.
   * @throws `StoreRefusal`; there is no such generation then.
   */
  backUp(generation: string): void;
  /**
   * The same in slices, while everything else goes on.
   * @throws as `backUp`, and as `turns` does
   */
  backUpInTurns(generation: string, turns: Turns): Promise<void>;
}

/** The disk refused a write of Reelkeep's own data. Its cause is the system's error. */
export class StoreRefusal extends Error {
  /** Absolute path of the data folder. */
  readonly folder: string;
  /** The disk has no room left; the system does not always say so itself. */
  readonly isFull: boolean;

  constructor(cause: Error, { folder, isFull }: Pick<StoreRefusal, 'folder' | 'isFull'>) {
    super(cause.message, { cause });
    this.folder = folder;
    this.isFull = isFull;
  }
}

/** What a refused write of a store comes to. */
export function savingTrouble(error: unknown): SavingTrouble {
  const refusal = error instanceof StoreRefusal ? error : undefined;
  const cause = refusal?.cause ?? error;
  const { code = '' } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : {}; // the system's have it
  const detail = code || (cause instanceof Error ? cause.message : String(cause));
  const where = refusal === undefined ? {} : { folder: refusal.folder };
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return { reason: 'not-writable', ...where, detail };
  }
  const isFull = refusal?.isFull === true || ['ENOSPC', 'EDQUOT'].includes(code);
  return { reason: isFull ? 'full' : 'other', ...where, detail };
}
