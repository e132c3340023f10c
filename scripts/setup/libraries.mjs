import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, say, SetupError, tail } from './command.mjs';

/**
 * What proves that a package is there, and its Debian name. A library is known by its soname, a program by
 * its name: unlike a package's name, these are the same on every distribution.
 *
 * @typedef {{ proof: string, debian: string }} Need
 */

/** What Electron itself needs. @type {readonly Need[]} */
const electronNeeds = [
  { proof: 'libgtk-3.so.0', debian: 'libgtk-3-0' },
  { proof: 'libnss3.so', debian: 'libnss3' },
  { proof: 'libasound.so.2', debian: 'libasound2' },
  { proof: 'libgbm.so.1', debian: 'libgbm1' },
  { proof: 'libXss.so.1', debian: 'libxss1' },
  { proof: 'libatk-bridge-2.0.so.0', debian: 'libatk-bridge2.0-0' },
  { proof: 'libnotify.so.4', debian: 'libnotify4' },
];

/** What a private desktop needs around it: a display, a session bus, a keyring; ffmpeg for test videos. */
/** @type {readonly Need[]} */
const desktopNeeds = [
  { proof: 'Xvfb', debian: 'xvfb' },
  { proof: 'xauth', debian: 'xauth' },
  { proof: 'dbus-daemon', debian: 'dbus' },
  { proof: 'dbus-launch', debian: 'dbus-x11' },
  { proof: 'gnome-keyring-daemon', debian: 'gnome-keyring' },
  { proof: 'libsecret-1.so.0', debian: 'libsecret-1-0' },
  { proof: 'ffmpeg', debian: 'ffmpeg' },
  { proof: 'a font', debian: 'fonts-dejavu-core' },
];

/**
 * The packages that are missing, by Debian name. The ones for a private desktop are asked for only where one
 * is used: `npm start` has no business to install Xvfb and a keyring on somebody's desktop.
 *
 * @param {{ withDesktop: boolean }} purpose
 * @returns {Promise<string[]>}
 */
export async function missingLibraries({ withDesktop }) {
  if (process.platform !== 'linux') return [];
  const { output: libraries } = await run(
    existsSync('/sbin/ldconfig') ? '/sbin/ldconfig' : 'ldconfig',
    ['-p'],
  );
  const isThere = (/** @type {Need} */ { proof }) => {
    if (proof === 'a font') return hasFont('/usr/share/fonts') || hasFont('/usr/local/share/fonts');
    return proof.includes('.so') ? libraries.includes(`${proof} `) : isCommand(proof);
  };
  return [...electronNeeds, ...(withDesktop ? desktopNeeds : [])]
    .filter((need) => !isThere(need))
    .map(({ debian }) => debian);
}

/**
 * Installs the packages where that is possible without asking anyone: as root, with apt-get.
 *
 * @param {readonly string[]} missing
 */
export async function installLibraries(missing) {
  const command = `apt-get install --no-install-recommends ${missing.join(' ')}`;
  if (!isCommand('apt-get')) {
    // The package names are Debian's, and a system like NixOS has no ldconfig to ask: it may well work.
    say(`not found, going on without: ${missing.join(', ')} (Debian’s names)`);
    return;
  }
  if (process.getuid?.() !== 0) {
    throw new SetupError(`Debian packages are missing: ${missing.join(', ')}`, `sudo ${command}`);
  }
  say(`installing Debian packages: ${missing.join(' ')}`);
  // Package lists that are there spare the update; on a fresh system there are none, and old ones name
  // versions that are gone, so that the first try fails at once.
  const first = await aptGet('install', ...missing);
  if (first.ok) return;
  await aptGet('update');
  const second = await aptGet('install', ...missing);
  if (second.ok) return;
  throw new SetupError(`apt-get failed:\n${tail(second.output)}`, `apt-get update && ${command}`);
}

/** @param {readonly string[]} args */
async function aptGet(...args) {
  return await run(
    'apt-get',
    ['-qq', '--yes', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', ...args],
    { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, doing: 'installing packages' },
  );
}

/** @param {string} name */
function isCommand(name) {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .concat('/usr/sbin', '/usr/bin')
    .some((folder) => existsSync(join(folder, name)));
}

/** @param {string} folder */
function hasFont(folder) {
  try {
    return readdirSync(folder, { recursive: true }).some((name) =>
      /\.(ttf|otf|ttc|pfb)$/.test(String(name)),
    );
  } catch {
    return false;
  }
}
