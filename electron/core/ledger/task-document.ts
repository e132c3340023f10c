import { z } from 'zod';
import type { JsonValue } from '../../shared/json.ts';
import { isUnfinished, type Task } from '../../shared/task.ts';
import { taskIdShape, whenShape } from '../platform/storable.ts';

/** The folder of the ledger's documents in the store. */
export const ledgerFolder = 'ledger';

/** What documents of this Reelkeep say; the steps from older ones are in `migration/`. */
export const schemaVersion = 2;

/** The group of the unfinished tasks. */
const hotGroup = 'active';

/** Checks what every later step relies on; the rest of a task is taken as it was written. */
export const taskShape = z.looseObject({
  id: taskIdShape,
  accountId: z.string(),
  addedAtMs: whenShape,
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

/** The same, for a look: what is thrown away again has only these fields. */
const looks = z.object(taskShape.shape);

const documentShape = z.object({ version: z.number(), tasks: z.array(z.unknown()) });

/** A ledger document: the tasks in it, and entries that could not be read and are kept as they are. */
export interface TaskDocument {
  readonly tasks: readonly Task[];
  readonly unknownEntries: readonly JsonValue[];
}

/**
 * The group of documents that a task belongs to: unfinished ones change often and have small documents
 * of their own; a finished one goes to those of the month in which it was added (UTC).
 */
export function groupOf(task: Task): string {
  if (isUnfinished(task)) return hotGroup;
  return `done-${new Date(task.addedAtMs).toISOString().slice(0, 7)}`;
}

/** Whether one of two copies of a task is the newer one; of one millisecond, what has ended is. */
export function isNewer(one: Task, other: Task): boolean {
  if (one.updatedAtMs !== other.updatedAtMs) return one.updatedAtMs > other.updatedAtMs;
  return isUnfinished(other) && !isUnfinished(one);
}

/** How many tasks a group's documents take: a change rewrites one of them, so they stay small. */
export function capacityOf(group: string): number {
  return group === hotGroup ? 16 : 64;
}

/** The n-th document of a group: `ledger/active-0`, `ledger/done-2026-11`, `ledger/done-2026-11-1`. */
export function documentOf(group: string, n: number): string {
  const isBare = group !== hotGroup && n === 0;
  return isBare ? `${ledgerFolder}/${group}` : `${ledgerFolder}/${group}-${n}`;
}

/** Group and number of a document; `undefined` for a name of another kind. */
export function placeOf(name: string): { readonly group: string; readonly n: number } | undefined {
  const found = /^ledger\/(?:(active)-(\d+)|(done-\d{4}-\d{2})(?:-(\d+))?)$/.exec(name);
  if (found === null) return undefined;
  const [, hot, hotNumber, done, doneNumber = '0'] = found;
  return { group: hot ?? done ?? '', n: Number(hotNumber ?? doneNumber) };
}

/** The schema version of a document; 0 for what is no document of the ledger. */
export function versionOf(document: JsonValue): number {
  const parsed = documentShape.safeParse(document);
  return parsed.success ? parsed.data.version : 0;
}

/** A document as it is written. */
export function writeTaskDocument(content: TaskDocument): JsonValue {
  const tasks = [...content.tasks, ...content.unknownEntries];
  return { version: schemaVersion, tasks: tasks as unknown as JsonValue }; // tasks hold JSON only
}

/** Reads a document. What is not a task is kept as a stranger, never dropped. */
export function readTaskDocument(document: JsonValue): TaskDocument {
  const parsed = documentShape.safeParse(document);
  if (!parsed.success) return { tasks: [], unknownEntries: [document] };
  const tasks: Task[] = [];
  const unknownEntries: JsonValue[] = [];
  for (const entry of parsed.data.tasks) {
    const isTask = looks.safeParse(entry).success;
    if (isTask)
      tasks.push(entry as Task); // shape checked; the rest was written by `writeTaskDocument`
    else unknownEntries.push(entry as JsonValue); // it came out of a JSON document
  }
  return { tasks, unknownEntries };
}
