import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { vi } from 'vitest';
import { systemClock as clock } from '../../electron/core/platform/clock.ts';
import { JsonStore } from '../../electron/host/data/json-store.ts';
import type { CleanDebian } from './clean-debian.ts';

/** Where the installed app keeps its own data. */
export const dataFolder = '/home/user/.config/Reelkeep';

/** Where it keeps videos, unless the user chooses another folder. */
export const archiveFolder = '/home/user/Videos/Reelkeep';

// Outside Electron the module `electron` is a path, looked for in this folder.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= tmpdir();

/** Writes down an account as the window does once the user has typed it, with a key that no keyring keeps. */
export async function giveAccount(
  debian: CleanDebian,
  { baseUrl, key }: { readonly baseUrl: string; readonly key: string },
): Promise<void> {
  await debian.succeed('user', 'mkdir', '-p', '-m', '700', dataFolder);
  const { default: ElectronStore } = await import('electron-store');
  const store = new JsonStore({ folder: debian.path(dataFolder), ElectronStore, clock });
  const account = { id: 'studio', name: 'Studio', provider: 'custom', baseUrl };
  store.write('settings', { accounts: [account], background: 'keep' });
  store.write('keys', { keys: { studio: { storage: 'plain', key } } });
  execFileSync('chown', ['-R', '1000:1000', debian.path(dataFolder)]);
}

/** The user's display and session bus, which a desktop would have. */
export async function startSession(debian: CleanDebian): Promise<void> {
  debian.start('user', 'Xvfb', ':7', '-screen', '0', '1280x900x24', '-nolisten', 'tcp');
  const bus = ['--session', '--nofork', '--address=unix:path=/run/user/1000/bus'];
  debian.start('user', 'dbus-daemon', ...bus);
  const sockets = ['/tmp/.X11-unix/X7', '/run/user/1000/bus'];
  const isThere = (): void => {
    const missing = sockets.filter((path) => !debian.exists(path));
    if (missing.length > 0) throw new Error(`nobody listens at ${missing.join(', ')}`);
  };
  await vi.waitFor(isThere, { timeout: 60_000 });
}

/** A process of Reelkeep's in there. */
export interface Process {
  /** As its own system numbers it. */
  readonly pid: number;
  /** Its command line; a page's is one word, since it is forked. */
  readonly command: string;
  readonly status: string;
}

/** The processes whose program lies in a folder. */
export function processesOf(debian: CleanDebian, folder: string): readonly Process[] {
  const proc = debian.path('/proc');
  return readdirSync(proc).flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const command = readFileSync(`${proc}/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      if (!command.startsWith(`${folder}/`)) return [];
      const status = readFileSync(`${proc}/${name}/status`, 'utf8');
      return [{ pid: Number(name), command, status }];
    } catch {
      return []; // it has just ended
    }
  });
}
