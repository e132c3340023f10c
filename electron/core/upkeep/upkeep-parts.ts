import type { Alerts } from '../platform/alerts.ts';
import type { MonotonicClock } from '../platform/clock.ts';
import type { Downloader } from '../download/downloader.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import type { Accounts } from '../settings/accounts.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Store } from '../platform/store.ts';
import type { ArchiveManager } from '../library/archive-manager.ts';
import type { SpaceReservations } from '../library/space-reservations.ts';
import type { NamingScheme } from '../library/naming-scheme.ts';
import type { RemovedTasks } from '../ledger/removed-tasks.ts';
import type { TaskRepository } from '../ledger/repository.ts';
import type { TaskService } from '../library/task-service.ts';
import type { LinkResolver } from '../library/asking/link-resolver.ts';
import type { TransferScheduler } from '../transfer/transfer-scheduler.ts';
import type { OsTrash } from '../platform/os-trash.ts';

/** What the archive's upkeep works with. */
export interface UpkeepParts {
  readonly tasks: TaskService;
  readonly removed: RemovedTasks;
  readonly ledger: Pick<TaskRepository, 'newerVersion'>;
  readonly transfers: TransferScheduler;
  readonly downloader: Downloader;
  readonly links: LinkResolver;
  readonly archiveManager: ArchiveManager;
  readonly names: NamingScheme;
  readonly space: SpaceReservations;
  readonly settings: SettingsStore;
  readonly accounts: Accounts;
  readonly alerts: Alerts;
  readonly jobs: Jobs;
  readonly store: Store;
  readonly trash: OsTrash;
  readonly clock: MonotonicClock;
  /** From 0 up to but without 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly appVersion: string;
  /** Tells the window of what has changed beside tasks, alerts and jobs. */
  readonly onChanged: () => void;
}
