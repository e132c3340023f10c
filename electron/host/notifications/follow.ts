import type { Core } from '../../core/app/core.ts';
import type { Log } from '../../core/platform/log.ts';
import { systemShell as shell } from '../desktop/system-shell.ts';
import { reveal } from '../page/handlers/system.ts';
import type { WindowRequests } from '../page/window-requests.ts';
import type { NotificationClick } from './outlet.ts';

/** Where clicks lead. */
export interface FollowParts {
  readonly core: Core;
  readonly requests: Pick<WindowRequests, 'open'>;
  readonly log: Log;
}

/** Does what was clicked: what cannot be done leads to the task, which says why. */
async function follow(
  { core, requests }: FollowParts,
  { noticeId = '', taskId, action }: NotificationClick,
): Promise<void> {
  await core.whenRead; // one click may be what has started Reelkeep
  const { inbox, offers } = core.announcer;
  inbox.markRead(noticeId);
  const offered = offers.idsOf(noticeId);
  if (offered.length > 0) {
    requests.open({ kind: 'add', text: offered.join('\n') });
    return;
  }
  if (taskId === undefined || core.tasks.get(taskId) === undefined) {
    requests.open({ kind: 'inbox' });
    return;
  }
  if (action === 'show-in-folder' && (await reveal({ core, shell }, { id: taskId })).ok) return;
  if (action === 'retry') {
    await core.checkNow([taskId]);
    return;
  }
  requests.open({ kind: 'task', taskId });
}

/** Makes what follows a click on a notification, wherever it was heard. */
export function clickFollower(parts: FollowParts): (click: NotificationClick) => void {
  return (click) => {
    follow(parts, click).catch((error: unknown) => {
      parts.log.error(`a notification's click: ${String(error)}`);
    });
  };
}

/**
 * Follows a click that came as a link, which anybody may have made: a button counts only with the id of a notice
 * that has it.
 */
export function linkFollower(parts: FollowParts): (link: NotificationClick) => void {
  const followClick = clickFollower(parts);
  return ({ action, ...link }) => {
    const entry = parts.core.announcer.inbox.find(link.noticeId ?? '');
    const isMeant =
      action !== undefined &&
      entry?.actions.includes(action) === true &&
      entry.taskIds[0] === link.taskId;
    followClick({ ...link, ...(isMeant && { action }) });
  };
}
