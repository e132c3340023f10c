import { DiskError } from '../platform/disk-error.ts';
import type { ArchivedFile } from '../../shared/task.ts';
import type { EntryFacts } from '../files/entry.ts';
import type { Root } from '../files/root.ts';
import { copyVerified } from './copy.ts';
import type { Manifests } from './metadata/manifest.ts';
import { verifyOwnership } from './ownership.ts';
import { folderOf, nameOf } from './naming/archive-path.ts';
import { readSidecarFile } from './metadata/sidecar-file.ts';
import type { Relocation } from './relocations.ts';
import { bearsName } from './naming/base-rules.ts';
import { writeMetadata } from './write-metadata.ts';
import type { Sidecar } from './metadata/sidecar-types.ts';

/** Options for renaming a task's files. */
export interface Relocating {
  readonly root: Root;
  readonly manifests: Manifests;
}

/** Whether every file is named after the base: files found elsewhere are not. */
export function nameFiles(files: readonly ArchivedFile[], base: string): boolean {
  return files.every(({ path }) => bearsName(path, base));
}

/** The files under the names that another base gives them. */
export function withBase(
  files: readonly ArchivedFile[],
  { from, to }: Pick<Relocation, 'from' | 'to'>,
): readonly ArchivedFile[] {
  return files.map((file) => ({ ...file, path: to + file.path.slice(from.length) }));
}

/** Whether two names lead to one file. File systems without hard links may make their numbers up. */
function isOne(one: EntryFacts, other: EntryFacts): boolean {
  return (
    one.names > 1 &&
    one.identity === other.identity &&
    one.sizeBytes === other.sizeBytes &&
    one.modifiedAtMs === other.modifiedAtMs
  );
}

/** Whether both names hold the file whole: either of them may go. */
async function areTwins(root: Root, file: ArchivedFile, otherPath: string): Promise<boolean> {
  const one = await root.facts(file.path);
  const other = await root.facts(otherPath);
  if (one?.kind !== 'file' || other?.kind !== 'file') return false;
  if (isOne(one, other)) return true;
  if (one.sizeBytes !== file.sizeBytes || other.sizeBytes !== one.sizeBytes) return false;
  const { sha256 } = await root.hash(file.path);
  return sha256 === file.sha256 && (await root.hash(otherPath)).sha256 === sha256;
}

/** A copy on disk, proven, where a second name is not possible. It comes under another name first. */
async function copyTo(root: Root, from: string, { path, sha256 }: ArchivedFile): Promise<boolean> {
  const { signal } = new AbortController(); // a rename that has begun is finished
  const input = { from: root, to: root, path: from, toPath: path, sha256, signal };
  if ((await copyVerified({ ...input, replaces: false })) === 'copied') return true;
  throw new DiskError({
    code: 'disk-error',
    path: root.absolute(from),
    detail: 'not as it was archived',
  });
}

async function nameAlso({ root }: Relocating, from: string, file: ArchivedFile): Promise<void> {
  const source = await root.facts(from);
  if (source?.kind !== 'file' || source.sizeBytes !== file.sizeBytes) {
    throw new DiskError({ code: 'disk-error', path: from, detail: 'not as it was archived' });
  }
  const end = await root.link(from, file.path);
  const isNamed =
    end === 'linked' ||
    (end === 'taken' ? await areTwins(root, file, from) : await copyTo(root, from, file));
  if (!isNamed) throw new DiskError({ code: 'disk-error', path: file.path, detail: 'EEXIST' });
}

/**
 * Gives a task's files their new names beside the old ones, then the new sidecar and the manifest's
 * lines. The old names stay: whatever happens, the task has a valid file.
 * @throws DiskError or the system's error; `undoRelocation` takes back what was done
 */
export async function addNames(
  place: Relocating,
  { from, to, files }: Relocation,
  sidecar: Sidecar,
): Promise<void> {
  const { root, manifests } = place;
  await root.makeFolder(folderOf(to));
  for (const file of files) {
    await nameAlso(place, from + file.path.slice(to.length), file);
  }
  await root.syncFolder(folderOf(to));
  const before = await readSidecarFile(root, from);
  const known = before?.taskId === sidecar.taskId ? before : undefined;
  await writeMetadata({ root, base: to, manifests }, { ...(known ?? sidecar), files });
}

