import { checkMediaFile } from '../media/media-check.ts';
import { Alerts } from '../platform/alerts.ts';
import type { Clock } from '../platform/clock.ts';
import { Jobs } from '../platform/jobs.ts';
import { KeyMask } from '../platform/key-mask.ts';
import { PollPlanner } from '../polling/poll-planner.ts';
import { Durations } from '../polling/durations.ts';
import { Poller } from '../polling/poller.ts';
import { AccountHealth } from '../settings/account-health.ts';
import { Accounts } from '../settings/accounts.ts';
import { KeyStore } from '../settings/key-store.ts';
import { SettingsStore } from '../settings/settings-store.ts';
import { Ancestors } from '../ledger/ancestors.ts';
import { EndStamps } from '../ledger/end-stamps.ts';
import { PendingCleanup } from '../ledger/pending-cleanup.ts';
import { RemovedTasks } from '../ledger/removed-tasks.ts';
import { TaskRepository } from '../ledger/repository.ts';
import { AccountService } from '../library/account-service.ts';
import { ArchiveManager } from '../library/archive-manager.ts';
import { ArchiveMonitor, unseenMs } from '../library/archive-monitor.ts';
import { tellOfOddManifests } from '../library/odd-manifests.ts';
import { TaskService } from '../library/task-service.ts';
import { SpaceReservations } from '../library/space-reservations.ts';
import { composeAnnouncer } from './compose-announcer.ts';
import { composeNetwork } from './compose-network.ts';
import { composePolling } from './compose-polling.ts';
import { composeTransfer } from './compose-transfer.ts';
import { composeUpdate } from './compose-update.ts';
import { composeUpkeep } from './compose-upkeep.ts';
import type { CoreEvents, CorePorts } from './core.ts';
import { CrashRecovery } from './crash-recovery.ts';
import { MonitoredStore } from './monitored-store.ts';
import type { Signals } from './signals.ts';

// The parts, from the ground up: each is made of those that are there already, and tells by `on` what it
// has to tell those that come later.

/** What everything else stands on: the stores, the settings, the network, the clocks. */
function createBase(ports: CorePorts, on: Signals, events: CoreEvents) {
  const { clock, log, keys = new KeyMask() } = ports;
  const alerts = new Alerts(on.alertsChanged.fire);
  const store = new MonitoredStore({ store: ports.store, alerts, clock, log });
  const settings = new SettingsStore({ store, defaultArchiveFolder: ports.defaultArchiveFolder });
  const keyStore = new KeyStore({ store, vault: ports.vault, onKey: (key) => keys.add(key) });
  keyStore.load();
  const health = new AccountHealth({ clock });
  const network = composeNetwork(ports, keys);
  const trueNow = () => clock.now() - network.skew.aheadMs();
  const trueClock: Clock = { now: trueNow, after: (delayMs, run) => clock.after(delayMs, run) };
  return {
    ...ports,
    ...network,
    keys,
    alerts,
    store,
    jobs: new Jobs({ alerts, log, onChanged: events.onJobChanged }),
    crashRecovery: new CrashRecovery({ ...ports, store, alerts }),
    settings,
    health,
    accounts: new Accounts({ settings, secrets: keyStore, health }),
    trueNow,
    trueClock,
  };
}

type Base = ReturnType<typeof createBase>;

/** The tracked tasks, and those that ask about them. */
function createTracking(base: Base, on: Signals, events: CoreEvents) {
  const { store, clock, log, accounts } = base;
  const poller = new Poller({ clock, health: base.health, onPlanned: events.onPlanned });
  const durations = new Durations({ store, clock, log });
  const repository = new TaskRepository({ store, clock, log });
  const removed = new RemovedTasks({ store, log, onChanged: events.onTrashChanged });
  const pendingCleanup = new PendingCleanup({ store, log });
  const endStamps = new EndStamps(() => clock.now());
  const tasks = new TaskService({
    ...base,
    endStamps,
    repository,
    removed,
    pendingCleanup,
    poller,
    ancestors: new Ancestors({ repository, removed, log }),
    pollPlanner: new PollPlanner({ ...base, durations }),
    now: () => clock.now(), // when a task was taken off the list
    hasAccount: (id) => accounts.find(id) !== undefined,
    onChanged: on.taskChanged.fire,
    onRemoved: on.taskRemoved.fire,
    onEnded: on.taskEnded.fire,
    onPutBack: on.tasksPutBack.fire,
  });
  const { onAccountsChanged } = events;
  const asking = composePolling({ ...base, poller, tasks, onAccountsChanged });
  const accountService = new AccountService({
    ...base,
    poller,
    onUsable: on.accountUsable.fire,
    onChanged: onAccountsChanged,
  });
  return {
    ...base,
    ...asking,
    poller,
    durations,
    repository,
    removed,
    pendingCleanup,
    endStamps,
    tasks,
    accountService,
  };
}

type Tracking = ReturnType<typeof createTracking>;

/** The archive, and those that bring files into it and look after them there. */
function createArchiving(tracking: Tracking, on: Signals, events: CoreEvents) {
  const { tasks, alerts, clock, spaceLimits, repository } = tracking;
  const space = new SpaceReservations(spaceLimits);
  const archiveManager = new ArchiveManager({
    ...tracking,
    space,
    probe: checkMediaFile,
    reserved: () => tasks.reservedPaths(),
    onProblem: on.archiveProblem.fire,
    onUsable: on.archiveUsable.fire,
    onOpened: on.archiveOpened.fire,
    onOddManifest: tellOfOddManifests(alerts),
  });
  const parts = { ...tracking, space, archiveManager };
  const downloads = composeTransfer({ ...parts, onProgress: on.transferProgress.fire });
  const { transfers } = downloads;
  const archiveMonitor = new ArchiveMonitor({
    archiveManager,
    clock,
    isNeeded: () => transfers.isBusy,
    isWatched: () => {
      const nextAskMs = tracking.poller.nextAtMs() ?? Infinity;
      return (tracking.isSeen?.() ?? true) || nextAskMs < clock.now() + unseenMs;
    },
  });
  const onChanged = events.onSettingsChanged;
  const upkeep = composeUpkeep({ ...parts, ...downloads, ledger: repository, onChanged });
  return { ...parts, ...downloads, archiveMonitor, upkeep };
}

/** Makes all parts. Nothing is asked or fetched, and no part listens to another yet. */
export function createParts(ports: CorePorts, on: Signals, events: CoreEvents) {
  const base = createBase(ports, on, events);
  const parts = createArchiving(createTracking(base, on, events), on, events);
  const withAnnouncer = { ...parts, announcer: composeAnnouncer(parts, events) };
  return { ...withAnnouncer, updater: composeUpdate(withAnnouncer, events) };
}

/** All parts of the core. */
export type Parts = ReturnType<typeof createParts>;
