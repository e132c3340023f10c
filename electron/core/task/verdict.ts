import type { Overdue } from '../../shared/evidence.ts';
import type { DownloadingTask, ReadyTask } from '../../shared/task.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** After the deadline every way must have refused so often, over so long a time. */
const minRefusals = 5;
const refusedForMs = dayMs;

/** Trouble that is no refusal ends later: in so many different hours, over so long a time. */
const minHours = 24;
const troubledForMs = 3 * dayMs;

/** What this run has seen of a task's ways. Unix milliseconds of the last refusal by each. */
export interface Refused {
  readonly directAtMs?: number;
  readonly convertedAtMs?: number;
}

/** How a try has failed. */
export interface FailedTry {
  /** The end of a round in which every way was refused. */
  readonly isRefusedByAll: boolean;
  readonly nowMs: number;
}

function isOverdue({ deadlineMs }: Pick<ReadyTask, 'deadlineMs'>, nowMs: number): boolean {
  return deadlineMs !== undefined && nowMs > deadlineMs;
}

/**
 * The evidence after another failed try. It grows once an hour at the most, or with a whole round of
 * refusals, so that it is seldom written.
 * @returns the very same where nothing is to be added; `undefined` before the deadline
 */
export function withTry(
  task: Pick<ReadyTask, 'deadlineMs' | 'overdue'>,
  { isRefusedByAll, nowMs }: FailedTry,
): Overdue | undefined {
  if (!isOverdue(task, nowMs)) return undefined;
  const { overdue } = task;
  // What is dated in the future comes from a clock that was wrong, and proves nothing.
  if (overdue === undefined || overdue.lastMs > nowMs) {
    const refused = isRefusedByAll ? { refusedSinceMs: nowMs } : {};
    const refusals = Number(isRefusedByAll);
    return { sinceMs: nowMs, lastMs: nowMs, hours: 1, refusals, ...refused };
  }
  const isAnotherHour = nowMs - overdue.lastMs >= hourMs;
  if (!isAnotherHour && !isRefusedByAll) return overdue;
  return {
    ...overdue,
    hours: overdue.hours + Number(isAnotherHour),
    lastMs: isAnotherHour ? nowMs : overdue.lastMs,
    refusals: overdue.refusals + Number(isRefusedByAll),
    ...(isRefusedByAll && { refusedSinceMs: overdue.refusedSinceMs ?? nowMs }),
  };
}

/**
 * Whether a task is lost: its endpoint says that the media are gone, and the links have been refused
 * since then too; or its deadline is over, and every way was refused again and again for a day, or
 * brought nothing but trouble for three. Never by the number of tries alone.
 */
export function isLost(
  task: Pick<ReadyTask | DownloadingTask, 'goneAtMs' | 'overdue'>,
  refused: Refused,
  nowMs: number,
): boolean {
  return isSaidToBeGone(task, refused) || hasRunOut(task.overdue, nowMs);
}

function isSaidToBeGone(
  { goneAtMs }: Pick<ReadyTask, 'goneAtMs'>,
  { directAtMs = -Infinity, convertedAtMs = -Infinity }: Refused,
): boolean {
  return goneAtMs !== undefined && Math.min(directAtMs, convertedAtMs) >= goneAtMs;
}

function hasRunOut(overdue: Overdue | undefined, nowMs: number): boolean {
  if (overdue === undefined) return false;
  const { sinceMs, hours, refusals, refusedSinceMs = nowMs } = overdue;
  const isRefused = refusals >= minRefusals && nowMs - refusedSinceMs >= refusedForMs;
  const isTroubled = hours >= minHours && nowMs - sinceMs >= troubledForMs;
  return isRefused || isTroubled;
}
