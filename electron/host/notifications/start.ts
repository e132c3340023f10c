import type { Core } from '../../core/app/core.ts';
import { examineStored } from '../../core/media/stored-media.ts';
import type { Log } from '../../core/platform/log.ts';
import type { Store } from '../../core/platform/store.ts';
import type { TaskId } from '../../shared/id.ts';
import { findFile, reveal } from '../page/handlers/system.ts';
import type { WindowRequests } from '../page/window-requests.ts';
import type { DesktopAttention } from './attention.ts';
import type { NotificationClick } from './outlet.ts';
import { Notifier } from './notifier.ts';

/** What notifications are about, and where their clicks lead. */
export interface NotificationParts {
  readonly core: Core;
  readonly requests: Pick<WindowRequests, 'open'>;
  readonly attention: DesktopAttention;
  readonly store: Pick<Store, 'read' | 'write'>;
  readonly log: Log;
}

async function pictureOf(core: Core, id: TaskId): Promise<string | undefined> {
  const stored = findFile(core, id, 'thumbnail');
  const path = stored && (await examineStored(stored));
  return path?.ok === true ? path.value : undefined;
}

/** Does what was clicked: what cannot be done leads to the task, which says why. */
async function follow(
  { core, requests }: Pick<NotificationParts, 'core' | 'requests'>,
  { taskId, action }: NotificationClick,
): Promise<void> {
  if (taskId === undefined || core.tasks.get(taskId) === undefined) {
    requests.open({ kind: 'inbox' });
    return;
  }
  if (action === 'show-in-folder' && (await reveal(core, { id: taskId })).ok) return;
  if (action === 'retry') {
    await core.checkNow([taskId]);
    return;
  }
  requests.open({ kind: 'task', taskId });
}

/** Begins to show what the core tells, and to hear the clicks on it. */
export function startNotifications({
  core,
  requests,
  attention,
  store,
  log,
}: NotificationParts): Notifier {
  const notifier = new Notifier({
    store,
    log,
    pictureOf: (id) => pictureOf(core, id),
    isSilent: () => !core.settings.current().notifySound,
    onClick: (click) => void follow({ core, requests }, click).catch(logged(log)),
  });
  attention.inhibited = notifier.isInhibited;
  return notifier;
}

function logged(log: Log): (error: unknown) => void {
  return (error) => {
    log.error(`a notification's click: ${String(error)}`);
  };
}
