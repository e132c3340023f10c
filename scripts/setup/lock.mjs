import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { say } from './command.mjs';
import { cacheDir } from './paths.mjs';

const lockPath = join(cacheDir, 'setup.lock');
const maxAgeMs = 60 * 60_000;

/**
 * Runs `work` while no other setup of this user does, in any checkout: two at a time would install into the
 * same folder, and would both fetch the same 200 MB.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(work) {
  await mkdir(cacheDir, { recursive: true });
  let waiting = false;
  while (!(await take())) {
    if (!waiting) say('another setup is running: waiting for it');
    waiting = true;
    await delay(300);
  }
  try {
    return await work();
  } finally {
    await rm(lockPath, { force: true });
  }
}

async function take() {
  try {
    await writeFile(lockPath, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    // A setup that was killed leaves its file behind. Should two find that out at the same moment, both
    // go on; the work is then done twice, and each part still lands by one rename.
    if (await isStale()) await rm(lockPath, { force: true });
    return false;
  }
}

async function isStale() {
  try {
    const pid = Number(await readFile(lockPath, 'utf8'));
    const { mtimeMs } = await stat(lockPath);
    if (Date.now() - mtimeMs > maxAgeMs) return true;
    // The file is created and filled in two steps: empty means that its owner is just doing that.
    return pid > 0 && !isAlive(pid);
  } catch {
    return false;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
