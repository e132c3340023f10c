import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, heldCodes } from './code.ts';

/** Ever longer, five seconds in all: well within what a drive may take to answer. */
const pausesMs = [10, 20, 50, 100, 200, 400, 800, 1_400, 2_000];

/** One that was not let go of for all that time is not waited for again so soon. */
const refusedForMs = 60_000;
const maxRefused = 1_000;

/** When each was refused to the end, by the end of its path: the beginning may be an open folder's number. */
const refused = new Map<string, number>();

const never = new Int32Array(new SharedArrayBuffer(4));

function pause(forMs: number): void {
  Atomics.wait(never, 0, 0, forMs);
}

/** Whether the user may do this to a file or folder. @param mode of access(2) */
export function isPermitted(path: string, mode: number): boolean {
  // access(2) answers for the real user, who may have other rights than the one we act as.
  if (process.getuid?.() !== process.geteuid?.()) return false;
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

function keyOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function hasJustBeenRefused(key: string): boolean {
  const atMs = refused.get(key);
  return atMs !== undefined && performance.now() - atMs < refusedForMs;
}

/** Does something to a file again, with growing pauses, while it is refused but permitted. */
function patiently<T>(path: string, isAllowed: () => boolean, work: () => T): T {
  const key = keyOf(path);
  for (let tries = 0; ; tries += 1) {
    try {
      const done = work();
      refused.delete(key);
      return done;
    } catch (error) {
      const pauseMs = pausesMs[tries];
      const mayPass = heldCodes.has(codeOf(error)) && !hasJustBeenRefused(key) && isAllowed();
      if (pauseMs === undefined || !mayPass) {
        if (mayPass && refused.size < maxRefused) refused.set(key, performance.now());
        throw error;
      }
      pause(pauseMs);
    }
  }
}

/**
 * Changes a name: another program may hold the file for seconds. In a folder that may not be written, nothing
 * is waited for.
 * @param path whose folder is changed
 * @throws the system's error
 */
export function withPatience<T>(path: string, work: () => T): T {
  return patiently(path, () => isPermitted(dirname(path), constants.W_OK), work);
}

/**
 * Opens a file that is there, which another program may hold for seconds.
 * @param mode of access(2): what it is opened for
 * @throws the system's error
 */
export function openPatiently<T>(path: string, mode: number, work: () => T): T {
  return patiently(path, () => isPermitted(path, mode), work);
}
