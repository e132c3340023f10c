import type { Settings } from '../../shared/settings.ts';
import type { Task } from '../../shared/task.ts';
import { taskTitle } from '../../shared/messages/en.ts';
import { describeLoss } from '../../shared/messages/loss.ts';

/** The words of a notification. */
export interface NotificationText {
  readonly title: string;
  readonly body: string;
}

/**
 * What to notify the user of when a task has come to this end; `undefined` when the user does not
 * want to hear of it.
 */
export function notificationText(
  task: Task,
  settings: Pick<Settings, 'notifyArchived' | 'notifyFailed'>,
): NotificationText | undefined {
  const name = taskTitle(task);
  if (task.state === 'archived') {
    return settings.notifyArchived ? { title: 'Video archived', body: name } : undefined;
  }
  if (!settings.notifyFailed) return undefined;
  switch (task.state) {
    case 'failed': {
      const reason = task.providerMessage === '' ? 'no reason given' : task.providerMessage;
      return { title: 'Generation failed', body: `${name}\n${reason}` };
    }
    case 'not-found':
      return { title: 'Task not found', body: name };
    case 'lost':
      return { title: 'Video lost', body: `${name}\n${describeLoss(task.cause)}` };
    default:
      return undefined;
  }
}
