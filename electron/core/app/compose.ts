import { Turns } from '../platform/turns.ts';
import { connect } from './connect.ts';
import type { Core, CoreEvents, CorePorts } from './core.ts';
import type { TransferQueue } from '../library/transfer-queue.ts';
import { createParts, type Parts } from './create.ts';
import { Signals } from './signals.ts';
import { Startup } from './startup.ts';
import { checkAtStartup } from './startup-check.ts';

/**
 * Makes the core: its parts, then who listens to whom. The app, the simulations, the crash tests and the
 * integration tests are all made here, with ports of their own. Nothing is asked or fetched before `start` has
 * read the ledger.
 */
export function composeCore(ports: CorePorts, events: CoreEvents): Core {
  const on = new Signals();
  const parts = createParts(ports, on, events);
  connect(parts, on, events);
  const startup = new Startup((signal) => start(parts, new Turns(signal)));
  let isStarted = false;
  const wakeUp = () => {
    if (startup.isDone) wake(parts); // a start looks at everything anyway, and opens the archive in its turn
  };
  return {
    ...parts,
    setArchiveFolder: (input) => parts.upkeep.mover.choose(input),
    start: () => {
      isStarted = true;
      return startup.begin();
    },
    load: () => parts.tasks.start(nobodyFetches),
    whenRead: startup.done,
    wake: wakeUp,
    checkNow: (ids) => {
      wakeUp();
      return parts.tasks.check(ids);
    },
    keep: () => {
      keep(parts, isStarted);
    },
    stop: (patience) => {
      startup.abort();
      return stop(parts, { isStarted, patience });
    },
  };
}

/** The ledger first: an archive that is opened before it is read does not know which names are taken. */
async function start(parts: Parts, turns: Turns): Promise<void> {
  const { durations, tasks, crashRecovery, transfers, statusChecker, poller, archiveMonitor } =
    parts;
  durations.load();
  await tasks.start(crashRecovery.begin(transfers, tasks), turns);
  await statusChecker.learn(() => tasks.tasks(), turns);
  await checkAtStartup(parts, turns);
  for (const each of [poller, archiveMonitor]) each.start();
  crashRecovery.start(tasks, [transfers, parts.forecaster, parts.upkeep, parts.lost]);
  void parts.announcer.start(); // never rejects
  void parts.updater.start(); // never rejects
}

/** Where finished tasks go when only the ledger is loaded: they wait for the next start. */
const nobodyFetches: TransferQueue = {
  enqueue: () => undefined,
  drop: () => undefined,
  forget: () => undefined,
};

/** The computer has woken, its network is back, or the user asks for it. */
function wake(parts: Parts): void {
  const { proxyRouter, health, poller, questions, transfers, upkeep, forecaster, archiveMonitor } =
    parts;
  proxyRouter?.forget();
  health.retryNow();
  poller.wake();
  questions.wake();
  transfers.wake();
  upkeep.extras.wake();
  forecaster.changed();
  archiveMonitor.checkNow();
  parts.announcer.wake();
  parts.updater.wake();
}

/** Puts what is known on disk, and notes that this run ends because it was asked to. */
function keep({ crashRecovery, tasks, durations, announcer }: Parts, isStarted: boolean): void {
  if (isStarted) crashRecovery.end(); // else the record is the last run's
  tasks.flush();
  if (isStarted) durations.flush();
  announcer.keep();
}

/** How it is stopped. */
interface Stop {
  readonly isStarted: boolean;
  readonly patience: Promise<void> | undefined;
}

async function stop(parts: Parts, { isStarted, patience }: Stop): Promise<void> {
  const {
    poller,
    statusChecker,
    forecaster,
    archiveMonitor,
    lost,
    announcer,
    updater,
    tasks,
    upkeep,
    transfers,
    taskDownloader,
    archiveManager,
    store,
  } = parts;
  keep(parts, isStarted); // before anything is waited for: a drive may keep it waiting for ever
  for (const each of [poller, statusChecker, forecaster, archiveMonitor, lost, announcer, updater])
    each.stop();
  const ended = Promise.all([tasks.stop(), upkeep.stop(), transfers.stop()]);
  const stopped = ended.then(() => taskDownloader.settled()).then(() => archiveManager.end());
  try {
    await Promise.race([stopped, patience ?? stopped]);
  } finally {
    keep(parts, isStarted);
    store.end();
  }
}
