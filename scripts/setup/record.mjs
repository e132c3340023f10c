import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheDir, modulesDir } from './paths.mjs';

/**
 * The Electron that scripts and tests run.
 *
 * `official` is Electron's own build of the version in package.json, `fallback` the one of `fallback.mjs`,
 * `override` what ELECTRON_OVERRIDE_DIST_PATH names.
 *
 * @typedef {object} ElectronRuntime
 * @property {'official' | 'fallback' | 'override'} kind
 * @property {string} version
 * @property {string} distPath the folder with everything that belongs to it
 * @property {string} execPath the executable in it
 */

const recordPath = join(modulesDir, '.cache', 'reelkeep', 'electron.json');

/**
 * What the last setup found, if it is still there.
 *
 * @returns {ElectronRuntime | undefined}
 */
export function readRecord() {
  try {
    /** @type {ElectronRuntime} */
    const runtime = JSON.parse(readFileSync(recordPath, 'utf8'));
    return existsSync(runtime.execPath) ? runtime : undefined;
  } catch {
    return undefined;
  }
}

/** @param {ElectronRuntime} runtime */
export async function writeRecord(runtime) {
  await writeWhole(recordPath, JSON.stringify(runtime, undefined, 2));
}

/** The version in package.json, which is what ships. @returns {string} */
export function electronVersion() {
  return JSON.parse(readFileSync(join(modulesDir, 'electron', 'package.json'), 'utf8')).version;
}

/** @returns {string} */
function failurePath() {
  return join(cacheDir, `electron-${electronVersion()}-unreachable`);
}

/** Whoever names a mirror deserves a new try at once. */
function mirror() {
  return (
    process.env['ELECTRON_MIRROR'] || process.env['npm_config_electron_mirror'] || 'the default'
  );
}

/** Whether the official build was out of reach within the last day: then it is not asked for again. */
export async function isOfficialKnownUnreachable() {
  try {
    const { mtimeMs } = await stat(failurePath());
    const isRecent = Date.now() - mtimeMs < 24 * 60 * 60_000;
    return isRecent && readFileSync(failurePath(), 'utf8') === mirror();
  } catch {
    return false;
  }
}

export async function noteOfficialUnreachable() {
  await writeWhole(failurePath(), mirror());
}

/**
 * @param {string} path
 * @param {string} text
 */
async function writeWhole(path, text) {
  await mkdir(dirname(path), { recursive: true });
  const partPath = `${path}.${String(process.pid)}`;
  await writeFile(partPath, text);
  await rename(partPath, path);
}
