import type { TaskView } from '../../shared/task.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** How long a fresh id may be unknown to its provider before it counts as "Not found". */
export const notFoundGraceMs = 15 * secondMs;

/** A task without an end for this long is stalled, not slow. */
export const stalledAfterMs = hourMs;

/** A stalled task is asked about for this long, counted from its start. */
const stalledForMs = 24 * hourMs;

/** A task whose last question brought no answer is not asked again at once. */
const hinderedIntervalMs = 5 * secondMs;

/** When an id that nobody knew is asked about again, in case it was only very young. */
const notFoundRechecksMs: readonly number[] = [minuteMs, 10 * minuteMs, hourMs];

/** Age of a running task, up to which it is asked at this interval. The last holds for all older. */
const runningSteps: readonly { readonly untilMs: number; readonly intervalMs: number }[] = [
  { untilMs: 3 * minuteMs, intervalMs: 5 * secondMs },
  { untilMs: 10 * minuteMs, intervalMs: 10 * secondMs },
  { untilMs: 30 * minuteMs, intervalMs: 30 * secondMs },
  { untilMs: Infinity, intervalMs: minuteMs },
];

function runningIntervalMs(ageMs: number): number {
  return runningSteps.find((step) => ageMs < step.untilMs)?.intervalMs ?? minuteMs;
}

function intervalMs(task: TaskView, nowMs: number): number | undefined {
  switch (task.state) {
    case 'checking': {
      if (task.firstMissAtMs === undefined) return 0;
      // A round over all endpoints is asked in one go; the next round waits.
      return task.missedAt.length > 0 ? 0 : 3 * secondMs;
    }
    case 'running':
      return runningIntervalMs(nowMs - task.sinceMs);
    case 'stalled':
      return nowMs - task.sinceMs < stalledForMs ? 15 * minuteMs : undefined;
    case 'not-found':
      return task.missedAt.length > 0 ? 0 : notFoundRechecksMs[task.rechecks];
    case 'ready':
    case 'downloading':
    case 'archived':
    case 'failed':
    case 'lost':
      return undefined;
  }
}

/**
 * How long to wait before the provider is asked about this task again, jittered by a tenth so that
 * tasks added together do not stay together.
 * @param random 0 to 1
 * @returns milliseconds, or `undefined` when there is nothing left to ask
 */
export function nextDelayMs(task: TaskView, nowMs: number, random: number): number | undefined {
  if (task.paused) return undefined;
  const delayMs = intervalMs(task, nowMs);
  if (delayMs === undefined) return undefined;
  const atLeastMs = task.hindrance === undefined ? 0 : hinderedIntervalMs;
  return Math.round(Math.max(delayMs, atLeastMs) * (0.9 + 0.2 * random));
}
