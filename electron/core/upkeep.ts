import type { Alerts } from './alerts.ts';
import type { SteadyClock } from './clock.ts';
import type { Jobs } from './jobs.ts';
import type { Log } from './log.ts';
import type { Accounts } from './settings/accounts.ts';
import type { SettingsBook } from './settings/settings.ts';
import type { ArchiveRoot } from './task/archive-root.ts';
import type { TaskService } from './task/service.ts';
import type { Transfers } from './task/transfers.ts';
import type { Trash } from './trash.ts';

/** What the archive's upkeep works with. */
export interface UpkeepParts {
  readonly tasks: TaskService;
  readonly transfers: Transfers;
  readonly root: ArchiveRoot;
  readonly settings: SettingsBook;
  readonly accounts: Accounts;
  readonly alerts: Alerts;
  readonly jobs: Jobs;
  readonly trash: Trash;
  readonly clock: SteadyClock;
  readonly log: Log;
  readonly appVersion: string;
}

/** What is done with the archive after a video has come in. */
export interface Upkeep {
  /** Begins what runs by itself. */
  start(): void;
  /** Resolves once nothing of it runs any more. */
  stop(): Promise<void>;
}

/** Makes the services of the archive's upkeep; the room `task/upkeep` holds them. */
export function composeUpkeep(parts: UpkeepParts): Upkeep {
  const { jobs } = parts;
  return {
    start: () => undefined,
    stop: () => jobs.stop(),
  };
}
