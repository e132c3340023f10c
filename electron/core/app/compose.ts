import type { AccountId } from '../../shared/id.ts';
import { checkMediaFile } from '../media/media-check.ts';
import { Alerts } from '../platform/alerts.ts';
import { composeAsking } from './compose-polling.ts';
import type { Clock } from '../platform/clock.ts';
import type { Downloads } from './compose-transfer.ts';
import { composeDownloads } from './compose-transfer.ts';
import { Jobs } from '../platform/jobs.ts';
import { KeyMask } from '../platform/key-mask.ts';
import { PollPlanner } from '../polling/poll-planner.ts';
import { Durations } from '../polling/durations.ts';
import { Poller } from '../polling/poller.ts';
import { Accounts } from '../settings/accounts.ts';
import { CrashRecovery } from './crash-recovery.ts';
import { KeyStore } from '../settings/key-store.ts';
import { SettingsStore } from '../settings/settings-store.ts';
import { MonitoredStore } from './monitored-store.ts';
import { AccountService } from '../library/account-service.ts';
import { Ancestors } from '../ledger/ancestors.ts';
import { ArchiveManager } from '../library/archive-manager.ts';
import { tellOfOddManifests } from '../library/odd-manifests.ts';
import { SpaceReservations } from '../library/space-reservations.ts';
import { PendingCleanup } from '../ledger/pending-cleanup.ts';
import { RemovedTasks } from '../ledger/removed-tasks.ts';
import { checkAtStartup } from './startup-check.ts';
import { TaskRepository } from '../ledger/repository.ts';
import { ArchiveMonitor } from '../library/archive-monitor.ts';
import { TaskService } from '../library/service.ts';
import { composeNetwork } from './compose-network.ts';
import type { Upkeep } from './compose-upkeep.ts';
import { composeUpkeep } from './compose-upkeep.ts';
import type { CorePorts, CoreEvents, Core } from './core.ts';

function openAccounts(
  { store, vault }: Pick<CorePorts, 'store' | 'vault'>,
  settings: SettingsStore,
  keys: KeyMask,
): Accounts {
  const secrets = new KeyStore({ store, vault, onKey: (key) => keys.add(key) });
  secrets.load();
  return new Accounts({ settings, secrets });
}

/** The tracked tasks, and the two records of those that have been taken off the list. */
function openLedger({ store, clock, log }: CorePorts, events: CoreEvents) {
  const repository = new TaskRepository({ store, clock, log });
  const removed = new RemovedTasks({ store, log, onChanged: events.onTrashChanged });
  return {
    repository,
    removed,
    ancestors: new Ancestors({ repository, removed, log }),
    leaving: new PendingCleanup({ store, log }),
    now: () => clock.now(), // when a task was taken off the list
  };
}

