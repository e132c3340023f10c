import type { TaskView } from '../../shared/task.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Why a task is asked about: the user wants to know now, nobody has answered yet, or it is time again. */
export type PollPriority = 'user' | 'new' | 'routine';

/** When a task is asked about, and who goes first when many are due. */
export interface PollSchedule {
  /** Milliseconds from now. */
  readonly delayMs: number;
  readonly priority: PollPriority;
  /** Among those of the same turn that are due, the one whose due time and slack end first is next. */
  readonly slackMs: number;
}

/** At once, like everything else that is due. */
export const pollNow: PollSchedule = { delayMs: 0, priority: 'routine', slackMs: 0 };

/** No slack is longer: whoever waits longer than this is overtaken by nobody any more. */
const maxSlackMs = 15 * minuteMs;

/** An id that one endpoint does not know is asked at the next before another id is begun. */
const begunHeadStartMs = hourMs;

/** Media that die within the day go first, by what an hour's backlog is; within three days, by a little. */
const headStarts: readonly { readonly leftMs: number; readonly headStartMs: number }[] = [
  { leftMs: 24 * hourMs, headStartMs: hourMs },
  { leftMs: 72 * hourMs, headStartMs: 10 * minuteMs },
];

function headStartMs(task: TaskView, nowMs: number): number {
  const { deadlineMs } = task;
  if (deadlineMs === undefined) return 0;
  return headStarts.find(({ leftMs }) => deadlineMs - nowMs <= leftMs)?.headStartMs ?? 0;
}

/**
 * The plan of a task that is to be asked about after `delayMs`. What is asked often has little slack, so
 * a backlog makes everybody late in proportion; a near deadline has less.
 */
export function scheduleOf(task: TaskView, delayMs: number, nowMs: number): PollSchedule {
  if (task.state === 'checking') {
    const isBegun = task.missedAt.length > 0 || task.triedAccounts !== undefined;
    if (isBegun) return { delayMs, priority: 'new', slackMs: -begunHeadStartMs };
    if (task.firstMissAtMs === undefined) return { delayMs, priority: 'new', slackMs: 0 };
  }
  const slackMs = Math.min(delayMs, maxSlackMs) - headStartMs(task, nowMs);
  return { delayMs, priority: 'routine', slackMs };
}
