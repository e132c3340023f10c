import type { JsonValue } from '../../../shared/brand.ts';
import type { Store } from '../../store.ts';
import { versionOf } from '../shard.ts';
import { migrateTo2 } from './to-2.ts';

/** The ledger's documents by name, as they were read. */
export type Documents = ReadonlyMap<string, JsonValue>;

/**
 * Brings older documents to the present version, one after the other. Before the first write all of
 * them are copied to a backup named after their version. A crash between any two writes leaves an entry
 * twice, never nowhere, and the next start goes on from there.
 * @throws the system's error when the disk refuses: everything read so far holds, and the next start tries again
 */
export function migrate(store: Store, read: Documents): Documents {
  const old = [...read].filter(([, document]) => versionOf(document) === 1);
  if (old.length === 0) return read;
  store.backUp('before-version-2');
  const documents = new Map(read);
  for (const [name, document] of old) {
    const steps = migrateTo2(name, document, (other) => documents.has(other));
    for (const [to, next] of steps) {
      store.write(to, next);
      documents.set(to, next);
    }
  }
  return documents;
}
