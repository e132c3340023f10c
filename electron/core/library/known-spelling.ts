import type { TaskId } from '../../shared/id.ts';
import type { IdStatus } from './find-ids.ts';
import { spellingsOf } from '../intake/spelling.ts';
import type { RemovedTasks } from '../ledger/removed-tasks.ts';
import type { TaskRepository } from '../ledger/repository.ts';

/** Where tasks are known. */
export interface KnownTasks {
  readonly repository: Pick<TaskRepository, 'get'>;
  readonly removed: Pick<RemovedTasks, 'has'>;
}

/**
 * The id as it is tracked, or was before it was removed: case and hyphens make no second video. What was
 * not found may have been spelled wrongly, so it keeps no other spelling out.
 */
export function knownSpelling(id: TaskId, { repository, removed }: KnownTasks): TaskId {
  if (repository.get(id) !== undefined) return id;
  const spellings = spellingsOf(id);
  const isFound = (each: TaskId) => (repository.get(each)?.state ?? 'not-found') !== 'not-found';
  return spellings.find(isFound) ?? spellings.find((each) => removed.has(each)) ?? id;
}

/**
 * What "Add" would do with an id that was found in a text.
 * @param isNew whether an id is not tracked, or as good as not tracked
 */
export function judge(
  found: TaskId,
  known: KnownTasks & { readonly removed: Pick<RemovedTasks, 'noteOn'> },
  isNew: (id: TaskId) => boolean,
): IdStatus {
  const id = knownSpelling(found, known);
  const spelled = id === found ? {} : { taskId: id };
  if (!isNew(id)) return { ...spelled, verdict: 'tracked' };
  const isTracked = known.repository.get(id) !== undefined;
  const removal = isTracked ? undefined : known.removed.noteOn(id);
  return removal === undefined
    ? { ...spelled, verdict: 'new' }
    : { ...spelled, verdict: 'removed', removal };
}