/** Makes the parts and joins them. Nothing is asked or fetched before `start`. */
export function composeCore(ports: CorePorts, events: CoreEvents): Core {
  const { clock, log, random, keys = new KeyMask() } = ports;
  const alerts = new Alerts(events.onAlertsChanged);
  const store = new MonitoredStore({ store: ports.store, alerts, clock, log });
  const jobs = new Jobs({ alerts, log, onChanged: events.onJobChanged });
  const run = new CrashRecovery({ ...ports, store, alerts });
  const settings = new SettingsStore({ store, defaultArchiveFolder: ports.defaultArchiveFolder });
  const accounts = openAccounts({ ...ports, store }, settings, keys);
  const network = composeNetwork(ports, keys);
  const { skew, ways, client } = network;
  const poller: Poller = new Poller({ ...events, clock, ask: (id) => asker.check(id) });
  const trueNow = () => clock.now() - skew.aheadMs();
  const trueClock: Clock = { now: trueNow, after: (delayMs, run) => clock.after(delayMs, run) };
  const durations = new Durations({ store, clock, log });
  const shared = { accounts, client, poller };
  const ledger = openLedger({ ...ports, store }, events);
  const tasks: TaskService = new TaskService({
    ...ledger,
    keys,
    poller,
    cadence: new PollPlanner({ durations, trueNow, random }),
    trueNow,
    hasAccount: (id) => accounts.find(id) !== undefined,
    onChanged: inTurn(events.onTaskChanged, (task) => {
      upkeep.mirror.onTaskChanged(task);
      upkeep.inputs.noticed(task);
      forecaster.changed();
    }),
    onRemoved: inTurn(events.onTaskRemoved, () => forecaster.changed()),
    onEnded: events.onTaskEnded,
    onPutBack: (records) => void upkeep.trash.look(records), // never rejects
  });
  const { asker, questions } = composeAsking({ ...ports, ...events, ...shared, tasks, trueNow });
  const space = new SpaceReservations(ports.spaceLimits);
  const root: ArchiveManager = new ArchiveManager({
    space,
    settings,
    probe: checkMediaFile,
    reserved: () => tasks.reservedPaths(),
    onProblem: inTurn(() => watch.reschedule(), events.onSettingsChanged),
    onUsable: () => {
      transfers.retryNow();
      upkeep.onArchiveAvailable();
    },
    onOpened: () => upkeep.onArchiveAvailable(),
    onOddManifest: tellOfOddManifests(alerts),
  });
  const isNeeded = () => transfers.isBusy;
  const watch: ArchiveMonitor = new ArchiveMonitor({ root, clock, isNeeded });
  const downloads: Downloads = composeDownloads({
    ...ports,
    ...shared,
    ...network,
    tasks,
    leaving: ledger.leaving,
    keys,
    asker,
    settings,
    root,
    space,
    alerts,
    run,
    trueClock,
    onProgress: events.onProgress,
  });
  const { names, fetcher, transfers, forecaster } = downloads;
  const onUsable = inTurn<[AccountId]>(
    (id) => asker.accountChanged(id),
    (id) => tasks.accountChanged(id),
  );
  const onChanged = events.onAccountsChanged;
  const desk = new AccountService({ ...shared, clock, onUsable, onChanged });
  const upkeep: Upkeep = composeUpkeep({
    ...ports,
    ...downloads,
    store,
    tasks,
    removed: ledger.removed,
    ledger: ledger.repository,
    root,
    space,
    settings,
    accounts,
    alerts,
    jobs,
    onChanged: events.onSettingsChanged,
  });
  const keep = () => {
    run.end();
    tasks.flush();
    durations.flush();
  };
  return {
    settings,
    accounts,
    desk,
    tasks,
    poller,
    transfers,
    forecaster,
    root,
    names,
    skew,
    alerts,
    jobs,
    upkeep,
    run,
    setArchiveFolder: (wish) => upkeep.mover.choose(wish),
    start: () => {
      durations.load();
      tasks.start(run.begin(transfers, tasks));
      asker.learn(tasks.tasks());
      checkAtStartup({ store, repository: ledger.repository, tasks, settings, alerts });
      for (const each of [poller, watch]) each.start();
      run.start(tasks, [transfers, forecaster, upkeep, downloads.lost]);
    },
    wake: () => {
      ways?.forget();
      asker.onNetworkRestored();
      poller.wake();
      questions.wake();
      transfers.wake();
      forecaster.changed();
      watch.checkNow();
    },
    keep,
    stop: async (patience) => {
      keep(); // before anything is waited for: a drive may keep it waiting for ever
      for (const each of [poller, forecaster, watch, downloads.lost]) each.stop();
      const ended = Promise.all([tasks.stop(), upkeep.stop(), transfers.stop()]);
      const stopped = ended.then(() => fetcher.settled()).then(() => root.end());
      try {
        await Promise.race([stopped, patience ?? stopped]);
      } finally {
        keep();
        store.end();
      }
    },
  };
}

/** Tells two of the same thing. */
function inTurn<T extends unknown[]>(
  first: (...told: T) => void,
  second: (...told: T) => void,
): (...told: T) => void {
  return (...told) => {
    first(...told);
    second(...told);
  };
}
