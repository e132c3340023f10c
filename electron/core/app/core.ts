import type { CallInput } from '../../shared/contract/contract.ts';
import type { FolderAnswer } from '../../shared/settings/folder.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Notice } from '../../shared/notice.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Task } from '../../shared/task.ts';
import type { TaskId } from '../../shared/id.ts';
import type { MediaHttpClient } from '../download/media-http-client.ts';
import type { Alerts } from '../platform/alerts.ts';
import type { MonotonicClock } from '../platform/clock.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { KeyMask } from '../platform/key-mask.ts';
import type { Log } from '../platform/log.ts';
import type { Durations } from '../polling/durations.ts';
import type { Poller } from '../polling/poller.ts';
import type { ProxyResolver } from '../network/proxy-router.ts';
import type { ProviderCalls } from '../provider/client.ts';
import type { ClockSkew } from '../provider/clock-skew.ts';
import type { Accounts } from '../settings/accounts.ts';
import type { CrashRecovery } from './crash-recovery.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { KeyEncryption } from '../settings/key-encryption.ts';
import type { Store } from '../platform/store.ts';
import type { AccountService } from '../library/account-service.ts';
import type { ArchiveManager } from '../library/archive-manager.ts';
import type { ArchiveMonitor } from '../library/archive-monitor.ts';
import type { Forecaster } from '../transfer/forecast/forecaster.ts';
import type { SpaceLimits } from '../library/space-reservations.ts';
import type { NamingScheme } from '../library/naming-scheme.ts';
import type { TaskService } from '../library/task-service.ts';
import type { TransferScheduler } from '../transfer/transfer-scheduler.ts';
import type { OsTrash } from '../platform/os-trash.ts';
import type { Announcer } from '../notice/announcer.ts';
import type { Attention } from '../notice/outbox.ts';
import type { UpdatePorts } from '../update/ports.ts';
import type { Updater } from '../update/updater.ts';
import type { FetcherOf } from './compose-transfer.ts';
import type { Upkeep } from './compose-upkeep.ts';

/** What the core needs of the outside world. */
export interface CorePorts {
  readonly store: Store;
  readonly vault: KeyEncryption;
  readonly trash: OsTrash;
  readonly clock: MonotonicClock;
  readonly log: Log;
  /** Whether the system thinks that there is a network. */
  readonly isOnline: () => boolean;
  /** Whether the user can see the window; absent: yes. */
  readonly isSeen?: () => boolean;
  /** 0 to 1. */
  readonly random: () => number;
  /** What answers in the place of the providers and of the hosts of files, for simulations. */
  readonly calls?: ProviderCalls;
  readonly origin?: Pick<MediaHttpClient, 'open'>;
  /** What fetches in the place of the downloads, for simulations without files. */
  readonly fetcherOf?: FetcherOf;
  /** The system's proxies; absent: every connection is direct. */
  readonly proxies?: ProxyResolver;
  /** The authorities in the system's store, as PEM texts; absent: Node's own are trusted alone. */
  readonly systemCertificates?: () => readonly string[];
  /** Learns the accounts' keys, and takes them out of what others say; one of its own if absent. */
  readonly keys?: KeyMask;
  readonly userAgent: string;
  readonly appVersion: string;
  /** Absolute path, offered as the archive until the user chooses one. */
  readonly defaultArchiveFolder: string;
  /** Absolute path of a file of its own, to tell after a crash what was in flight. */
  readonly inFlightPath?: string;
  /** Absolute path of the log file. */
  readonly logPath?: string;
  /** Battery or data are to be saved, and nothing is near its deadline; absent: never. */
  readonly isThrifty?: () => boolean;
  /** Where the user looks; absent: elsewhere, and not to be left in peace. */
  readonly attention?: Attention;
  /** What can replace the app; absent: nothing does. */
  readonly updates?: UpdatePorts;
  /** What is left free on the archive's disk; the usual limits when absent. */
  readonly spaceLimits?: SpaceLimits;
}

/** What the core tells the outside world. */
export interface CoreEvents {
  readonly onTaskChanged: (task: Task) => void;
  readonly onTaskRemoved: (id: TaskId) => void;
  /** A task came to an end just now. */
  readonly onTaskEnded: (task: Task) => void;
  /** The user is to be told something, outside the window. */
  readonly onNotice: (notice: Notice) => void;
  /** What was said, or what of it has been read. */
  readonly onInboxChanged: () => void;
  readonly onAccountsChanged: () => void;
  /** The settings, or what stands in the way of the archive folder. */
  readonly onSettingsChanged: () => void;
  readonly onProgress: () => void;
  /** The time of the next question may be another one now. */
  readonly onPlanned: () => void;
  readonly onAlertsChanged: () => void;
  /** A removed task has come, gone or changed. */
  readonly onTrashChanged: () => void;
  /** The long job under way has begun, got further or ended. */
  readonly onJobChanged: () => void;
  /** What is known of new versions, or how far one is, has changed. */
  readonly onUpdateChanged: () => void;
}

/** The running core. */
export interface Core {
  readonly settings: SettingsStore;
  readonly accounts: Accounts;
  readonly accountService: AccountService;
  readonly tasks: TaskService;
  readonly poller: Poller;
  readonly durations: Durations;
  readonly transfers: TransferScheduler;
  readonly forecaster: Forecaster;
  readonly archiveManager: ArchiveManager;
  readonly archiveMonitor: Pick<ArchiveMonitor, 'checkNow'>;
  readonly names: NamingScheme;
  readonly skew: ClockSkew;
  readonly alerts: Alerts;
  readonly jobs: Jobs;
  readonly upkeep: Upkeep;
  readonly announcer: Announcer;
  readonly updater: Updater;
  readonly crashRecovery: CrashRecovery;
  /**
   * Loads the ledger, in slices while everything else goes on, and starts asking and fetching. Settings and
   * accounts are there before; what is added or removed meanwhile waits. The archive is not to be opened before
   * this resolves, which it does when all that is done, or `stop` has ended it.
   */
  start(): Promise<void>;
  /**
   * Loads the ledger only, in the place of `start`: nothing is asked or fetched by itself, and nothing is
   * noted of how this run ends.
   */
  load(): Promise<void>;
  /** Resolves once the ledger is read and everything has started: never, if it is stopped before. */
  readonly whenRead: Promise<void>;
  /** Makes a folder the archive, or asks first; see the contract. */
  setArchiveFolder(input: CallInput<'setArchiveFolder'>): Promise<Outcome<FolderAnswer, Failure>>;
  /** Looks again at once: the computer has woken, its network is back, or the user asks for it. */
  wake(): void;
  /** Asks about these tasks now, because the user wants to know: no account and no folder rests any longer. Never rejects. */
  checkNow(ids: readonly TaskId[]): Promise<void>;
  /** Puts what is known on disk, and notes that this run ends because it was asked to. Waits for nothing. */
  keep(): void;
  /** Stops asking and fetching; resolves once everything is on disk, or is given up as `patience` is over. */
  stop(patience?: Promise<void>): Promise<void>;
}
