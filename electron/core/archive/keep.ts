import type { ArchivedFile, FileRole, ProvenMedia } from '../../shared/task.ts';
import { DiskTrouble } from '../disk.ts';
import type { Root } from '../files/root.ts';
import { folderOf } from './path.ts';

/** A proven part and where it belongs. */
export interface Keeping {
  readonly root: Root;
  readonly base: string;
  readonly role: FileRole;
  /** Relative to the root. */
  readonly partPath: string;
  /** Where it may have lain when a crash came. */
  readonly formerPartPaths: readonly string[];
  readonly proven: ProvenMedia;
}

/** Names that are tried when someone else's file has the one that was reserved. */
const maxNames = 9;

/** Bytes of a regular file; `undefined` when there is nothing, `NaN` when it is something else. */
async function sizeOf(root: Root, path: string): Promise<number | undefined> {
  const facts = await root.facts(path);
  if (facts === undefined) return undefined;
  return facts.kind === 'file' ? facts.sizeBytes : NaN;
}

/** Removes a file of a transfer's, if that is what is there: whatever else has its name is somebody's. */
async function removeOwn(root: Root, path: string): Promise<void> {
  try {
    await root.remove(path);
  } catch (error) {
    if (!(error instanceof DiskTrouble) || error.failure.code !== 'foreign-entry') throw error;
  }
}

/** Removes what the transfer noted beside a part, also what a crash left of a note that was being written. */
export async function removeNote(root: Root, partPath: string): Promise<void> {
  await removeOwn(root, `${partPath}.json`);
  await removeOwn(root, `${partPath}.json.tmp`);
}

/** Removes a part that is a second name of the kept file: a crash came between the two steps of a move. */
async function removeTwin(root: Root, path: string, partPath: string): Promise<void> {
  const twin = await root.facts(partPath);
  if (twin?.kind !== 'file' || twin.names < 2) return;
  if ((await root.facts(path))?.identity === twin.identity) await removePart(root, partPath);
}

/** Removes a part and its note. */
export async function removePart(root: Root, partPath: string): Promise<void> {
  await removeOwn(root, partPath);
  await removeNote(root, partPath);
}

/** Whether the file is the proven one, byte for byte. */
async function isKept(root: Root, path: string, proven: ProvenMedia): Promise<boolean> {
  if ((await sizeOf(root, path)) !== proven.sizeBytes) return false;
  return (await root.hash(path)).sha256 === proven.sha256;
}

/**
 * Brings the part under one name. An empty file in its place is Reelkeep's own placeholder from a crash,
 * for the name carries the task's id; any other is somebody's.
 * @returns whether the proven file has that name now
 */
async function keepAs(path: string, { root, partPath, proven }: Keeping): Promise<boolean> {
  const found = await sizeOf(root, path);
  if (found !== undefined && found !== 0) return isKept(root, path, proven);
  const partBytes = await sizeOf(root, partPath);
  if (partBytes !== proven.sizeBytes) {
    const detail = partBytes === undefined ? 'ENOENT' : 'the part has changed';
    throw new DiskTrouble({ code: 'disk-error', path: root.absolute(partPath), detail });
  }
  if (found === 0) await root.remove(path);
  return root.move(partPath, path);
}

/**
 * Gives a proven part its final name, never replacing a file. Again after a crash is as good as once: a
 * final file with the proven bytes is taken for what it is, and the rest of the part removed.
 * @throws DiskTrouble or the system's error
 */
export async function keepFile(keeping: Keeping): Promise<ArchivedFile> {
  const { root, base, role, proven, partPath } = keeping;
  for (let count = 1; count <= maxNames; count += 1) {
    const suffix = count === 1 ? '' : ` (${String(count)})`;
    const path = `${base}${suffix}.${proven.extension}`;
    if (!(await keepAs(path, keeping))) continue;
    for (const former of keeping.formerPartPaths) await removeTwin(root, path, former);
    await removePart(root, partPath);
    // A crash may have come before the folder was synced, and found the file kept since.
    await root.syncFolder(folderOf(base));
    return { role, path, ...proven };
  }
  throw new DiskTrouble({ code: 'disk-error', path: root.absolute(base), detail: 'EEXIST' });
}
