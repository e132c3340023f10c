import { mkdir, open, realpath, rm, statfs } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { DiskTrouble, systemCode } from '../disk.ts';
import { syncFolder } from './durable.ts';

/**
 * Makes the folders of a relative path below the root, one by one, and makes sure after each that it
 * really lies there: a year that is a link to somewhere else would lead files out of the archive.
 * @throws DiskTrouble `disk-error` with the detail `outside`; else the system's error
 */
export async function makeFolder(root: string, relative: string): Promise<string> {
  if (relative === '') return root;
  const realRoot = await realpath(root);
  let path = root;
  for (const name of relative.split('/').filter(Boolean)) {
    const parent = path;
    path = join(path, name);
    if (await makeOne(path)) await syncFolder(parent);
    if (!(await realpath(path)).startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) {
      throw new DiskTrouble({ code: 'disk-error', path, detail: 'outside' });
    }
  }
  return path;
}

/** @returns whether it was not there before */
async function makeOne(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Not Node's `recursive`: where the system refuses with ENOENT, as /proc does, that one never ends. */
async function makeFolders(path: string): Promise<void> {
  try {
    await makeOne(path);
  } catch (error) {
    const parent = dirname(path);
    if (systemCode(error) !== 'ENOENT' || parent === path) throw error;
    await makeFolders(parent);
    await makeOne(path);
  }
}

/**
 * Makes the archive's own folder, with those above it.
 * @throws DiskTrouble `folder-not-writable` with the system's code; the system's error for a full disk
 */
export async function makeRoot(path: string): Promise<void> {
  try {
    await makeFolders(path);
  } catch (error) {
    const detail = systemCode(error);
    if (detail === undefined || detail === 'ENOSPC' || detail === 'EDQUOT') throw error;
    throw new DiskTrouble({ code: 'folder-not-writable', path, detail }, error);
  }
}

/**
 * Writes, syncs and removes a small file: permission bits say little about network drives, sandboxes
 * and full disks.
 * @throws the system's error
 */
export async function probeWriting(root: string, unique: string, sizeBytes = 6): Promise<void> {
  const path = join(root, `.reelkeep-probe-${unique}`);
  const file = await open(path, 'wx');
  try {
    await file.writeFile(Buffer.alloc(sizeBytes, 'probe\n'));
    await file.sync();
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
}

/** Bytes free for this user on a folder's disk; `undefined` when the system does not say. */
export async function freeBytesAt(path: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
