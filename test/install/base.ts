import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { debDepends } from '../../scripts/dist/dependencies.ts';
import { artefacts } from './artefacts.ts';
import { CleanDebian, type System } from './clean-debian.ts';

const run = promisify(execFile);

/** To be raised with what is done to the base below. */
const recipe = 1;

/** What a desktop has, and what the tests look with. */
const desktop = [
  ...['xvfb', 'dbus', 'desktop-file-utils', 'shared-mime-info', 'xdotool', 'rpm'],
  ...['polkitd', 'pkexec'],
];

/** Kept between runs, outside of the project. */
function cacheFolder(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(cache, 'reelkeep', 'install-test');
}

/** Makes a folder that appears whole or not at all, unless it is there. */
async function once(path: string, make: (partial: string) => Promise<void>): Promise<string> {
  if (existsSync(path)) return path;
  const partial = `${path}.${process.pid}`;
  try {
    await make(partial);
    renameSync(partial, path);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return path;
}

/** A mirror that answers no more holds nobody up. */
const fetchedWithinMs = 600_000;

async function debootstrap(root: string): Promise<void> {
  const options = { maxBuffer: 1 << 26, timeout: fetchedWithinMs };
  await run('debootstrap', ['--variant=minbase', 'bookworm', root], options);
  const settings = [
    'APT::Install-Recommends "false";',
    'APT::Keep-Downloaded-Packages "true";',
    'Binary::apt::APT::Keep-Downloaded-Packages "true";',
    'DPkg::Options:: "--force-unsafe-io";',
    'APT::Sandbox::User "root";',
  ];
  writeFileSync(join(root, 'etc/apt/apt.conf.d/90test'), `${settings.join('\n')}\n`);
}

/** What a command changes in a system, as one more layer of it. */
async function layer(system: System, name: string, command: readonly string[]): Promise<System> {
  const hash = createHash('sha256')
    .update(JSON.stringify([system.layers, command]))
    .digest('hex');
  const path = join(cacheFolder(), `${name}-${hash.slice(0, 16)}`);
  await once(path, async (partial) => {
    const debian = await CleanDebian.start({ ...system, changes: partial });
    try {
      await debian.succeed('root', 'apt-get', 'update');
      await debian.succeed('root', ...command);
    } finally {
      await debian.stop();
    }
  });
  return { ...system, layers: [join(path, 'up'), ...system.layers] };
}

/** What the deb says that it depends on. */
export const depends = debDepends().join(', ');

/**
 * A minimal Debian 12 with what the deb depends on, and nothing else. Whether that can be had is asked anew whenever
 * it depends on something else.
 */
export async function minimalSystem(): Promise<System> {
  const archives = join(cacheFolder(), 'archives');
  mkdirSync(join(archives, 'partial'), { recursive: true });
  mkdirSync(artefacts, { recursive: true });
  const root = await once(join(cacheFolder(), `debian-12-${recipe}`), debootstrap);
  const command = ['apt-get', '--yes', 'satisfy', depends];
  return await layer({ layers: [root], archives, artefacts }, 'depends', command);
}

/** The same with a display, a bus and what belongs to a desktop. */
export async function desktopSystem(): Promise<System> {
  const command = ['apt-get', '--yes', 'install', ...desktop];
  return await layer(await minimalSystem(), 'desktop', command);
}
