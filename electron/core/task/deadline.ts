import type { TaskView } from '../../shared/task.ts';

/**
 * How long media stay fetchable, in milliseconds: 14 days by the provider's own pages for both
 * endpoints. Other pages of the provider say less, so this is an upper bound and never a promise.
 */
export const retentionMs = 14 * 24 * 3_600_000;

/**
 * The latest moment at which the media can still be fetched, by the most pessimistic reading of the
 * times known: the earliest of start, finish and first sight, plus the retention.
 * @returns Unix milliseconds; `undefined` while no time is known
 */
export function deadlineMs(task: Pick<TaskView, 'record' | 'mediaSeenAtMs'>): number | undefined {
  const times = [task.record?.startedAtMs, task.record?.finishedAtMs, task.mediaSeenAtMs];
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known) + retentionMs;
}
