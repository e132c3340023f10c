import type { Alerts } from '../platform/alerts.ts';
import type { Clock, MonotonicClock } from '../platform/clock.ts';
import { Downloader } from '../download/downloader.ts';
import type { MediaHttpClient } from '../download/media-http-client.ts';
import { SpeedLimit } from '../download/speed-limit.ts';
import type { KeyMask } from '../platform/key-mask.ts';
import type { Log } from '../platform/log.ts';
import type { TrustedCertificates } from '../network/certificates.ts';
import type { ProxyRouter } from '../network/proxy-router.ts';
import type { Poller } from '../polling/poller.ts';
import type { ProviderCalls } from '../provider/client.ts';
import type { CrashRecovery } from './crash-recovery.ts';
import type { AccountHealth } from '../settings/account-health.ts';
import type { Accounts } from '../settings/accounts.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { ArchiveManager } from '../library/archive-manager.ts';
import type { StatusChecker } from '../library/asking/status-checker.ts';
import { TaskDownloader } from '../transfer/task-downloader.ts';
import { NamingScheme } from '../library/naming-scheme.ts';
import { Forecaster } from '../transfer/forecast/forecaster.ts';
import type { SpaceReservations } from '../library/space-reservations.ts';
import type { PendingCleanup } from '../ledger/pending-cleanup.ts';
import { wantedInputs } from '../transfer/extras/wanted-inputs.ts';
import { LinkResolver } from '../library/asking/link-resolver.ts';
import { LostWatch } from '../transfer/lost-watch.ts';
import type { TaskService } from '../library/task-service.ts';
import { tellOfHosts } from '../transfer/queue/host-alerts.ts';
import { TransferScheduler } from '../transfer/transfer-scheduler.ts';

/** Makes what fetches files of what it reads and changes, and of what finds its links. */
export type FetcherOf = (parts: {
  readonly tasks: TaskService;
  readonly links: LinkResolver;
}) => Pick<TaskDownloader, 'fetch' | 'forget'>;

/** What the downloads work with. */
export interface TransferParts {
  readonly tasks: TaskService;
  readonly pendingCleanup: PendingCleanup;
  readonly accounts: Accounts;
  readonly health: AccountHealth;
  readonly client: ProviderCalls;
  readonly keys: KeyMask;
  /** The ways through the system's proxies; absent: always direct. */
  readonly proxyRouter: ProxyRouter | undefined;
  /** The authorities that are trusted; absent: Node's own. */
  readonly certificates: TrustedCertificates | undefined;
  readonly poller: Poller;
  readonly statusChecker: StatusChecker;
  readonly settings: SettingsStore;
  readonly archiveManager: ArchiveManager;
  readonly space: SpaceReservations;
  readonly alerts: Alerts;
  readonly crashRecovery: CrashRecovery;
  readonly clock: MonotonicClock;
  /** By the providers' time. */
  readonly trueClock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly userAgent: string;
  /** What answers in the file hosts' place, for simulations. */
  readonly origin?: Pick<MediaHttpClient, 'open'>;
  /** What fetches in the task downloader's place, for simulations. */
  readonly fetcherOf?: FetcherOf;
  readonly appVersion: string;
  readonly onProgress: () => void;
}

/** What brings finished videos into the archive. */
export interface Downloads {
  readonly downloader: Downloader;
  readonly links: LinkResolver;
  readonly names: NamingScheme;
  readonly taskDownloader: TaskDownloader;
  readonly transfers: TransferScheduler;
  readonly forecaster: Forecaster;
  readonly lost: LostWatch;
}

/** Makes the parts that fetch, and joins them. Nothing is fetched before `transfers.start`. */
export function composeTransfer(parts: TransferParts): Downloads {
  const {
    tasks,
    accounts,
    settings,
    archiveManager,
    crashRecovery,
    pendingCleanup,
    clock,
    trueClock,
  } = parts;
  const speedLimit = new SpeedLimit(clock, settings.current().speedLimitBytesPerSecond);
  const downloader = new Downloader({ ...parts, chance: parts.random, speedLimit });
  const links = new LinkResolver(parts);
  const names = new NamingScheme({ settings, accounts, tasks: () => tasks.tasks() });
  const taskDownloader = new TaskDownloader({
    ...parts,
    tasks,
    names,
    downloader,
    links,
    clock: trueClock,
    wantedInputs: (task) => (settings.current().saveInputs ? wantedInputs(task) : []),
    onForgotten: (id) => pendingCleanup.clear([id]),
  });
  const transfers = new TransferScheduler({
    tasks,
    isBlocked: () => archiveManager.problem !== undefined,
    taskDownloader: crashRecovery.isolating(parts.fetcherOf?.({ tasks, links }) ?? taskDownloader),
    links,
    clock: trueClock,
    log: parts.log,
    limit: () => settings.current().simultaneousTransfers,
    chance: parts.random,
    onHostRefuses: tellOfHosts(parts.alerts),
    onProgress: parts.onProgress,
  });
  const forecaster = new Forecaster({
    tasks: () => tasks.tasks(),
    progress: () => transfers.progress(),
    speedLimit,
    alerts: parts.alerts,
    clock,
    trueNow: () => trueClock.now(),
  });
  const lost = new LostWatch({ ...parts, links, downloader, clock: trueClock });
  return { downloader, links, names, taskDownloader, transfers, forecaster, lost };
}
