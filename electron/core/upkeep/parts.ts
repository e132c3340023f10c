import type { Alerts } from '../platform/alerts.ts';
import type { SteadyClock } from '../platform/clock.ts';
import type { Downloader } from '../download/downloader.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import type { Accounts } from '../settings/accounts.ts';
import type { SettingsBook } from '../settings/settings.ts';
import type { Store } from '../platform/store.ts';
import type { ArchiveRoot } from '../library/archive-root.ts';
import type { FreeSpace } from '../library/free-space.ts';
import type { FileNames } from '../library/file-names.ts';
import type { RemovedTasks } from '../ledger/removed-tasks.ts';
import type { TaskRepository } from '../ledger/repository.ts';
import type { TaskService } from '../library/service.ts';
import type { LinkFinder } from '../library/link-finder.ts';
import type { Transfers } from '../transfer/transfers.ts';
import type { Trash } from '../platform/trash.ts';

/** What the archive's upkeep works with. */
export interface UpkeepParts {
  readonly tasks: TaskService;
  readonly removed: RemovedTasks;
  readonly ledger: Pick<TaskRepository, 'newerVersion'>;
  readonly transfers: Transfers;
  readonly downloader: Downloader;
  readonly links: LinkFinder;
  readonly root: ArchiveRoot;
  readonly names: FileNames;
  readonly space: FreeSpace;
  readonly settings: SettingsBook;
  readonly accounts: Accounts;
  readonly alerts: Alerts;
  readonly jobs: Jobs;
  readonly store: Store;
  readonly trash: Trash;
  readonly clock: SteadyClock;
  readonly log: Log;
  readonly appVersion: string;
  /** Tells the window of what has changed beside tasks, alerts and jobs. */
  readonly onChanged: () => void;
}
