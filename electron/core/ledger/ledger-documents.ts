import type { JsonValue } from '../../shared/json.ts';
import type { Task } from '../../shared/task.ts';
import type { Store } from '../platform/store.ts';
import type { Turns } from '../platform/turns.ts';
import { ledgerFolder, readTaskDocument } from './task-document.ts';

/** What the ledger's documents hold, as they are on disk. */
export interface LedgerReading {
  readonly documents: ReadonlyMap<string, JsonValue>;
  /** Tasks of documents of which only a backup was left, with its time in Unix milliseconds. */
  readonly fromBackup: readonly { readonly task: Task; readonly savedAtMs: number }[];
}

/**
 * Reads every document of the ledger, in slices.
 * @throws the signal's reason once it is aborted, and nothing else
 */
export async function readLedger(store: Store, turns: Turns): Promise<LedgerReading> {
  const documents = new Map<string, JsonValue>();
  const fromBackup: { readonly task: Task; readonly savedAtMs: number }[] = [];
  for (const name of store.list(ledgerFolder)) {
    if (turns.isOver) await turns.next();
    const { value, savedAtMs } = store.read(name);
    if (value === undefined) continue;
    documents.set(name, value);
    if (savedAtMs === undefined) continue;
    for (const task of readTaskDocument(value).tasks) fromBackup.push({ task, savedAtMs });
  }
  return { documents, fromBackup };
}
