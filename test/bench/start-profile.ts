// npm run profile:start -- [FOLDER]: where the time goes when Reelkeep starts. Starts the core on a copy of a
// data folder (that of `npm run seed`, unless another is named), with V8's profiler. It says what costs most,
// and writes the profile for the Performance panel of Chromium's tools. Nothing is asked or fetched.
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { composeCore } from '../../electron/core/app/compose.ts';
import { nobodyListens } from '../../electron/core/app/nobody-listens.ts';
import { systemClock as clock } from '../../electron/core/platform/clock.ts';
import { silentLog } from '../../electron/core/platform/log.ts';
import { JsonStore } from '../../electron/host/data/json-store.ts';
import { FakeTrash } from '../fake/trash.ts';
import { FakeVault } from '../fake/vault.ts';
import { costliest } from './profile-lines.ts';

const [source = join(tmpdir(), 'reelkeep-seed')] = process.argv.slice(2);
if (!existsSync(source)) {
  throw new Error(`${resolve(source)} is not there. Make one: npm run seed -- 10000`);
}
const folder = mkdtempSync(join(tmpdir(), 'reelkeep-profile-'));
cpSync(source, folder, { recursive: true });

// Outside Electron the module `electron` is a path, looked for in this folder.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= tmpdir();
const { default: ElectronStore } = await import('electron-store');

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.start');
const blocks = monitorEventLoopDelay({ resolution: 1 });
blocks.enable();
const fromMs = performance.now();
const core = composeCore(
  {
    store: new JsonStore({ folder, ElectronStore, clock }),
    vault: new FakeVault(),
    trash: new FakeTrash(join(folder, 'trash')),
    clock,
    log: silentLog,
    isOnline: () => false,
    random: () => 0.5,
    userAgent: 'Test',
    appVersion: '0.0.0',
    defaultArchiveFolder: join(folder, 'archive'),
  },
  nobodyListens,
);
await core.start();
const tookMs = performance.now() - fromMs;
blocks.disable();
const { profile } = await session.post('Profiler.stop');
const path = join(tmpdir(), 'reelkeep-start.cpuprofile');
writeFileSync(path, JSON.stringify(profile));
await core.stop();
rmSync(folder, { recursive: true });

const tasks = [...core.tasks.tasks()].length;
console.log(`A start with ${String(tasks)} tasks took ${tookMs.toFixed(0)} ms.`);
console.log(`The longest block was ${(blocks.max / 1e6).toFixed(0)} ms. What cost most:`);
for (const line of costliest(profile, 15)) console.log(`  ${line}`);
console.log(`The whole profile: ${path}`);
process.exit(0); // threads of the disk are still there
