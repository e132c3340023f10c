import { lstat, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { LeftReason } from '../../shared/removal.ts';
import type { ArchivedFile, Task } from '../../shared/task.ts';
import { systemCode } from '../disk.ts';
import { hashFile } from './keep.ts';
import { manifestName } from './manifest.ts';
import { readSidecarFile } from './recover.ts';

/** A file that a task has in the archive, and how to tell that it is still that file. */
export type OwnFile = {
  /** Relative to the archive, with `/`: as the ledger or the sidecar has it, so not to be trusted. */
  readonly path: string;
} & (
  | { readonly proof: 'bytes'; readonly sizeBytes: number; readonly sha256: string }
  | { readonly proof: 'sidecar'; readonly taskId: string }
);

/** What is found in a file's place. */
export type Finding =
  /** The task's very file. */
  | { readonly kind: 'own'; readonly absolutePath: string }
  | { readonly kind: 'missing' }
  /** Something else, which is not the task's to take away. */
  | { readonly kind: 'left'; readonly why: Exclude<LeftReason, 'shared' | 'refused'> };

/**
 * The files that the ledger and the task's own sidecar list for a task, each once, the sidecar last: as
 * long as it is there, the list can be made again.
 * @param root absolute path of the archive that the task's files are in
 */
export async function ownFilesOf(root: string, task: Task): Promise<readonly OwnFile[]> {
  const { reservedPath, thumbnail } = task;
  const listed: ArchivedFile[] = task.state === 'archived' ? [...task.files] : [];
  if (thumbnail !== undefined) listed.push(thumbnail);
  const files = new Map<string, OwnFile>();
  const isReadable = reservedPath !== undefined && segmentsOf(`${reservedPath}.json`) !== undefined;
  if (isReadable) {
    const sidecar = await readSidecarFile(root, reservedPath);
    if (sidecar?.taskId === task.id) listed.push(...sidecar.files);
  }
  for (const { path, sizeBytes, sha256 } of listed) {
    if (!files.has(path)) files.set(path, { path, proof: 'bytes', sizeBytes, sha256 });
  }
  if (isReadable) {
    const path = `${reservedPath}.json`;
    files.delete(path); // whatever the list says: in this place lies a sidecar
    files.set(path, { path, proof: 'sidecar', taskId: task.id });
  }
  return [...files.values()];
}

/**
 * Looks at what is in a file's place right now. No link is followed on the way, at any level.
 * @throws the system's error when it cannot be read
 */
export async function examine(root: string, file: OwnFile): Promise<Finding> {
  const segments = segmentsOf(file.path);
  if (segments === undefined) return { kind: 'left', why: 'outside' };
  const place = await placeOf(root, segments);
  if (place !== 'inside') {
    return place === 'missing' ? { kind: 'missing' } : { kind: 'left', why: 'outside' };
  }
  const absolutePath = join(root, ...segments);
  const entry = await entryAt(absolutePath);
  if (entry === undefined) return { kind: 'missing' };
  if (!entry.isFile()) return { kind: 'left', why: 'not-a-file' };
  // A system that does not tell cases apart answers with the name as it is on disk: a twin's, perhaps.
  const realPath = await realpath(absolutePath);
  const expected = join(await realpath(root), ...segments);
  if (realPath.normalize('NFC') !== expected.normalize('NFC')) {
    return { kind: 'left', why: 'changed' };
  }
  const isOwn =
    file.proof === 'sidecar'
      ? (await readSidecarFile(root, file.path.slice(0, -'.json'.length)))?.taskId === file.taskId
      : entry.size === file.sizeBytes && (await hashFile(absolutePath)) === file.sha256;
  return isOwn ? { kind: 'own', absolutePath } : { kind: 'left', why: 'changed' };
}

/** Whether the folder of a relative path is really in the archive, with no link on the way. */
export async function isFolderInside(root: string, relativePath: string): Promise<boolean> {
  const segments = segmentsOf(relativePath);
  return segments !== undefined && (await placeOf(root, segments)) === 'inside';
}

/**
 * The parts of a path that may be a task's; `undefined` for any that could lead elsewhere, on whatever
 * system, and for Reelkeep's own files. No name that Reelkeep gives has a backslash or a colon.
 */
function segmentsOf(path: string): readonly string[] | undefined {
  const segments = path.split('/');
  const isPlain = segments.every(
    (segment) => segment !== '' && !segment.startsWith('.') && !/[\\:\0]/.test(segment),
  );
  return isPlain && segments.at(-1) !== manifestName ? segments : undefined;
}

async function placeOf(
  root: string,
  segments: readonly string[],
): Promise<'inside' | 'missing' | 'outside'> {
  let path = root;
  for (const segment of segments.slice(0, -1)) {
    path = join(path, segment);
    const entry = await entryAt(path);
    if (entry === undefined) return 'missing';
    if (!entry.isDirectory()) return 'outside'; // a link too, or a junction of Windows
  }
  return 'inside';
}

async function entryAt(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined;
    throw error;
  }
}
