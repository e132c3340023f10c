import type { FoundLine } from '../../../electron/shared/contract/found-line.ts';
import type { Failure } from '../../../electron/shared/failure.ts';
import { m } from '../../../electron/shared/messages/catalogue.ts';
import { describeFailure } from '../../../electron/shared/messages/failures.ts';
import type { Words } from '../../../electron/shared/messages/words.ts';
import type { TaskId } from '../../../electron/shared/id.ts';

/**
 * The ids that "Add" would add, new and previously removed, each once, in the order they were pasted.
 * @param insisted ids that are added although they only may be some
 */
export function addableIds(
  found: readonly FoundLine[],
  insisted: readonly TaskId[] = [],
): readonly TaskId[] {
  const ids = new Set<TaskId>();
  for (const { verdict, taskId } of found) {
    if (taskId === undefined) continue;
    const isWanted = verdict === 'perhaps' && insisted.includes(taskId);
    if (verdict === 'new' || verdict === 'removed' || isWanted) ids.add(taskId);
  }
  return [...ids];
}

/** How many lines got each verdict, those that are only counted included. */
export function countVerdicts(found: readonly FoundLine[]): Record<FoundLine['verdict'], number> {
  const counts = { new: 0, removed: 0, tracked: 0, perhaps: 0, 'not-an-id': 0 };
  for (const { verdict, more = 0 } of found) counts[verdict] += 1 + more;
  return counts;
}

/** Why there is nothing to add, for an "Add" without any new id. */
export function whyNothing(found: readonly FoundLine[]): Words {
  const nothing: Failure = { code: 'nothing-to-add' };
  if (found.length === 0) return describeFailure(nothing);
  const words = m.add.nothing;
  if (found.some((line) => line.verdict === 'tracked')) return words.known;
  if (found.some((line) => line.verdict === 'perhaps')) return words.unsure;
  return found.some((line) => line.isCutOff === true) ? words.cutOff : words.none;
}
