import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What to do so that Chromium can build its sandbox, if it cannot. It uses the kernel's user namespaces, which
 * some systems (Ubuntu since 24.04) forbid to programs they do not know; then it needs its helper to be root's.
 * Root runs without a sandbox, see `electron-runtime.ts`.
 *
 * @param {string} distPath
 * @returns {string | undefined} the command to run
 */
export function sandboxRemedy(distPath) {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return undefined;
  const isForbidden =
    readSwitch('apparmor_restrict_unprivileged_userns') === '1' ||
    readSwitch('unprivileged_userns_clone') === '0';
  const helper = join(distPath, 'chrome-sandbox');
  if (!isForbidden || isSetuidRoot(helper)) return undefined;
  return `sudo chown root ${helper} && sudo chmod 4755 ${helper}`;
}

/** @param {string} name */
function readSwitch(name) {
  try {
    return readFileSync(`/proc/sys/kernel/${name}`, 'utf8').trim();
  } catch {
    return undefined; // This kernel has no such switch.
  }
}

/** @param {string} path */
function isSetuidRoot(path) {
  const { uid, mode } = statSync(path);
  return uid === 0 && (mode & 0o4000) !== 0;
}
