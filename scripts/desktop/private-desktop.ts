import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { firstLine, startService } from './service.ts';
import type { Service } from './service.ts';

export interface PrivateDesktop {
  /** What a program needs in its environment to live on this desktop. */
  readonly env: NodeJS.ProcessEnv;
  stop: () => Promise<void>;
}

const prefix = 'reelkeep-desktop-';

/**
 * A desktop that nobody sees and that leaves nothing behind: a display, a session bus, and a keyring that is
 * unlocked, with folders of its own, so that neither the user's keys nor their files are touched.
 */
export async function startPrivateDesktop(
  options: { useDisplay?: boolean } = {},
): Promise<PrivateDesktop> {
  sweep();
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${String(process.pid)}-`));
  const services: Service[] = [];
  const stop = async (): Promise<void> => {
    for (const service of services.toReversed()) await service.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const env: NodeJS.ProcessEnv = {
      ...foldersIn(folder),
      // What makes Chromium keep its secrets in the keyring of GNOME.
      XDG_CURRENT_DESKTOP: 'GNOME',
    };
    Object.assign(env, options.useDisplay ? displayOfUser() : await startDisplay(services));
    Object.assign(env, await startBus(services, env));
    await startKeyring(services, env);
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function foldersIn(folder: string): Record<string, string> {
  const variables = ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_RUNTIME_DIR'];
  return Object.fromEntries(
    variables.map((variable) => {
      const path = join(folder, variable.slice('XDG_'.length).toLowerCase());
      mkdirSync(path, { mode: 0o700 });
      return [variable, path];
    }),
  );
}

async function startDisplay(services: Service[]): Promise<NodeJS.ProcessEnv> {
  // The server picks a free number itself: one that we picked could be taken by the time it starts.
  const server = startService('Xvfb', [
    ...['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'],
  ]);
  services.push(server);
  const number = await firstLine(server, 'Xvfb');
  return { DISPLAY: `:${number}`, WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: 'x11' };
}

/** Wayland's socket is named relative to XDG_RUNTIME_DIR, which is another folder here. */
function displayOfUser(): NodeJS.ProcessEnv {
  const { WAYLAND_DISPLAY: socket, XDG_RUNTIME_DIR: folder } = process.env;
  return socket && folder ? { WAYLAND_DISPLAY: resolve(folder, socket) } : {};
}

async function startBus(services: Service[], env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const bus = startService('dbus-daemon', ['--session', '--nofork', '--print-address=3'], {
    env: { ...process.env, ...env },
  });
  services.push(bus);
  return { DBUS_SESSION_BUS_ADDRESS: await firstLine(bus, 'dbus-daemon') };
}

async function startKeyring(services: Service[], env: NodeJS.ProcessEnv): Promise<void> {
  const keyring = startService(
    'gnome-keyring-daemon',
    ['--foreground', '--unlock', '--components=secrets'],
    { env: { ...process.env, ...env }, input: 'a keyring that lives as long as this run' },
  );
  services.push(keyring);
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await isOnBus('org.freedesktop.secrets', env)) return;
    await delay(50);
  }
  throw new Error('gnome-keyring-daemon did not start; is it installed?');
}

async function isOnBus(name: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const { stdout } = await promisify(execFile)(
    'dbus-send',
    [
      ...['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'],
      ...['org.freedesktop.DBus.NameHasOwner', `string:${name}`],
    ],
    { env: { ...process.env, ...env } },
  );
  return stdout.includes('boolean true');
}

/** Removes what desktops that were killed have left behind. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
