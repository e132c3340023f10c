import type { Alerts } from './alerts.ts';
import type { SteadyClock } from './clock.ts';
import type { Downloader } from './download/downloader.ts';
import type { Jobs } from './jobs.ts';
import type { Log } from './log.ts';
import type { Accounts } from './settings/accounts.ts';
import type { SettingsBook } from './settings/settings.ts';
import type { Store } from './store.ts';
import type { ArchiveRoot } from './task/archive-root.ts';
import { Mirror } from './task/upkeep/mirror.ts';
import { Mover } from './task/upkeep/mover.ts';
import type { FreeSpace } from './task/free-space.ts';
import { InputSaver } from './task/inputs/saver.ts';
import type { FileNames } from './task/file-names.ts';
import type { RemovedTasks } from './task/removed-tasks.ts';
import type { TaskRepository } from './task/repository.ts';
import type { TaskService } from './task/service.ts';
import type { LinkFinder } from './task/link-finder.ts';
import type { Transfers } from './task/transfers.ts';
import { Annotations } from './task/upkeep/annotations.ts';
import { Rebuild } from './task/upkeep/rebuild.ts';
import { Recheck } from './task/upkeep/recheck.ts';
import { Renamer } from './task/upkeep/renamer.ts';
import { RepairSource } from './task/upkeep/repair-source.ts';
import { Repair } from './task/upkeep/repair.ts';
import { Scrub } from './task/upkeep/scrub.ts';
import { Sidecars } from './task/upkeep/sidecars.ts';
import { TrashBin } from './task/upkeep/trash.ts';
import type { Trash } from './trash.ts';

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

/** What is done with the archive after a video has come in. */
export interface Upkeep {
  /** The removed tasks. */
  readonly trash: TrashBin;
  readonly annotations: Annotations;
  readonly scrub: Scrub;
  readonly recheck: Recheck;
  readonly repair: Repair;
  readonly rebuild: Rebuild;
  readonly mover: Mover;
  readonly renamer: Renamer;
  readonly mirror: Mirror;
  readonly inputs: InputSaver;
  /** Begins what runs by itself. */
  start(): void;
  /** The archive has been opened, or its drive is back: what waited for it goes on. */
  archiveIsHere(): void;
  /** Resolves once nothing of it runs any more. */
  stop(): Promise<void>;
}

/** Holds the inputs as well while the transfers are held. */
function heldWith(
  inputs: InputSaver,
  transfers: Transfers,
): Pick<Transfers, 'whileHeld' | 'retryNow'> {
  return {
    retryNow: () => transfers.retryNow(),
    whileHeld: (work) => inputs.whileHeld(() => transfers.whileHeld(work)),
  };
}

/** Makes the services of the archive's upkeep; the room `task/upkeep` holds them. */
export function composeUpkeep(parts: UpkeepParts): Upkeep {
  const { jobs, tasks, accounts, appVersion } = parts;
  const sidecars = new Sidecars({ book: tasks, accounts, appVersion });
  const annotations = new Annotations({ ...parts, book: tasks, sidecars });
  const scrub = new Scrub({ ...parts, sidecars });
  const recheck = new Recheck({ ...parts, sidecars });
  const mirror = new Mirror(parts);
  const source = new RepairSource({ ...parts, copies: mirror.copies });
  const repair = new Repair({ ...parts, sidecars, source });
  let isStarted = false;
  const onRestored = () => {
    if (isStarted) void scrub.checkUnread();
  };
  const rebuild = new Rebuild({ ...parts, onRestored });
  const inputs = new InputSaver({ ...parts, sidecars });
  const mover = new Mover({ ...parts, transfers: heldWith(inputs, parts.transfers) });
  const renamer = new Renamer(parts);
  const trash = new TrashBin(parts);
  const archiveIsHere = () => {
    if (!isStarted) return;
    void renamer.settle();
    void annotations.catchUp();
    void rebuild.readIfNeeded();
    trash.archiveIsHere();
  };
  return {
    trash,
    annotations,
    scrub,
    recheck,
    repair,
    rebuild,
    mover,
    renamer,
    mirror,
    inputs,
    archiveIsHere,
    start: () => {
      isStarted = true;
      scrub.start();
      void mover.start();
      mirror.start();
      trash.start();
      inputs.start();
      archiveIsHere();
    },
    stop: async () => {
      isStarted = false;
      scrub.stop();
      recheck.stop();
      await inputs.stop();
      await mirror.stop();
      await jobs.stop();
      await trash.stop();
      await renamer.stop();
      await annotations.stop();
    },
  };
}