/** Who has noted that a task's files were being renamed. */
export type Noted =
  /** This installation, with its own data. */
  | 'here'
  /** An earlier version of it, or anybody, in the archive. */
  | 'in-archive';

/** Names to be removed, and those that stay. */
interface Surplus {
  readonly taskId: string;
  readonly gone: string;
  readonly kept: string;
  /** The files under the names that stay. */
  readonly files: readonly ArchivedFile[];
  readonly noted: Noted;
  /** The names to be removed are those that the renaming has made. */
  readonly isMade: boolean;
}

/**
 * Removes a name whose file is whole under the other one: a second name of the very same file, or, where
 * this installation has noted it, a copy of the same bytes. Each is examined right before it goes.
 * @returns whether nothing is left under the name
 */
async function removeName(
  root: Root,
  file: ArchivedFile,
  { path, noted }: { readonly path: string; readonly noted: Noted },
): Promise<boolean> {
  const own = await root.facts(file.path);
  const entry = await root.facts(path);
  if (entry === undefined) return true;
  if (own?.kind !== 'file' || entry.kind !== 'file') return false;
  if (isOne(own, entry)) return root.remove(path, entry);
  // A copy that only a note in the archive speaks of may be anybody's.
  if (noted === 'in-archive') return false;
  const kept = await verifyOwnership(root, { ...file, proof: 'bytes' });
  const found = await verifyOwnership(root, { ...file, path, proof: 'bytes' });
  if (kept.kind !== 'own' || found.kind !== 'own') return false;
  return root.remove(path, found.facts);
}

/** A copy that was never finished, and the empty file that keeps its name for it. */
async function removeUnfinished(root: Root, { sizeBytes }: ArchivedFile, path: string) {
  const part = await root.facts(`${path}.part`);
  if (part?.kind === 'file') await root.remove(`${path}.part`, part);
  const entry = await root.facts(path);
  const isPlaceholder = entry?.kind === 'file' && entry.sizeBytes === 0 && sizeBytes > 0;
  if (isPlaceholder) await root.remove(path, entry);
}

/** Removes the names under one base where the same files are whole under the other. */
async function removeNames({ root, manifests }: Relocating, surplus: Surplus): Promise<void> {
  const { taskId, gone, kept, files, noted, isMade } = surplus;
  const removed: string[] = [];
  for (const file of files) {
    const path = gone + file.path.slice(kept.length);
    if (isMade && noted === 'here') await removeUnfinished(root, file, path);
    if (await removeName(root, file, { path, noted })) removed.push(nameOf(path));
  }
  const sidecar = { path: `${gone}.json`, proof: 'sidecar', taskId } as const;
  const found = removed.length === files.length ? await verifyOwnership(root, sidecar) : undefined;
  if (found?.kind === 'own') await root.remove(sidecar.path, found.facts);
  const folder = folderOf(gone);
  await manifests.remove(folder, removed);
  await removeEmptyFolders(root, folder);
}

/** Removes the old names of a task whose ledger entry knows the new ones. Idempotent. */
export function removeOldNames(
  place: Relocating,
  { taskId, from, to, files }: Relocation,
  noted: Noted,
): Promise<void> {
  return removeNames(place, { taskId, gone: from, kept: to, files, noted, isMade: false });
}

/** Removes the new names of a task whose ledger entry knows the old ones. Idempotent. */
export function removeNewNames(
  place: Relocating,
  { taskId, from, to, files }: Relocation,
  noted: Noted,
): Promise<void> {
  const old = withBase(files, { from: to, to: from });
  return removeNames(place, { taskId, gone: to, kept: from, files: old, noted, isMade: true });
}

/** Removes a folder that nothing is left in, and those above it, up to the archive's root. */
async function removeEmptyFolders(root: Root, folder: string): Promise<void> {
  if (folder !== '' && (await root.removeFolder(folder))) {
    await removeEmptyFolders(root, folderOf(folder));
  }
}
