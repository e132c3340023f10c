import type { Alerts } from '../platform/alerts.ts';
import type { Clock, SteadyClock } from '../platform/clock.ts';
import { Downloader } from '../download/downloader.ts';
import type { Origin } from '../download/origin.ts';
import { SpeedLimit } from '../download/speed-limit.ts';
import type { KeyMask } from '../platform/key-mask.ts';
import type { Log } from '../platform/log.ts';
import type { TrustedCertificates } from '../network/certificates.ts';
import type { Ways } from '../network/ways.ts';
import type { Poller } from '../polling/poller.ts';
import type { ProviderCalls } from '../provider/client.ts';
import type { RunGuard } from './run-guard.ts';
import type { Accounts } from '../settings/accounts.ts';
import type { SettingsBook } from '../settings/settings.ts';
import type { ArchiveRoot } from '../library/archive-root.ts';
import type { Asker } from '../library/asker.ts';
import { Fetcher } from '../transfer/fetcher.ts';
import { FileNames } from '../library/file-names.ts';
import { Forecaster } from '../transfer/forecast/forecaster.ts';
import type { FreeSpace } from '../library/free-space.ts';
import type { Leaving } from '../ledger/leaving.ts';
import { wantedInputs } from '../transfer/inputs/wanted.ts';
import { LinkFinder } from '../library/link-finder.ts';
import { LostWatch } from '../transfer/lost-watch.ts';
import type { TaskService } from '../library/service.ts';
import { tellOfHosts } from '../transfer/queue/host-alerts.ts';
import { Transfers } from '../transfer/transfers.ts';

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
