import type { LeftReason } from '../../shared/trash-view.ts';
import type { ArchivedFile, Task } from '../../shared/task.ts';
import { isForeignEntry } from '../platform/disk-error.ts';
import type { EntryFacts } from '../files/entry.ts';
import { toRelativePath } from '../files/relative-path.ts';
import type { Root } from '../files/root.ts';
import { folderOf, nameOf } from './naming/archive-path.ts';
import { readSidecarFile } from './metadata/sidecar-file.ts';
import { bearsName } from './naming/base-rules.ts';

/** A file that a task has in the archive, and how to tell that it is still that file. */
export type OwnFile = {
  /** Relative to the archive, with `/`: as the ledger or the sidecar has it, so not to be trusted. */
  readonly path: string;
} & (
  | { readonly proof: 'bytes'; readonly sizeBytes: number; readonly sha256: string }
  | { readonly proof: 'sidecar'; readonly taskId: string }
);

/** What is found in a file's place. */
export type OwnershipCheck =
  /** The task's very file. */
  | { readonly kind: 'own'; readonly absolutePath: string; readonly facts: EntryFacts }
  | { readonly kind: 'missing' }
  /** Something else, which is not the task's to take away. */
  | { readonly kind: 'left'; readonly why: Exclude<LeftReason, 'shared' | 'refused'> };

/**
 * The files that the ledger and the task's own sidecar list for a task, each once, the sidecar last: as
 * long as it is there, the list can be made again.
 * @param root of the archive that the task's files are in
 */
export async function ownFilesOf(root: Root, task: Task): Promise<readonly OwnFile[]> {
  const { reservedPath, thumbnail } = task;
  const listed: ArchivedFile[] = task.state === 'archived' ? [...task.files] : [];
  if (thumbnail !== undefined) listed.push(thumbnail);
  const files = new Map<string, OwnFile>();
  const isReadable =
    reservedPath !== undefined && toRelativePath(`${reservedPath}.json`) !== undefined;
  if (isReadable) {
    const sidecar = await readSidecarFile(root, reservedPath);
    if (sidecar?.taskId === task.id) {
      // The ledger's list has what was found elsewhere; a sidecar anybody may have written.
      listed.push(...sidecar.files.filter(({ path }) => bearsName(path, reservedPath)));
    }
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
 * @throws DiskError or the system's error when it cannot be read
 */
export async function verifyOwnership(root: Root, file: OwnFile): Promise<OwnershipCheck> {
  const path = toRelativePath(file.path);
  if (path === undefined) return { kind: 'left', why: 'outside' };
  const entry = await entryAt(root, path);
  if (entry === 'outside') return { kind: 'left', why: 'outside' };
  if (entry === undefined) return { kind: 'missing' };
  if (entry.kind !== 'file') return { kind: 'left', why: 'not-a-file' };
  // A system that does not tell cases apart answers with the name as it is on disk: a twin's, perhaps.
  const name = await root.nameOnDisk(path);
  if (name.normalize('NFC') !== nameOf(path).normalize('NFC')) {
    return { kind: 'left', why: 'changed' };
  }
  const facts =
    file.proof === 'sidecar' ? await sidecarFacts(root, file) : await proven(root, file);
  return facts === undefined
    ? { kind: 'left', why: 'changed' }
    : { kind: 'own', absolutePath: root.absolute(path), facts };
}

async function sidecarFacts(
  root: Root,
  { path, taskId }: Extract<OwnFile, { proof: 'sidecar' }>,
): Promise<EntryFacts | undefined> {
  const facts = await root.facts(path);
  const sidecar = await readSidecarFile(root, path.slice(0, -'.json'.length));
  return sidecar?.taskId === taskId ? facts : undefined;
}

async function proven(
  root: Root,
  { path, sizeBytes, sha256 }: Extract<OwnFile, { proof: 'bytes' }>,
): Promise<EntryFacts | undefined> {
  if ((await root.facts(path))?.sizeBytes !== sizeBytes) return undefined;
  const hashed = await root.hash(path);
  return hashed.sha256 === sha256 ? hashed.facts : undefined;
}

/** Whether the folder of a relative path is really in the archive, with no link on the way. */
export async function isFolderInside(root: Root, relativePath: string): Promise<boolean> {
  if (toRelativePath(relativePath) === undefined) return false;
  const folder = folderOf(relativePath);
  if (folder === '') return true;
  const entry = await entryAt(root, folder);
  return entry !== undefined && entry !== 'outside' && entry.kind === 'folder';
}

async function entryAt(root: Root, path: string): Promise<EntryFacts | 'outside' | undefined> {
  try {
    return await root.facts(path);
  } catch (error) {
    if (isForeignEntry(error)) return 'outside';
    throw error;
  }
}
