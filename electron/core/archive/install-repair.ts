import type { ArchivedFile } from '../../shared/task.ts';
import { DiskError } from '../platform/disk-error.ts';
import type { Root } from '../files/root.ts';
import { removeNote } from './commit-part.ts';
import { copyVerified } from './copy.ts';

/** Names that are tried for a damaged file. */
const maxSetAside = 99;

/** A file to be repaired, and where the bytes for it arrive: both relative to the root. */
export interface RepairPlace {
  readonly path: string;
  /** As `chooseRepairPartPath` has chosen it. */
  readonly partPath: string;
}

/**
 * Copies a file from another root to where a repair's bytes arrive, flushed to disk and proven by its hash.
 * @returns `false` when it is not the file that is wanted; nothing is left of it then
 * @throws DiskError or the system's error
 */
export async function copyForRepair(
  from: Root,
  to: Root,
  { path, sha256, partPath: toPath }: Pick<ArchivedFile, 'sha256'> & RepairPlace,
): Promise<boolean> {
  const { signal } = new AbortController(); // a repair that has begun is finished
  return (
    (await copyVerified({ from, to, path, toPath, sha256, replaces: true, signal })) === 'copied'
  );
}

/**
 * Gives a repair's proven bytes their place. What lies there, damaged, is never deleted: it gets a name
 * beside, `….damaged-1.mp4`.
 * @param extension of the repaired bytes, should they be of another format
 * @returns the path of the file
 * @throws DiskError or the system's error; nothing is lost then
 */
export async function installRepair(
  root: Root,
  { path, partPath }: RepairPlace,
  extension: string,
): Promise<string> {
  const stem = path.replace(/\.[^./\\]+$/, '');
  await setAside(root, path, stem);
  const target = `${stem}.${extension}`;
  if (!(await root.move(partPath, target))) {
    throw new DiskError({ code: 'disk-error', path: root.absolute(target), detail: 'EEXIST' });
  }
  await removeNote(root, partPath);
  return target;
}

async function setAside(root: Root, path: string, stem: string): Promise<void> {
  if ((await root.facts(path)) === undefined) return; // it is missing, not damaged
  const ending = path.slice(stem.length);
  for (let count = 1; count <= maxSetAside; count += 1) {
    if (await root.setAside(path, `${stem}.damaged-${String(count)}${ending}`)) return;
  }
  throw new DiskError({ code: 'disk-error', path: root.absolute(path), detail: 'EEXIST' });
}
