import { PollPlanner } from '../../electron/core/polling/poll-planner.ts';
import { Durations } from '../../electron/core/polling/durations.ts';
import { Poller } from '../../electron/core/polling/poller.ts';
import { silentLog } from '../../electron/core/platform/log.ts';
import { ClockSkew } from '../../electron/core/provider/clock-skew.ts';
import { AccountHealth } from '../../electron/core/settings/account-health.ts';
import { Accounts } from '../../electron/core/settings/accounts.ts';
import { KeyStore } from '../../electron/core/settings/key-store.ts';
import { SettingsStore } from '../../electron/core/settings/settings-store.ts';
import { AccountService } from '../../electron/core/library/account-service.ts';
import { StatusChecker } from '../../electron/core/library/status-checker.ts';
import { KeyMask } from '../../electron/core/platform/key-mask.ts';
import { Ancestors } from '../../electron/core/ledger/ancestors.ts';
import { LinkResolver } from '../../electron/core/library/link-resolver.ts';
import { PendingCleanup } from '../../electron/core/ledger/pending-cleanup.ts';
import { RemovedTasks } from '../../electron/core/ledger/removed-tasks.ts';
import { TaskRepository } from '../../electron/core/ledger/repository.ts';
import { TaskService } from '../../electron/core/library/task-service.ts';
import { TransferScheduler } from '../../electron/core/transfer/transfer-scheduler.ts';
import { WakeQuestions } from '../../electron/core/library/wake-questions.ts';
import type { Task } from '../../electron/shared/task.ts';
import type { TaskId } from '../../electron/shared/id.ts';
import type { SnapshotStore } from '../fake/snapshot-store.ts';
import type { FakeVault } from '../fake/vault.ts';
import type { VirtualClock } from '../fake/virtual-clock.ts';
import { SimulatedFetcher } from './fetcher.ts';
import type { SimulatedProvider } from './provider.ts';

/** What a simulated computer needs. */
export interface ComputerOptions {
  readonly store: SnapshotStore;
  readonly vault: FakeVault;
  readonly clock: VirtualClock;
  readonly provider: Pick<
    SimulatedProvider,
    'status' | 'downloadUrl' | 'credits' | 'generation' | 'skew'
  >;
  readonly random: () => number;
  readonly isOnline: () => boolean;
  readonly onTaskChanged: (task: Task) => void;
  readonly onFetch: (id: TaskId) => void;
}

/** One run of Reelkeep's core, from its start to a quit or a crash: the real parts, and no byte moved. */
export type Computer = ReturnType<typeof composeComputer>;

/** Joins the parts as `composeCore` does, with a simulated provider and simulated transfers. */
export function composeComputer(options: ComputerOptions) {
  const { store, clock, provider, random } = options;
  const log = silentLog;
  const settings = new SettingsStore({ store, defaultArchiveFolder: '/archive' });
  const secrets = new KeyStore({ store, vault: options.vault });
  secrets.load();
  const health = new AccountHealth({ clock });
  const accounts = new Accounts({ settings, secrets, health });
  const skew = new ClockSkew();
  provider.skew = skew;
  const trueNow = () => clock.now() - skew.aheadMs();
  const poller = new Poller({ clock, health });
  const durations = new Durations({ store, clock, log });
  const repository = new TaskRepository({ store, clock, log });
  const removed = new RemovedTasks({ store, log });
  const tasks = new TaskService({
    repository,
    removed,
    ancestors: new Ancestors({ repository, removed, log }),
    keys: new KeyMask(),
    pendingCleanup: new PendingCleanup({ store, log }),
    poller,
    pollPlanner: new PollPlanner({ durations, trueNow, random }),
    trueNow,
    now: () => clock.now(),
    hasAccount: (id) => accounts.find(id) !== undefined,
    onChanged: options.onTaskChanged,
    onRemoved: () => undefined,
    onEnded: () => undefined,
  });
  const onAccountsChanged = () => undefined;
  const shared = { accounts, health, client: provider, poller };
  const statusChecker = new StatusChecker({
    ...shared,
    tasks,
    clock,
    log,
    isOnline: options.isOnline,
    onAccountsChanged,
  });
  poller.onDue((id) => statusChecker.check(id));
  const links = new LinkResolver({ ...shared, statusChecker });
  const fateOf = (id: TaskId) => provider.generation(id)?.fate;
  const taskDownloader = new SimulatedFetcher({
    tasks,
    links,
    clock,
    random,
    fateOf,
    onFetch: options.onFetch,
  });
  const transfers = new TransferScheduler({
    tasks,
    taskDownloader,
    links,
    clock,
    log,
    limit: () => 3,
    chance: random,
    onProgress: () => undefined,
  });
  const accountService = new AccountService({
    ...shared,
    clock,
    onUsable: (id) => tasks.accountChanged(id),
    onChanged: onAccountsChanged,
  });
  const questions = new WakeQuestions({
    tasks: () => tasks.tasks(),
    poller,
    now: () => clock.now(),
  });
  return {
    start: async () => {
      durations.load();
      await tasks.start(transfers);
      poller.start();
      transfers.start();
    },
    tasks,
    poller,
    questions,
    statusChecker,
    transfers,
    accountService,
    accounts,
    health,
    durations,
  };
}

/** What the core does when the computer wakes. */
export function wake({ health, poller, questions, transfers }: Computer): void {
  health.retryNow();
  poller.wake();
  questions.wake();
  transfers.retryNow();
}

/** An orderly end: everything is on disk afterwards. */
export async function quit({ poller, transfers, tasks, durations }: Computer): Promise<void> {
  poller.stop();
  await transfers.stop();
  tasks.flush();
  durations.flush();
}
