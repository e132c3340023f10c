import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';

const setpriv = '/usr/bin/setpriv';
/** What lets root read and write whatever the permissions say (capabilities(7)). */
const dropped = '-dac_override,-dac_read_search';
/** The bits of the two in the masks of /proc (linux/capability.h). */
const droppedBits = 0b110n;

/** Whether this process may read and write whatever the permissions say, as root may. */
export function isAbovePermissions(): boolean {
  if (process.getuid?.() !== 0) return false;
  if (!existsSync('/proc/self/status')) return true;
  const mask = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return mask === undefined || (BigInt(`0x${mask}`) & droppedBits) !== 0n;
}

/**
 * Restarts this process under the usual rules of permission, if it is above them: root keeps its name and its
 * files, so that a checkout and temporary files below a folder of root's alone stay within reach of every thread
 * and child. Not where the checkout belongs to somebody else, since then it is only by its powers that root can
 * write there, nor where the system has no way to do it: `asNobody` knows another.
 */
export function keepUsualRights(projectDir: string): void {
  if (!isAbovePermissions() || statSync(projectDir).uid !== 0) return;
  const args = [`--bounding-set=${dropped}`, `--inh-caps=${dropped}`, '--'];
  if (process.execve === undefined || spawnSync(setpriv, [...args, 'true']).status !== 0) return;
  const self = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  process.execve(setpriv, [setpriv, ...args, ...self], process.env);
}
