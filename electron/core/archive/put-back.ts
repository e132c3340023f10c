import { copyFile, open, rm } from 'node:fs/promises';
import type { ArchivedFile } from '../../shared/task.ts';
import { DiskTrouble, systemCode } from '../disk.ts';
import { moveWithoutReplacing } from './durable.ts';
import { hashFile } from './keep.ts';

/** Names that are tried for a damaged file. */
const maxSetAside = 99;

/** Where the bytes for a file's repair arrive. */
export function repairPartPath(path: string): string {
  return `${path}.repair.part`;
}

/**
 * Copies a file to where a repair's bytes arrive, flushed to disk, and proves the copy by its hash.
 * @returns `false` when it is not the file that is wanted; nothing is left of it then
 * @throws the system's error
 */
export async function copyForRepair(
  from: string,
  path: string,
  { sha256 }: Pick<ArchivedFile, 'sha256'>,
): Promise<boolean> {
  const partPath = repairPartPath(path);
  await copyFile(from, partPath);
  const part = await open(partPath, 'r+');
  try {
    await part.sync();
  } finally {
    await part.close();
  }
  const isWanted = (await hashFile(partPath)) === sha256;
  if (!isWanted) await rm(partPath, { force: true });
  return isWanted;
}

/** Removes what a repair that failed has brought. */
export async function discardRepair(path: string): Promise<void> {
  await rm(repairPartPath(path), { force: true });
  await rm(`${repairPartPath(path)}.json`, { force: true });
}

/**
 * Gives a repair's proven bytes their place. What lies there, damaged, is never deleted: it gets a name
 * beside, `….damaged-1.mp4`.
 * @param path absolute, of the file that is repaired
 * @param extension of the repaired bytes, should they be of another format
 * @returns the absolute path of the file
 * @throws DiskTrouble or the system's error; nothing is lost then
 */
export async function putBack(path: string, extension: string): Promise<string> {
  const stem = path.replace(/\.[^./\\]+$/, '');
  await setAside(path, stem);
  const target = `${stem}.${extension}`;
  if (!(await moveWithoutReplacing(repairPartPath(path), target))) {
    throw new DiskTrouble({ code: 'disk-error', path: target, detail: 'EEXIST' });
  }
  await rm(`${repairPartPath(path)}.json`, { force: true });
  return target;
}

async function setAside(path: string, stem: string): Promise<void> {
  const ending = path.slice(stem.length);
  for (let count = 1; count <= maxSetAside; count += 1) {
    try {
      if (await moveWithoutReplacing(path, `${stem}.damaged-${String(count)}${ending}`)) return;
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return; // it is missing, not damaged
      throw error;
    }
  }
  throw new DiskTrouble({ code: 'disk-error', path, detail: 'EEXIST' });
}
