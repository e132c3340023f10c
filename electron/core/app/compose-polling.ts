import { isUnfinished, type Task } from '../../shared/task.ts';
import type { AccountId } from '../../shared/id.ts';
import { StatusChecker, type StatusCheckerOptions } from '../library/asking/status-checker.ts';
import type { TaskService } from '../library/task-service.ts';
import { WakeQuestions } from '../library/asking/wake-questions.ts';

/** What asking works with. */
export interface PollingParts extends Omit<StatusCheckerOptions, 'tasks' | 'leftMs'> {
  readonly tasks: TaskService;
  /** Unix milliseconds by the providers' clocks. */
  readonly trueNow: () => number;
}

/** Makes the parts that ask the providers. Nothing is asked before the poller starts. */
export function composePolling(parts: PollingParts) {
  const { tasks, poller, clock, trueNow } = parts;
  const leftMs = (id: AccountId) => earliestOf(tasks.tasks(), id) - trueNow();
  return {
    statusChecker: new StatusChecker({ ...parts, tasks, leftMs }),
    questions: new WakeQuestions({ tasks: () => tasks.tasks(), poller, now: () => clock.now() }),
  };
}

/** The earliest deadline of an account's unfinished tasks, in Unix milliseconds; `Infinity` for none. */
function earliestOf(tasks: Iterable<Task>, accountId: AccountId): number {
  let earliestMs = Infinity;
  for (const task of tasks) {
    if (task.accountId !== accountId || !isUnfinished(task)) continue;
    earliestMs = Math.min(earliestMs, task.deadlineMs ?? Infinity);
  }
  return earliestMs;
}
