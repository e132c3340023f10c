import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';

/**
 * What to do so that Chromium can build its sandbox, if it cannot. It uses the kernel's user namespaces, which
 * some systems (Ubuntu since 24.04, a chroot, many containers) forbid; then it needs its helper to be root's.
 * Root runs without a sandbox, see `electron-runtime.ts`.
 *
 * @param {string} distPath
 * @returns {Promise<string | undefined>} the command to run
 */
export async function sandboxRemedy(distPath) {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return undefined;
  const helper = join(distPath, 'chrome-sandbox');
  if (isSetuidRoot(helper) || !(await areNamespacesForbidden())) return undefined;
  return `sudo chown root ${helper} && sudo chmod 4755 ${helper}`;
}

/** The switches come first: Ubuntu makes an exception for `unshare` itself. */
async function areNamespacesForbidden() {
  if (readSwitch('apparmor_restrict_unprivileged_userns') === '1') return true;
  if (readSwitch('unprivileged_userns_clone') === '0') return true;
  const unshare = '/usr/bin/unshare';
  return existsSync(unshare) && !(await run(unshare, ['--user', '--map-root-user', 'true'])).ok;
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
