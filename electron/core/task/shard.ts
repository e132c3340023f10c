import { z } from 'zod';
import type { JsonValue } from '../../shared/brand.ts';
import { isUnfinished, toTaskId, type Task } from '../../shared/task.ts';

/** The folder of the ledger's documents in the store. */
export const ledgerFolder = 'ledger';

/** Unfinished tasks change often, so they are spread over small documents. */
const hotShards = 16;

/** Raised when an older Reelkeep could not read what this one writes. */
const schemaVersion = 1;

/** Checks what every later step relies on; the rest of a task is taken as it was written. */
export const taskShape = z.looseObject({
  id: z.string().refine((id) => toTaskId(id) === id),
  accountId: z.string(),
  addedAtMs: z.number(),
  updatedAtMs: z.number(),
  paused: z.boolean(),
  state: z.enum([
    'checking',
    'running',
    'ready',
    'downloading',
    'archived',
    'failed',
    'not-found',
    'stalled',
    'lost',
  ]),
});

const documentShape = z.object({ version: z.number(), tasks: z.array(z.unknown()) });

/** A ledger document: the tasks in it, and entries that could not be read and are kept as they are. */
export interface Shard {
  readonly tasks: readonly Task[];
  readonly strangers: readonly JsonValue[];
}

/** FNV-1a, 32 bits (datatracker.ietf.org/doc/html/draft-eastlake-fnv): spreads ids evenly. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}

/**
 * The document that holds a task: one of a few small ones while it is unfinished, then the one of the
 * month in which it was added (UTC), which does not change any more.
 */
export function shardOf(task: Task): string {
  if (isUnfinished(task)) return `${ledgerFolder}/active-${hash(task.id) % hotShards}`;
  return `${ledgerFolder}/done-${new Date(task.addedAtMs).toISOString().slice(0, 7)}`;
}

/** A document as it is written. */
export function writeShard(shard: Shard): JsonValue {
  const tasks = [...shard.tasks, ...shard.strangers];
  return { version: schemaVersion, tasks: tasks as unknown as JsonValue }; // tasks hold JSON only
}

/** Reads a document. What is not a task is kept as a stranger, never dropped. */
export function readShard(document: JsonValue): Shard {
  const parsed = documentShape.safeParse(document);
  if (!parsed.success) return { tasks: [], strangers: [document] };
  const tasks: Task[] = [];
  const strangers: JsonValue[] = [];
  for (const entry of parsed.data.tasks) {
    const isTask = taskShape.safeParse(entry).success;
    if (isTask)
      tasks.push(entry as Task); // shape checked; the rest was written by `writeShard`
    else strangers.push(entry as JsonValue); // it came out of a JSON document
  }
  return { tasks, strangers };
}
