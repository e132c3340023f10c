import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Whether a folder is this user's own, itself and no link, and nobody else may look into it. */
function isOwnFolder(path: string): boolean {
  const facts = lstatSync(path, { throwIfNoEntry: false });
  if (facts?.isDirectory() !== true) return false;
  return facts.uid === process.getuid?.() && (facts.mode & 0o077) === 0;
}

/**
 * Makes the folder of a socket, for this user alone, and sweeps what an earlier run has left there. Whoever
 * calls holds the lock of the data folder, so nobody listens on what lies there.
 * @returns whether the place can be used
 */
export function prepareSocketFolder(socketPath: string): boolean {
  const folder = dirname(socketPath);
  try {
    if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) {
      mkdirSync(folder, { mode: 0o700 }); // not those above it: what is not there is not the system's
    }
    if (!isOwnFolder(folder)) return false;
    const old = lstatSync(socketPath, { throwIfNoEntry: false });
    if (old === undefined) return true;
    if (!old.isSocket()) return false;
    rmSync(socketPath);
    return true;
  } catch {
    return false; // there is a next place
  }
}

/** Whether a socket is this user's own, so that nobody else is told anything. */
export function isOwnSocket(socketPath: string): boolean {
  try {
    if (!isOwnFolder(dirname(socketPath))) return false;
    const facts = lstatSync(socketPath, { throwIfNoEntry: false });
    return facts?.isSocket() === true && facts.uid === process.getuid?.();
  } catch {
    return false;
  }
}

/** Leaves the socket to this user alone. @throws the system's error */
export function closeToOthers(socketPath: string): void {
  chmodSync(socketPath, 0o600);
}
