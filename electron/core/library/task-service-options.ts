import type { Task } from '../../shared/task.ts';
import type { TaskId, AccountId } from '../../shared/id.ts';
import type { KeyMask } from '../platform/key-mask.ts';
import type { PollPlanner } from '../polling/poll-planner.ts';
import type { Poller } from '../polling/poller.ts';
import type { Ancestors } from '../ledger/ancestors.ts';
import type { EndStamps } from '../ledger/end-stamps.ts';
import type { PendingCleanup } from '../ledger/pending-cleanup.ts';
import type { RemovedTask, RemovedTasks } from '../ledger/removed-tasks.ts';
import type { TaskRepository } from '../ledger/repository.ts';

/** What the service needs. */
export interface TaskServiceOptions {
  readonly repository: TaskRepository;
  /** Takes the accounts' keys out of what stands in a task's way. */
  readonly keys: Pick<KeyMask, 'maskAll'>;
  readonly ancestors: Ancestors;
  readonly removed: RemovedTasks;
  readonly pendingCleanup: PendingCleanup;
  /** Says in which order tasks come to their ends. */
  readonly endStamps: EndStamps;
  readonly poller: Poller;
  /** Unix milliseconds by the providers' clocks, should this computer's be wrong. */
  readonly trueNow: () => number;
  /** Unix milliseconds by this computer's clock. */
  readonly now: () => number;
  readonly pollPlanner: PollPlanner;
  readonly hasAccount: (id: AccountId) => boolean;
  readonly onChanged: (task: Task) => void;
  readonly onRemoved: (id: TaskId) => void;
  /** Removed tasks are back in the list; their files may have gone meanwhile. */
  readonly onPutBack?: (records: readonly RemovedTask[]) => void;
  /** A task came to an end just now: archived, failed, not found or lost. */
  readonly onEnded: (task: Task) => void;
}

/** What the user asks to track. */
export interface AddInput {
  readonly ids: readonly TaskId[];
  readonly accountId: AccountId;
  /** An endpoint's id; absent: each id is tried at all of them. */
  readonly endpoint?: string | undefined;
}
