import type { ReadyTask, TaskId } from '../../shared/task.ts';
import type { Transfers } from './transfers.ts';

/** Where finished tasks wait for their files. */
export interface TransferQueue extends Pick<Transfers, 'enqueue' | 'drop' | 'forget'> {
  /** Lets a task in that is kept out, because the user wishes it. */
  release?(id: TaskId): void;
  /** Lets a waiting task be tried at once, because the user wishes it, also where its host rests. */
  tryNow?(task: ReadyTask): void;
}
