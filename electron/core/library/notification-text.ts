import type { Settings } from '../../shared/settings.ts';
import type { Task } from '../../shared/task.ts';
import { taskTitle } from '../../shared/messages/en.ts';
import { describeLoss } from '../../shared/messages/loss.ts';

/** The words of a notification. */
export interface NotificationText {
  readonly title: string;
  readonly body: string;
}

function archivedText(
  task: Task,
  { notifyArchived, notifyFailed }: Pick<Settings, 'notifyArchived' | 'notifyFailed'>,
): NotificationText | undefined {
  const name = taskTitle(task);
  // Whoever was told that there is no video hears that there is one, whatever else is of interest.
  if (task.formerEnds !== undefined && notifyFailed) {
    const before = task.formerEnds.includes('lost')
      ? 'It was lost before.'
      : 'It was found after all.';
    return { title: 'Video archived', body: `${name}\n${before}` };
  }
  return notifyArchived ? { title: 'Video archived', body: name } : undefined;
}

/**
 * What to notify the user of when a task has come to this end; `undefined` when the user does not
 * want to hear of it, or has heard it before: an end without a video is told once, whoever asked again.
 */
export function notificationText(
  task: Task,
  settings: Pick<Settings, 'notifyArchived' | 'notifyFailed'>,
): NotificationText | undefined {
  const name = taskTitle(task);
  if (task.state === 'archived') return archivedText(task, settings);
  const isKnown = task.formerEnds?.some((state) => state === task.state) === true;
  if (!settings.notifyFailed || isKnown) return undefined;
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
