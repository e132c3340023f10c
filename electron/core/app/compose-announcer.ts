import { spellingsOf } from '../intake/spelling.ts';
import type { ArchiveManager } from '../library/archive-manager.ts';
import type { TaskService } from '../library/task-service.ts';
import type { EndStamps } from '../ledger/end-stamps.ts';
import { Announcer } from '../notice/announcer.ts';
import type { Attention } from '../notice/outbox.ts';
import type { Alerts } from '../platform/alerts.ts';
import type { MonotonicClock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import type { AccountHealth } from '../settings/account-health.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { TransferScheduler } from '../transfer/transfer-scheduler.ts';
import type { CoreEvents } from './core.ts';

/** What there may be something to tell of. */
export interface AnnouncerParts {
  readonly store: Store;
  readonly clock: MonotonicClock;
  readonly log: Log;
  readonly trueNow: () => number;
  readonly settings: SettingsStore;
  readonly tasks: TaskService;
  readonly endStamps: EndStamps;
  readonly alerts: Alerts;
  readonly health: AccountHealth;
  readonly archiveManager: ArchiveManager;
  readonly transfers: TransferScheduler;
  readonly attention?: Attention;
}

const elsewhere: Attention = { isInFront: () => false, isInhibited: () => false };

/** Makes the part that tells the user. Nothing is told before it is started. */
export function composeAnnouncer(
  parts: AnnouncerParts,
  { onNotice, onInboxChanged }: Pick<CoreEvents, 'onNotice' | 'onInboxChanged'>,
): Announcer {
  const { settings, tasks, alerts, health, archiveManager, transfers } = parts;
  return new Announcer({
    ...parts,
    attention: parts.attention ?? elsewhere,
    settings: () => settings.current(),
    tasks: () => tasks.tasks(),
    get: (id) => tasks.get(id),
    flush: (ids) => void tasks.flush(ids), // a disk that refuses costs no notice
    isKnown: (id) =>
      spellingsOf(id).some((each) => tasks.get(each) !== undefined || tasks.isRemoved(each)),
    troubles: () => ({
      alerts: alerts.list(),
      archive: archiveManager.problem,
      accounts: settings.accounts().flatMap(({ id, name }) => {
        const failure = health.failureOf(id);
        return failure === undefined ? [] : [{ id, name, failure }];
      }),
    }),
    isFlowing: () => transfers.progress().length > 0,
    onNotice,
    onInboxChanged,
  });
}
