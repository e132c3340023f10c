import { spawn } from 'node:child_process';
import { app } from 'electron';
import { succeed, type Outcome } from '../../shared/outcome.ts';
import type { UpdateFailure } from '../../shared/update.ts';
import type { InstallEnd } from '../../core/update/ports.ts';

/** What electron-builder's installer is told: it replaces an installed copy, asks nothing, and starts it. */
const words = ['--updated', '/S', '--force-run'];

/**
 * Starts the installer once this run has come to its end: it closes whatever still runs, and would not wait for
 * what is being written.
 * @param path absolute, of the proven installer
 */
export function installOnWindows(
  path: string,
  quit: () => void,
): Promise<Outcome<InstallEnd, UpdateFailure>> {
  app.once('quit', () => {
    const installer = spawn(path, words, { detached: true, stdio: 'ignore' });
    installer.on('error', () => undefined); // the next start says that the old version runs still
    installer.unref();
  });
  quit();
  return Promise.resolve(succeed({ kind: 'restarts' }));
}
