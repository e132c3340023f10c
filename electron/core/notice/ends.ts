import type { NoticeCategory, NoticeSeverity } from '../../shared/notice.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { Task } from '../../shared/task.ts';
import {
  describeEnd,
  describeEnds,
  type EndCounts,
  type EndKind,
  type NoticeWords,
} from '../../shared/messages/notices.ts';

/** What a task has come to, if that is one of the ends that are told. */
export function endOf({ state }: Task): EndKind | undefined {
  return state === 'archived' || state === 'failed' || state === 'not-found' || state === 'lost'
    ? state
    : undefined;
}

/**
 * Whether the user is to hear of the end that a task has come to. An end without a video is told once,
 * however often it is asked about again; and after “no video” the user hears that there is one.
 */
export function isEndTold(
  task: Task,
  { notifyArchived, notifyFailed }: Pick<Settings, 'notifyArchived' | 'notifyFailed'>,
): boolean {
  const end = endOf(task);
  if (end === undefined) return false;
  if (end === 'archived') return notifyArchived || (task.formerEnds !== undefined && notifyFailed);
  return notifyFailed && task.formerEnds?.includes(end) !== true;
}

/** How many tasks are at each end. */
export function endCounts(ends: Iterable<EndKind>): EndCounts {
  const counts = { archived: 0, failed: 0, 'not-found': 0, lost: 0 };
  for (const end of ends) counts[end] += 1;
  return counts;
}

/** What is said of the ends of some tasks. */
export interface EndNotice extends NoticeWords {
  readonly severity: NoticeSeverity;
  readonly category: NoticeCategory;
}

/** Whose name is said first: of a hundred videos, the one that did not come. */
const gravity = { archived: 0, 'not-found': 1, failed: 1, lost: 2 } as const;

function gravityOf(task: Task): number {
  const end = endOf(task);
  return end === undefined ? 0 : gravity[end];
}

/** What is said of these tasks' ends, all together; `undefined` where none is at an end any more. */
export function describeTold(tasks: readonly Task[]): EndNotice | undefined {
  const ended = tasks.filter((task) => endOf(task) !== undefined);
  const counts = endCounts(ended.flatMap((task) => endOf(task) ?? []));
  const [first] = ended;
  const gravest = ended.toSorted((a, b) => gravityOf(b) - gravityOf(a));
  const words =
    first !== undefined && ended.length === 1 ? describeEnd(first) : describeEnds(counts, gravest);
  if (first === undefined || words === undefined) return undefined;
  const isGood = counts.archived === ended.length;
  const isBad = counts.archived === 0;
  return {
    ...words,
    severity: isGood ? 'success' : 'warning',
    category: isGood ? 'archived' : isBad ? 'failed' : 'ended',
  };
}
