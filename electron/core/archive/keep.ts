import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ArchivedFile, FileRole, ProvenMedia } from '../../shared/task.ts';
import { DiskTrouble, systemCode } from '../disk.ts';
import { moveWithoutReplacing, syncFolder, type MoveCalls } from './durable.ts';
import { folderOf } from './path.ts';

/** A proven part and where it belongs. */
export interface Keeping {
  readonly root: string;
  readonly base: string;
  readonly role: FileRole;
  readonly partPath: string;
  readonly proven: ProvenMedia;
  readonly calls?: MoveCalls;
}

/** Names that are tried when someone else's file has the one that was reserved. */
const maxNames = 9;

/** SHA-256 of a file, lower-case hex, streamed. @throws the system's error */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Bytes of a regular file; `undefined` when there is nothing, `NaN` when it is something else. */
async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const entry = await lstat(path);
    return entry.isFile() ? entry.size : NaN;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes what the transfer noted beside a part, also what a crash left of a note that was being written. */
export async function removeNote(partPath: string): Promise<void> {
  await rm(`${partPath}.json`, { force: true });
  await rm(`${partPath}.json.tmp`, { force: true });
}

/** Whether the file is the proven one, byte for byte. */
async function isKept(path: string, proven: ProvenMedia): Promise<boolean> {
  return (await sizeOf(path)) === proven.sizeBytes && (await hashFile(path)) === proven.sha256;
}

/**
 * Brings the part under one name. An empty file in its place is Reelkeep's own placeholder from a crash,
 * for the name carries the task's id; any other is somebody's.
 * @returns whether the proven file has that name now
 */
async function keepAs(path: string, { partPath, proven, calls }: Keeping): Promise<boolean> {
  const found = await sizeOf(path);
  if (found !== undefined && found !== 0) return isKept(path, proven);
  const partBytes = await sizeOf(partPath);
  if (partBytes !== proven.sizeBytes) {
    const detail = partBytes === undefined ? 'ENOENT' : 'the part has changed';
    throw new DiskTrouble({ code: 'disk-error', path: partPath, detail });
  }
  if (found === 0) await rm(path);
  return moveWithoutReplacing(partPath, path, calls);
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
    if (!(await keepAs(join(root, path), keeping))) continue;
    await rm(partPath, { force: true });
    await removeNote(partPath);
    // A crash may have come before the folder was synced, and found the file kept since.
    await syncFolder(join(root, folderOf(base)));
    return { role, path, ...proven };
  }
  throw new DiskTrouble({ code: 'disk-error', path: join(root, base), detail: 'EEXIST' });
}
