import process from 'node:process';
import { readRecord } from './setup/record.mjs';
import type { ElectronRuntime } from './setup/record.mjs';

/**
 * The Electron that `scripts/setup.mjs` found.
 *
 * @throws when no setup has run here yet
 */
export function electronRuntime(): ElectronRuntime {
  const runtime = readRecord();
  if (runtime === undefined) throw new Error('No Electron here yet: run `node scripts/setup.mjs`');
  return runtime;
}

/** The arguments that Electron itself needs here, to go before the app's own. */
export function electronArgs(): string[] {
  // Chromium refuses to build its sandbox as root, which is who one is in most containers. Nobody else goes without.
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** What makes the `electron` command, electron-vite and the tests use this Electron. */
export function electronEnvironment(
  runtime: ElectronRuntime = electronRuntime(),
): Record<string, string> {
  return {
    ELECTRON_OVERRIDE_DIST_PATH: runtime.distPath,
    ELECTRON_EXEC_PATH: runtime.execPath,
  };
}
