import type { Core } from '../../core/app/core.ts';
import { examineStored } from '../../core/media/stored-media.ts';
import type { Store } from '../../core/platform/store.ts';
import type { TaskId } from '../../shared/id.ts';
import type { MessageBusPort } from '../bus/message-bus.ts';
import { findFile } from '../page/handlers/system.ts';
import type { DesktopAttention } from './attention.ts';
import { clickFollower, type FollowParts } from './follow.ts';
import { Notifier } from './notifier.ts';

/** What notifications are about, and what shows them. */
export interface NotificationParts extends FollowParts {
  readonly attention: DesktopAttention;
  readonly store: Pick<Store, 'read' | 'write'>;
  /** The desktop's message bus, where there is one. */
  readonly bus: Promise<MessageBusPort | undefined>;
}

async function pictureOf(core: Core, id: TaskId): Promise<string | undefined> {
  const stored = findFile(core, id, 'thumbnail');
  const path = stored && (await examineStored(stored));
  return path?.ok === true ? path.value : undefined;
}

/** Begins to show what the core tells, and to hear the clicks on it. */
export function startNotifications(parts: NotificationParts): Notifier {
  const { core, attention, store, bus, log } = parts;
  const notifier = new Notifier({
    store,
    bus,
    log,
    pictureOf: (id) => pictureOf(core, id),
    isSilent: () => !core.settings.current().notifySound,
    onClick: clickFollower(parts),
    onInhibited: core.announcer.wake,
  });
  attention.inhibited = notifier.isInhibited;
  return notifier;
}
