import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
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
 * The system's own session.conf without its <standard_session_servicedirs/> and what it includes. The socket
 * stays in /tmp: the path of one has 108 bytes at most, and the folder for temporary files may be deep.
 * @see https://dbus.freedesktop.org/doc/dbus-daemon.1.html
 */
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

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
      ...withoutOutside(),
      ...foldersIn(folder),
      // What makes Chromium keep its secrets in the keyring of GNOME.
      XDG_CURRENT_DESKTOP: 'GNOME',
    };
    Object.assign(env, options.useDisplay ? displayOfUser() : await startDisplay(services));
    Object.assign(env, await startBus(services, env, folder));
    await startKeyring(services, env);
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The folders that a program looks for its own and its user's files in. All are empty, and go with the desktop. */
function foldersIn(folder: string): Record<string, string> {
  const variables = [
    ...['HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_CACHE_HOME'],
    'XDG_RUNTIME_DIR',
  ];
  return Object.fromEntries(
    variables.map((variable) => {
      const path = join(folder, variable.replace(/^XDG_/, '').toLowerCase());
      mkdirSync(path, { mode: 0o700 });
      return [variable, path];
    }),
  );
}

/** What of the environment would lead a program off this desktop: to another one's services, settings or files. */
function withoutOutside(): NodeJS.ProcessEnv {
  const names = [
    ...['XDG_DATA_DIRS', 'XDG_CONFIG_DIRS', 'DBUS_STARTER_ADDRESS', 'DBUS_STARTER_BUS_TYPE'],
    ...['AT_SPI_BUS_ADDRESS', 'GNOME_KEYRING_CONTROL', 'SSH_AUTH_SOCK', 'SESSION_MANAGER'],
    ...['GTK_MODULES', 'GTK_USE_PORTAL', 'GTK_IM_MODULE', 'LC_ALL'],
  ];
  return {
    ...Object.fromEntries(names.map((name) => [name, undefined])),
    // Neither the settings of the system nor the accessibility bus, which would be started for them.
    GSETTINGS_BACKEND: 'memory',
    NO_AT_BRIDGE: '1',
  };
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

/** Both are looked for below folders of the user's, which are others here. */
function displayOfUser(): NodeJS.ProcessEnv {
  const { WAYLAND_DISPLAY: socket, XDG_RUNTIME_DIR: folder, XAUTHORITY } = process.env;
  return {
    XAUTHORITY: XAUTHORITY ?? join(homedir(), '.Xauthority'),
    ...(socket && folder ? { WAYLAND_DISPLAY: resolve(folder, socket) } : {}),
  };
}

/**
 * Starts a bus that knows no services: nothing that is installed on this machine, a notification daemon say, is
 * started when somebody calls it. It is the system's bus too, to the programs on this desktop.
 */
async function startBus(
  services: Service[],
  env: NodeJS.ProcessEnv,
  folder: string,
): Promise<NodeJS.ProcessEnv> {
  const configPath = join(folder, 'bus.conf');
  writeFileSync(configPath, busConfig);
  const bus = startService(
    'dbus-daemon',
    [`--config-file=${configPath}`, '--nofork', '--print-address=3'],
    { env: { ...process.env, ...env } },
  );
  services.push(bus);
  const address = await firstLine(bus, 'dbus-daemon');
  return { DBUS_SESSION_BUS_ADDRESS: address, DBUS_SYSTEM_BUS_ADDRESS: address };
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

/** Removes what desktops that were killed have left behind; other users' are theirs to remove. */
function sweep(): void {
  const isOwn = (path: string): boolean => {
    // Another sweep may have been there first.
    const found = statSync(path, { throwIfNoEntry: false });
    return found !== undefined && found.uid === process.getuid?.();
  };
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    const path = join(tmpdir(), name);
    if (pid === undefined || isAlive(Number(pid)) || !isOwn(path)) continue;
    rmSync(path, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
