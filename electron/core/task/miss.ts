import type { CheckingTask, RunningTask, StalledTask, Task } from '../../shared/task.ts';
import { notFoundGraceMs, stalledAfterMs } from '../poll/interval.ts';
import { baseOf, type Base } from './base.ts';
import type { TaskEvent } from './event.ts';

type Missed = Extract<TaskEvent, { readonly type: 'missed' }>;

/** What follows when an endpoint does not know the id. */
export function onMiss(task: Task, event: Missed, nowMs: number): Task {
  const base = baseOf(task, nowMs);
  if (task.state === 'not-found') {
    const { endedAtMs, rechecks } = task;
    return event.isLast
      ? { ...base, state: 'not-found', endedAtMs, rechecks: rechecks + 1, missedAt: [] }
      : {
          ...base,
          state: 'not-found',
          endedAtMs,
          rechecks,
          missedAt: [...task.missedAt, event.endpoint],
        };
  }
  if (task.state !== 'checking') {
    // It was known and is not any more: records live two months. Ask on, it ends as stalled.
    const isOver = task.state === 'running' && nowMs - task.sinceMs >= stalledAfterMs;
    return isOver ? toStalled(task, base) : task;
  }
  return checkOn(task, event, nowMs);
}

function toStalled({ phase, rawState, sinceMs }: RunningTask, base: Base): StalledTask {
  return { ...base, state: 'stalled', phase, rawState, sinceMs };
}

function checkOn(task: CheckingTask, event: Missed, nowMs: number): Task {
  const base = baseOf(task, nowMs);
  const tried = task.triedAccounts ?? [];
  const firstMissAtMs = task.firstMissAtMs ?? nowMs;
  if (!event.isLast) {
    return {
      ...base,
      state: 'checking',
      missedAt: [...task.missedAt, event.endpoint],
      firstMissAtMs,
      ...(tried.length > 0 && { triedAccounts: tried }),
    };
  }
  if (event.nextAccountId !== undefined) {
    const triedAccounts = [...tried, task.accountId];
    const accountId = event.nextAccountId;
    return { ...base, accountId, state: 'checking', missedAt: [], firstMissAtMs, triedAccounts };
  }
  // Nobody knows it: it goes back to the account that it was added with.
  const home = { ...base, accountId: tried[0] ?? task.accountId };
  const isOver = nowMs - firstMissAtMs >= notFoundGraceMs;
  return isOver
    ? { ...home, state: 'not-found', endedAtMs: nowMs, rechecks: 0, missedAt: [] }
    : { ...home, state: 'checking', missedAt: [], firstMissAtMs };
}
