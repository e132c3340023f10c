import type { Alerts } from './alerts.ts';
import type { Clock, SteadyClock } from './clock.ts';
import { Downloader } from './download/downloader.ts';
import type { Origin } from './download/origin.ts';
import { SpeedLimit } from './download/speed-limit.ts';
import type { KeyMask } from './key-mask.ts';
import type { Log } from './log.ts';
import type { TrustedCertificates } from './network/certificates.ts';
import type { Ways } from './network/ways.ts';
import type { Poller } from './poll/poller.ts';
import type { ProviderCalls } from './provider/client.ts';
import type { RunGuard } from './run-guard.ts';
import type { Accounts } from './settings/accounts.ts';
import type { SettingsBook } from './settings/settings.ts';
import type { ArchiveRoot } from './task/archive-root.ts';
import type { Asker } from './task/asker.ts';
import { Fetcher } from './task/fetcher.ts';
import { FileNames } from './task/file-names.ts';
import { Forecaster } from './task/forecast/forecaster.ts';
import type { FreeSpace } from './task/free-space.ts';
import type { Leaving } from './task/leaving.ts';
import { wantedInputs } from './task/inputs/wanted.ts';
import { LinkFinder } from './task/link-finder.ts';
import { LostWatch } from './task/lost-watch.ts';
import type { TaskService } from './task/service.ts';
import { tellOfHosts } from './task/queue/host-alerts.ts';
import { Transfers } from './task/transfers.ts';

/** What the downloads work with. */
export interface DownloadParts {
  readonly tasks: TaskService;
  readonly leaving: Leaving;
  readonly accounts: Accounts;
  readonly client: ProviderCalls;
  readonly keys: KeyMask;
  /** The ways through the system's proxies; absent: always direct. */
  readonly ways: Ways | undefined;
  /** The authorities that are trusted; absent: Node's own. */
  readonly certificates: TrustedCertificates | undefined;
  readonly poller: Poller;
  readonly asker: Asker;
  readonly settings: SettingsBook;
  readonly root: ArchiveRoot;
  readonly space: FreeSpace;
  readonly alerts: Alerts;
  readonly run: RunGuard;
  readonly clock: SteadyClock;
  /** By the providers' time. */
  readonly trueClock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly userAgent: string;
  /** What answers in the file hosts' place, for simulations. */
  readonly origin?: Pick<Origin, 'open'>;
  readonly appVersion: string;
  readonly onProgress: () => void;
}

/** What brings finished videos into the archive. */
export interface Downloads {
  readonly downloader: Downloader;
  readonly links: LinkFinder;
  readonly names: FileNames;
  readonly fetcher: Fetcher;
  readonly transfers: Transfers;
  readonly forecaster: Forecaster;
  readonly lost: LostWatch;
}

/** Makes the parts that fetch, and joins them. Nothing is fetched before `transfers.start`. */
export function composeDownloads(parts: DownloadParts): Downloads {
  const { tasks, accounts, settings, root, run, leaving, clock, trueClock } = parts;
  const speedLimit = new SpeedLimit(clock, settings.current().speedLimitBytesPerSecond);
  const downloader = new Downloader({ ...parts, chance: parts.random, speedLimit });
  const links = new LinkFinder(parts);
  const names = new FileNames({ settings, accounts, tasks: () => tasks.tasks() });
  const fetcher = new Fetcher({
    ...parts,
    book: tasks,
    names,
    downloader,
    links,
    clock: trueClock,
    wantedInputs: (task) => (settings.current().saveInputs ? wantedInputs(task) : []),
    onForgotten: (id) => leaving.clear([id]),
  });
  const transfers: Transfers = new Transfers({
    book: tasks,
    isBlocked: () => root.problem !== undefined,
    fetcher: run.careful(fetcher),
    links,
    clock: trueClock,
    log: parts.log,
    limit: () => settings.current().simultaneousTransfers,
    chance: parts.random,
    onHostRefuses: tellOfHosts(parts.alerts),
    onProgress: () => {
      parts.onProgress();
      forecaster.changed();
    },
  });
  const forecaster: Forecaster = new Forecaster({
    tasks: () => tasks.tasks(),
    progress: () => transfers.progress(),
    speedLimit,
    alerts: parts.alerts,
    clock,
    trueNow: () => trueClock.now(),
  });
  const lost = new LostWatch({ ...parts, links, downloader, clock: trueClock });
  return { downloader, links, names, fetcher, transfers, forecaster, lost };
}
