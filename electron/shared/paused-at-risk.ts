import { isUnfinished, type TaskView } from './task.ts';

const dayMs = 24 * 3_600_000;

/** From here on a deadline is near enough that a paused task is spoken of. */
export const pausedRiskMs = dayMs;

/**
 * Whether a video is about to be lost only because its task is paused: its link dies within a day, or
 * died less than a day ago, when links are often still alive.
 * @param nowMs Unix milliseconds
 */
export function isPausedAtRisk(task: TaskView, nowMs: number): boolean {
  if (!task.paused || task.deadlineMs === undefined || !isUnfinished(task)) return false;
  const leftMs = task.deadlineMs - nowMs;
  return leftMs <= pausedRiskMs && leftMs > -dayMs;
}
