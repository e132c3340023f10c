import { writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { nobodyListens } from '../../electron/core/app/nobody-listens.ts';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fatalWatcher, watchDisk } from './fatal-call.ts';
import { phaseOf } from './phase.ts';
import type { Task } from '../../electron/shared/task.ts';
import { clockFactor, type ChildOptions, type Report, type Request } from './protocol.ts';

// The real core in a process of its own, to be killed at any moment. The parent speaks to it in lines.

const options = JSON.parse(process.argv[2] ?? '{}') as ChildOptions; // written by the parent's `start`

/** Written at once: what is said is said, whenever the end comes. */
function say(report: Report): void {
  write(`${JSON.stringify(report)}\n`);
}
const write = (text: string): void => void writeStdout(1, text);
const writeStdout = writeSync; // as it was before the disk is watched

const watcher = fatalWatcher(options.fatalCall ?? Infinity, options.isCarriedOut ?? false, (call) =>
  say({ say: 'dying', at: phaseOf(call) }),
);
watchDisk(watcher);

// Loaded only now: they bind the functions of the file system.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= tmpdir();
const { default: ElectronStore } = await import('electron-store');
const { composeCore } = await import('../../electron/core/app/compose.ts');
const { DataLock } = await import('../../electron/core/instance/data-lock.ts');
const { JsonStore } = await import('../../electron/host/data/json-store.ts');
const { toTaskId } = await import('../../electron/shared/id.ts');
const { isUnfinished } = await import('../../electron/shared/task.ts');
const { FastClock } = await import('../fake/fast-clock.ts');
const { FakeTrash } = await import('../fake/trash.ts');
const { FakeVault } = await import('../fake/vault.ts');

const clock = new FastClock(clockFactor, options.startMs);
const taken = DataLock.acquire({ folder: join(options.folder, 'data'), clock });
if (!taken.ok) throw new Error(`Process ${String(taken.failure.holder.pid)} has the folder`);
const lock = taken.value;
const log = {
  info: (message: string) => process.stderr.write(`info ${message}\n`),
  warn: (message: string) => process.stderr.write(`warn ${message}\n`),
  error: (message: string) => process.stderr.write(`error ${message}\n`),
};
let lastLeft = '';
let onJobOver = (): void => undefined;

function lacksPicture(task: Task): boolean {
  if (task.state !== 'archived' || task.media?.thumbnailUrl === undefined) return false;
  return task.thumbnail === undefined;
}

function tellLeft(): void {
  // A picture that a kill or a slow machine has cost comes after its video.
  const unfinished = [...core.tasks.tasks()].filter(
    (task) => isUnfinished(task) || lacksPicture(task),
  ).length;
  const transfers = core.transfers.progress().length;
  const left = { say: 'left', unfinished, transfers } as const;
  if (JSON.stringify(left) === lastLeft) return;
  lastLeft = JSON.stringify(left);
  say(left);
}

const core = composeCore(
  {
    store: new JsonStore({ folder: join(options.folder, 'data'), ElectronStore, clock }),
    vault: new FakeVault(),
    trash: new FakeTrash(join(options.folder, 'trash')),
    clock,
    log,
    inFlightPath: join(options.folder, 'data', 'in-hand'),
    isOnline: () => true,
    random: Math.random,
    userAgent: 'Mozilla/5.0 (Test) Reelkeep/0.0.0',
    appVersion: '0.0.0',
    defaultArchiveFolder: join(options.folder, 'archive'),
  },
  {
    ...nobodyListens,
    onTaskChanged: () => setImmediate(tellLeft),
    onTaskRemoved: () => setImmediate(tellLeft),
    onProgress: tellLeft,
    onJobChanged: () => {
      if (core.jobs.current === undefined) onJobOver();
    },
  },
);

function jobIsOver(): Promise<void> {
  return new Promise((resolve) => {
    onJobOver = resolve;
    if (core.jobs.current === undefined) resolve();
  });
}

function idsOf(texts: readonly string[]) {
  return texts.flatMap((text) => toTaskId(text) ?? []);
}

/** @returns why it was refused */
async function carryOut(request: Request): Promise<string | undefined> {
  switch (request.do) {
    case 'account': {
      const id = core.accounts.views()[0]?.id;
      const { baseUrl, key } = request;
      const wish = { name: 'Crash', provider: 'custom', baseUrl, key } as const;
      const saved = await core.accountService.save({ ...wish, ...(id !== undefined && { id }) });
      return saved.ok ? undefined : saved.failure.code;
    }
    case 'add': {
      const accountId = core.accounts.views()[0]?.id;
      if (accountId === undefined) return 'no account';
      const added = await core.tasks.add({ ids: idsOf(request.ids), accountId });
      return added.ok ? undefined : added.failure.code;
    }
    case 'remove':
      await core.tasks.remove(idsOf(request.ids));
      return undefined;
    case 'limit':
      core.settings.change({ simultaneousTransfers: request.simultaneousTransfers });
      return undefined;
    case 'go-on': {
      core.crashRecovery.resume();
      const tasks = [...core.tasks.tasks()];
      const aside = tasks.filter(({ hindrance }) => hindrance?.code === 'set-aside');
      await core.tasks.check(aside.map(({ id }) => id));
      return undefined;
    }
    case 'check': {
      const checked = await core.upkeep.integrityCheck.check();
      await jobIsOver();
      return checked.ok || checked.failure.code === 'busy' ? undefined : checked.failure.code;
    }
    case 'quit':
      await core.stop();
      lock.release();
      return undefined;
  }
}

await core.start();
void core.archiveManager.reopen();
say({ say: 'ready', calls: watcher.count() });
tellLeft();

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as Request; // written by the parent
  const why = await carryOut(request);
  const what = request.do;
  say(why === undefined ? { say: 'did', what } : { say: 'refused', what, why });
  if (what === 'quit') break;
}
process.exit(0);
