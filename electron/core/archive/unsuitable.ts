import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import type { UnsuitableFolder } from '../../shared/failure.ts';

/** A computer, as far as it decides which folders are its own. */
export interface Computer {
  readonly platform: NodeJS.Platform;
  /** Absolute path of the user's own folder. */
  readonly home: string;
  /** The drive that Windows starts from, `C:`. */
  readonly systemDrive?: string;
}

/** Nothing in these is the user's, at any depth. */
const systemTrees = [
  ...['/bin', '/boot', '/dev', '/etc', '/lib', '/lib32', '/lib64', '/proc', '/sbin', '/sys'],
  ...['/System', '/private/etc'],
];

/** In these the user may well have a folder, or a drive: only they themselves are the system's. */
const systemFolders = [
  ...['/usr', '/usr/bin', '/usr/lib', '/usr/local', '/usr/share', '/var', '/var/lib', '/opt'],
  ...['/home', '/media', '/mnt', '/run', '/run/media', '/srv', '/root'],
  ...['/Applications', '/Library', '/Users', '/Volumes', '/private'],
];

/** What the system empties by itself. */
const temporaryFolders = ['/tmp', '/var/tmp', '/private/tmp', '/private/var/tmp'];

const windowsTrees = ['Windows', 'Program Files', 'Program Files (x86)', 'ProgramData'];

function isIn(folder: string, tree: string): boolean {
  return folder === tree || folder.startsWith(`${tree}/`);
}

/** Why an absolute path is no place for an archive; `undefined` when nothing speaks against it. */
export function unsuitable(path: string, computer: Computer): UnsuitableFolder | undefined {
  return computer.platform === 'win32'
    ? unsuitableOnWindows(path, computer)
    : unsuitableElsewhere(path, computer);
}

function unsuitableElsewhere(path: string, { home }: Computer): UnsuitableFolder | undefined {
  const folder = posix.resolve(path);
  if (folder === '/') return 'root';
  if (folder === posix.resolve(home)) return 'home';
  if (temporaryFolders.includes(folder)) return 'temporary';
  const isSystem = systemFolders.includes(folder) || systemTrees.some((tree) => isIn(folder, tree));
  return isSystem ? 'system' : undefined;
}

function unsuitableOnWindows(
  path: string,
  { home, systemDrive = 'C:' }: Computer,
): UnsuitableFolder | undefined {
  const folder = win32.resolve(path).toLowerCase();
  const drive = `${systemDrive.toLowerCase()}\\`;
  if (folder === drive) return 'root'; // the root of another drive is a good place
  if (folder === win32.resolve(home).toLowerCase()) return 'home';
  if (folder === `${drive}users`) return 'system';
  const isSystem = windowsTrees.some((tree) =>
    `${folder}\\`.startsWith(`${drive}${tree.toLowerCase()}\\`),
  );
  return isSystem ? 'system' : undefined;
}

/** The computer that Reelkeep runs on. */
export function thisComputer(): Computer {
  const { SystemDrive: systemDrive } = process.env;
  return {
    platform: process.platform,
    home: homedir(),
    ...(systemDrive !== undefined && { systemDrive }),
  };
}
