import { connect } from './connect.ts';
import type { Core, CoreEvents, CorePorts } from './core.ts';
import { createParts, type Parts } from './create.ts';
import { Signals } from './signals.ts';
import { checkAtStartup } from './startup-check.ts';

/**
 * Makes the core: its parts, then who listens to whom. The app, the simulations, the crash tests and the
 * integration tests are all made here, with ports of their own. Nothing is asked or fetched before `start`.
 */
export function composeCore(ports: CorePorts, events: CoreEvents): Core {
  const on = new Signals();
  const parts = createParts(ports, on, events);
  connect(parts, on, events);
  return {
    ...parts,
    setArchiveFolder: (wish) => parts.upkeep.mover.choose(wish),
    start: () => {
      start(parts);
    },
    wake: () => {
      wake(parts);
    },
    keep: () => {
      keep(parts);
    },
    stop: (patience) => stop(parts, patience),
  };
}

function start(parts: Parts): void {
  const { durations, tasks, run, transfers, asker, poller, watch } = parts;
  durations.load();
  tasks.start(run.begin(transfers, tasks));
  asker.learn(tasks.tasks());
  checkAtStartup(parts);
  for (const each of [poller, watch]) each.start();
  run.start(tasks, [transfers, parts.forecaster, parts.upkeep, parts.lost]);
}

/** The computer has woken, its network is back, or the user asks for it. */
function wake(parts: Parts): void {
  const { ways, health, poller, questions, transfers, upkeep, forecaster, watch } = parts;
  ways?.forget();
  health.retryNow();
  poller.wake();
  questions.wake();
  transfers.wake();
  upkeep.inputs.wake();
  forecaster.changed();
  watch.checkNow();
}

/** Puts what is known on disk, and notes that this run ends because it was asked to. */
function keep({ run, tasks, durations }: Parts): void {
  run.end();
  tasks.flush();
  durations.flush();
}

async function stop(parts: Parts, patience: Promise<void> | undefined): Promise<void> {
  const { poller, forecaster, watch, lost, tasks, upkeep, transfers, fetcher, root, store } = parts;
  keep(parts); // before anything is waited for: a drive may keep it waiting for ever
  for (const each of [poller, forecaster, watch, lost]) each.stop();
  const ended = Promise.all([tasks.stop(), upkeep.stop(), transfers.stop()]);
  const stopped = ended.then(() => fetcher.settled()).then(() => root.end());
  try {
    await Promise.race([stopped, patience ?? stopped]);
  } finally {
    keep(parts);
    store.end();
  }
}
