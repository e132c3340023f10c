import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { TaskUpdater } from '../../library/task-updater.ts';
import type { TaskDownloader } from '../task-downloader.ts';
import type { LinkResolver } from '../../library/asking/link-resolver.ts';

/** What the scheduler needs. */
export interface TransferSchedulerOptions {
  readonly tasks: TaskUpdater;
  readonly taskDownloader: Pick<TaskDownloader, 'fetch' | 'forget'>;
  readonly links: Pick<LinkResolver, 'askAgain'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether the archive's folder is in trouble: nothing is tried until that is over. */
  readonly isBlocked?: () => boolean;
  /** How many tasks are fetched at a time. */
  readonly limit: () => number;
  readonly onProgress: () => void;
  /** From 0 up to but without 1; spreads what rests. */
  readonly chance?: () => number;
  /** A host refuses everybody, and so many tasks wait for it; 0 when that is over. */
  readonly onHostRefuses?: (host: string, tasks: number) => void;
}
