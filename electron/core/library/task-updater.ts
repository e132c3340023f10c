import type { DiskFailure } from '../../shared/failure.ts';
import type { Task } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import type { TaskEvent } from '../task/event.ts';

/** What the status checker and the transfers may do with tasks: they read tasks and report events, nothing else. */
export interface TaskUpdater {
  get(id: TaskId): Task | undefined;
  /** Applies an event, stores the result and schedules what comes next. */
  apply(id: TaskId, event: TaskEvent): Task | undefined;
  /**
   * Writes what must be on disk before the next step: everything, or the documents of these tasks.
   * @returns the failure when the disk refuses
   */
  flush(ids?: readonly TaskId[]): DiskFailure | undefined;
}
