import type { FileRole, TransferProgress } from '../../../shared/task.ts';
import type { TransferHandle } from '../task-downloader.ts';
import { Pace } from './pace.ts';
import type { QueueEntry } from './host-queues.ts';

/** A transfer under way. */
export interface Running extends TransferHandle, QueueEntry {
  readonly role: FileRole;
  readonly isYielding: boolean;
  readonly controller: AbortController;
  readonly pace: Pace;
  /** It lets go since its host drips: for others, or for a new connection. */
  isTooSlow: boolean;
  progress?: TransferProgress;
}

/** A transfer that begins. @param onProgress told after every piece */
export function runningOf(entry: QueueEntry, role: FileRole, onProgress: () => void): Running {
  const controller = new AbortController();
  const pace = new Pace();
  const running: Running = {
    ...entry,
    role,
    controller,
    pace,
    isTooSlow: false,
    get isYielding() {
      return controller.signal.aborted;
    },
    signal: controller.signal,
    onProgress: (progress) => {
      running.progress = progress;
      pace.heard(progress);
      onProgress();
    },
    onWait: (wait) => pace.waits(wait),
  };
  return running;
}
