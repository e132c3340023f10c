import type { Task } from '../../shared/task.ts';
import type { AccountId, TaskId } from '../../shared/id.ts';
import type { RemovedTask } from '../ledger/removed-tasks.ts';
import { Emitter } from '../platform/emitter.ts';

/** What the parts of the core tell each other. Made before any of them; `connect.ts` says who listens. */
export class Signals {
  readonly taskChanged = new Emitter<Task>();
  readonly taskRemoved = new Emitter<TaskId>();
  /** A task came to an end just now. */
  readonly taskEnded = new Emitter<Task>();
  /** Removed tasks are back in the list; their files may have gone meanwhile. */
  readonly tasksPutBack = new Emitter<readonly RemovedTask[]>();
  /** An account has a new key or address, or is not blocked any more. */
  readonly accountUsable = new Emitter<AccountId>();
  /** What stands in the way of the archive's folder has begun, changed or ended. */
  readonly archiveProblem = new Emitter();
  /** Nothing stands in its way any more. */
  readonly archiveUsable = new Emitter();
  /** An archive has been opened that was not open before. */
  readonly archiveOpened = new Emitter();
  /** What Reelkeep has to say as a whole has changed. */
  readonly alertsChanged = new Emitter();
  /** Bytes have come. */
  readonly transferProgress = new Emitter();
}
