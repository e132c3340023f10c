import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, say, SetupError, tail } from './command.mjs';
import { fallbackRuntime, hasFallback, provideFallback } from './fallback.mjs';
import { modulesDir, projectNode } from './paths.mjs';
import {
  electronVersion,
  isOfficialKnownUnreachable,
  noteOfficialUnreachable,
  readRecord,
  writeRecord,
} from './record.mjs';

/** @typedef {import('./record.mjs').ElectronRuntime} ElectronRuntime */

const electronDir = join(modulesDir, 'electron');

/**
 * The Electron of the last setup, if nothing has changed since.
 *
 * @returns {Promise<ElectronRuntime | undefined>}
 */
export async function knownElectron() {
  const runtime = readRecord();
  if (runtime === undefined) return undefined;
  const override = overrideDistPath();
  if (override !== undefined) return runtime.distPath === override ? runtime : undefined;
  if (runtime.kind === 'official') {
    return runtime.version === electronVersion() ? runtime : undefined;
  }
  const isCurrent = runtime.execPath === fallbackRuntime.execPath;
  return isCurrent && (await isOfficialKnownUnreachable()) ? runtime : undefined;
}

/**
 * Finds or fetches an Electron and notes it for the other scripts.
 *
 * @returns {Promise<ElectronRuntime>}
 */
export async function provideElectron() {
  const runtime = overrideRuntime() ?? (await officialRuntime()) ?? (await fallback());
  await writeRecord(runtime);
  return runtime;
}

/** The scripts set the variable themselves for the programs they start: then it names no other Electron. */
function overrideDistPath() {
  const path = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const own = [fallbackRuntime.distPath, join(electronDir, 'dist')];
  return path && !own.includes(path) ? path : undefined;
}

/** @returns {ElectronRuntime | undefined} */
function overrideRuntime() {
  const distPath = overrideDistPath();
  if (distPath === undefined) return undefined;
  const runtime = runtimeIn(distPath, 'override');
  if (runtime !== undefined) return runtime;
  throw new SetupError(
    `ELECTRON_OVERRIDE_DIST_PATH is ${distPath}, where there is no Electron`,
    'correct it, or unset it to have an Electron found',
  );
}

/** @returns {Promise<ElectronRuntime | undefined>} */
async function officialRuntime() {
  const found = installedOfficial();
  if (found !== undefined) return found;
  if (hasFallback && (await isOfficialKnownUnreachable())) return undefined;
  say(`fetching Electron ${electronVersion()} (install-electron)`);
  const { output } = await run(projectNode, [join(electronDir, 'install.js')], {
    limitMs: await patienceMs(),
    doing: `fetching Electron ${electronVersion()}`,
  });
  const installed = installedOfficial();
  if (installed !== undefined) return installed;
  if (!hasFallback) throw unreachable(output);
  await noteOfficialUnreachable();
  return undefined;
}

function installedOfficial() {
  const runtime = runtimeIn(join(electronDir, 'dist'), 'official');
  return runtime?.version === electronVersion() ? runtime : undefined;
}

/**
 * How long to wait for the official build: as long as a slow connection takes for its 120 MB, unless its
 * server does not even answer and there is something to fall back on. The few seconds left then are for
 * a copy in Electron's own cache, which needs no connection.
 */
async function patienceMs() {
  const slowDownloadMs = 15 * 60_000;
  if (!hasFallback) return slowDownloadMs;
  const url = process.env['ELECTRON_MIRROR'] || 'https://github.com/electron/electron/releases/';
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5_000) });
    return slowDownloadMs;
  } catch {
    return 15_000;
  }
}

/** @returns {Promise<ElectronRuntime>} */
async function fallback() {
  await provideFallback();
  return fallbackRuntime;
}

/** @param {string} output */
function unreachable(output) {
  return new SetupError(
    `Electron ${electronVersion()} could not be fetched:\n${tail(output, 5)}`,
    'set ELECTRON_MIRROR to a server that has Electron’s releases, or ELECTRON_OVERRIDE_DIST_PATH ' +
      'to a folder with an unpacked one, and run this again',
  );
}

/**
 * @param {string} distPath
 * @param {'official' | 'override'} kind
 * @returns {ElectronRuntime | undefined}
 */
function runtimeIn(distPath, kind) {
  const executable = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  };
  const execPath = join(
    distPath,
    process.platform === 'darwin' || process.platform === 'win32'
      ? executable[process.platform]
      : 'electron',
  );
  if (!existsSync(execPath)) return undefined;
  const version = readFileSync(join(distPath, 'version'), 'utf8').trim().replace(/^v/, '');
  return { kind, version, distPath, execPath };
}
