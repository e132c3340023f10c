// npm run bench:hidden -- [--runs N] [--seconds N] [--tasks N]
// Reelkeep without its window, beside an Electron that has none and does nothing: what all their processes hold,
// and what they compute in a minute. The library holds archived videos, and nothing is due. Linux only.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { electronArgs, electronEnvironment } from '../../scripts/electron-runtime.ts';
import { launchApp } from '../e2e/launch.ts';

import { accountOf, onboard } from '../e2e/window.ts';
import { startFakeProvider } from '../fake/provider/server.ts';
import { startTrayHost } from '../fake/tray/host.ts';
import { fillLibrary } from './hidden/library.ts';
import { familyUse, type ProcessUse } from './hidden/processes.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '60' },
    tasks: { type: 'string', default: '1000' },
  },
});
const [runs, seconds, tasks] = [Number(values.runs), Number(values.seconds), Number(values.tasks)];

/** The start, a first look at everything, and what is let go of after an idle minute. */
const settleMs = 75_000;

Object.assign(process.env, electronEnvironment());
const drivenApp = fileURLToPath(new URL('hidden/driven', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'reelkeep-hidden-'));
const emptyApp = join(folder, 'empty');
mkdirSync(emptyApp);
writeFileSync(
  join(emptyApp, 'package.json'),
  '{"name":"empty","version":"1.0.0","type":"module","main":"main.mjs"}',
);
writeFileSync(
  join(emptyApp, 'main.mjs'),
  "import { app } from 'electron';\nvoid app.whenReady();\napp.on('window-all-closed', () => undefined);\n",
);

interface Measured {
  readonly family: readonly ProcessUse[];
  readonly cpuMs: number;
}

function start(appDir: string, userDataDir: string, ...args: string[]): ChildProcess {
  const own = [appDir, `--user-data-dir=${userDataDir}`, ...electronArgs(), ...args];
  const env = { ...process.env, XDG_CONFIG_HOME: join(folder, 'config') };
  return spawn(process.env['ELECTRON_EXEC_PATH'] ?? '', own, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env,
  });
}

const sum = (family: readonly ProcessUse[], of: (use: ProcessUse) => number): number =>
  family.reduce((total, use) => total + of(use), 0);

async function measure(child: ChildProcess): Promise<Measured> {
  await delay(settleMs);
  const root = child.pid ?? 0;
  const before = sum(familyUse(root), ({ cpuMs }) => cpuMs);
  await delay(seconds * 1_000);
  const family = familyUse(root);
  return { family, cpuMs: ((sum(family, ({ cpuMs }) => cpuMs) - before) * 60) / seconds };
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

function say(name: string, { family, cpuMs }: Measured): void {
  const all = `${sum(family, ({ pssMb }) => pssMb).toFixed(0)} MB (own ${sum(family, ({ ownMb }) => ownMb).toFixed(0)})`;
  console.log(
    `${name}: ${all}, ${String(sum(family, ({ threads }) => threads))} threads, ${cpuMs.toFixed(0)} ms CPU a minute`,
  );
  for (const use of family) {
    console.log(
      `  ${use.name.padEnd(46)} ${use.pssMb.toFixed(1).padStart(6)} ${use.ownMb.toFixed(1).padStart(6)} ${String(use.threads).padStart(4)} threads`,
    );
  }
}

/** How long the window took to come back, in ms. */
interface Shown {
  readonly createdMs: number;
  readonly shownMs: number;
  readonly listMs: number;
}

/** Brings the window back, and closes it again. */
async function showOnce(child: ChildProcess, restMs: number): Promise<Shown> {
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('Nobody drives it.');
  const shown = new Promise<Shown>((resolve) => {
    createInterface({ input: stdout }).on('line', (line) => {
      if (line.startsWith('{"createdMs"')) resolve(JSON.parse(line) as Shown); // printed by driven/main.mjs
    });
  });
  stdin.write('show\n');
  const times = await shown;
  await delay(2_000);
  stdin.write('close\n');
  await delay(restMs);
  return times;
}

/** A data folder that somebody has worked with. */
async function prepare(): Promise<string> {
  await using provider = await startFakeProvider();
  const userDataDir = join(folder, 'data');
  const running = await launchApp({ userDataDir });
  await onboard(running.page, accountOf(provider), join(folder, 'archive'));
  await running.close();
  await fillLibrary(userDataDir, tasks);
  return userDataDir;
}

const prepared = await prepare();
const tray = await startTrayHost();
for (let run = 1; run <= runs; run += 1) {
  const empty = start(emptyApp, join(folder, `empty-${String(run)}`));
  say('empty', await measure(empty));
  await end(empty);
  const userDataDir = join(folder, `data-${String(run)}`);
  cpSync(prepared, userDataDir, { recursive: true });
  const app = start(drivenApp, userDataDir, '--hidden');
  say('started hidden', await measure(app));
  for (const restMs of [3_000, 3_000, 1_000]) {
    const { createdMs, shownMs, listMs } = await showOnce(app, restMs);
    console.log(`shown: made ${createdMs}, window ${shownMs} ms, list ${listMs} ms`);
  }
  say('hidden again', await measure(app));
  await end(app);
}
await tray.stop();
rmSync(folder, { recursive: true, force: true });
