import type { ReadyTask, Task } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';

/** Where finished tasks wait for their files. */
export interface TransferQueue {
  /** Queues a task with files to fetch. */
  enqueue(task: ReadyTask): void;
  /** The task's files are no longer wanted: ends a running transfer and removes its part. */
  drop(id: TaskId): void;
  /** The same for a task that has been removed. */
  forget(task: Task): void;
  /** Lets a task in that is kept out, because the user wishes it. */
  release?(id: TaskId): void;
  /** Lets a waiting task be tried at once, because the user wishes it, also where its host rests. */
  tryNow?(task: ReadyTask): void;
}
