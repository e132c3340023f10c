import type { JsonValue } from '../../../shared/json.ts';
import type { Store } from '../../platform/store.ts';
import type { Turns } from '../../platform/turns.ts';
import { versionOf } from '../task-document.ts';
import { migrateTo2 } from './to-2.ts';

/** The ledger's documents by name, as they were read. */
export type Documents = ReadonlyMap<string, JsonValue>;

/** How far a migration has come. */
export interface Migration {
  /** The documents as they are on disk now; what they hold is all there, if some of it twice. */
  readonly documents: Documents;
  /** The system's error, when the disk refused. */
  readonly refused?: Error;
}

const backupName = 'before-version-2';

/**
 * Keeps the ledger as the older Reelkeep left it.
 * @throws the system's error: nothing may be written over it then
 */
export function keepOlder(store: Store): void {
  store.backUp(backupName);
}

/**
 * Brings older documents to the present version, one after the other, once `keepOlder` has kept them
 * all. A crash between any two writes leaves an entry twice, never nowhere, and the next start goes on
 * from there; so it does after a refusal of the disk.
 * @throws the signal's reason once it is aborted, between two writes
 */
export async function migrate(store: Store, read: Documents, turns: Turns): Promise<Migration> {
  const old = [...read].filter(([, document]) => versionOf(document) === 1);
  const documents = new Map(read);
  for (const [name, document] of old) {
    const steps = migrateTo2(name, document, (other) => documents.has(other));
    for (const [to, next] of steps) {
      if (turns.isOver) await turns.next();
      try {
        store.write(to, next);
      } catch (error) {
        return { documents, refused: error instanceof Error ? error : new Error(String(error)) };
      }
      documents.set(to, next);
    }
  }
  return { documents };
}
