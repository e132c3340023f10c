import { taskTitle } from '../../../shared/messages/task-words.ts';
import type { RemovedView } from '../../../shared/trash-view.ts';
import type { RemovedTask } from '../../ledger/removed-tasks.ts';

/** A removed task as the window sees it: what its row shows, and no more of 10,000 tasks. */
export function removedView({ task, removedAtMs, files }: RemovedTask): RemovedView {
  const own = task.state === 'archived' ? task.files : [];
  return {
    id: task.id,
    title: taskTitle(task),
    state: task.state,
    removedAtMs,
    files,
    fileCount: own.length === 0 ? 0 : own.length + 1, // and the sidecar
    sizeBytes: own.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    hasPicture: task.thumbnail !== undefined,
    ...(task.deadlineMs !== undefined && { deadlineMs: task.deadlineMs }),
  };
}
