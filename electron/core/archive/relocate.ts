import { constants, type BigIntStats } from 'node:fs';
import { copyFile, link, lstat, open, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskTrouble, systemCode } from '../disk.ts';
import type { ArchivedFile } from '../../shared/task.ts';
import { moveWithoutReplacing, noLinkCodes, syncFolder, type MoveCalls } from './durable.ts';
import { makeFolder } from './folder.ts';
import { hashFile } from './keep.ts';
import type { Manifests } from './manifest.ts';
import { folderOf, nameOf } from './path.ts';
import { readSidecarFile } from './recover.ts';
import type { Relocation } from './rename-journal.ts';
import { ownRest } from './reserved.ts';
import { sealFiles } from './seal.ts';
import type { Sidecar } from './sidecar.ts';

/** What a task's files are brought to other names with. */
export interface Relocating {
  readonly root: string;
  readonly manifests: Manifests;
  readonly calls?: MoveCalls;
}

/** Whether every file bears the base's name: those that were found elsewhere do not. */
export function bearName(files: readonly ArchivedFile[], base: string): boolean {
  return files.every(({ path }) => path.startsWith(base) && ownRest.test(path.slice(base.length)));
}

/** The files under the names that another base gives them. */
export function relocated(
  files: readonly ArchivedFile[],
  { from, to }: Pick<Relocation, 'from' | 'to'>,
): readonly ArchivedFile[] {
  return files.map((file) => ({ ...file, path: to + file.path.slice(from.length) }));
}

async function entryAt(path: string): Promise<BigIntStats | undefined> {
  try {
    return await lstat(path, { bigint: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** Whether two names lead to one file. File systems without hard links may make their numbers up. */
function isOne(one: BigIntStats, other: BigIntStats): boolean {
  return one.nlink > 1n && one.ino !== 0n && one.ino === other.ino && one.dev === other.dev;
}

/** Whether both names hold the file whole: either of them may go. */
async function areTwins(root: string, one: ArchivedFile, otherPath: string): Promise<boolean> {
  const path = join(root, one.path);
  const other = join(root, otherPath);
  const [entry, otherEntry] = [await entryAt(path), await entryAt(other)];
  if (entry?.isFile() !== true || otherEntry?.isFile() !== true) return false;
  if (isOne(entry, otherEntry)) return true;
  if (entry.size !== BigInt(one.sizeBytes) || otherEntry.size !== entry.size) return false;
  return (await hashFile(path)) === one.sha256 && (await hashFile(other)) === one.sha256;
}

/** A copy on disk, proven, where a second name is not possible. It comes under another name first. */
async function copyTo(root: string, from: string, file: ArchivedFile): Promise<boolean> {
  const path = join(root, file.path);
  const partPath = `${path}.part`;
  await rm(partPath, { force: true }); // an earlier try's
  await copyFile(join(root, from), partPath, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  const part = await open(partPath, 'r+');
  await part.sync().finally(() => part.close());
  if ((await hashFile(partPath)) !== file.sha256) {
    throw new DiskTrouble({ code: 'disk-error', path: partPath, detail: 'the copy differs' });
  }
  return moveWithoutReplacing(partPath, path, { link: refuseLink });
}

const refuseLink: MoveCalls['link'] = () =>
  Promise.reject(Object.assign(new Error('no links here'), { code: 'EPERM', syscall: 'link' }));

async function nameAlso(place: Relocating, from: string, file: ArchivedFile): Promise<void> {
  const { root, calls = { link } } = place;
  const source = await entryAt(join(root, from));
  if (source?.isFile() !== true || source.size !== BigInt(file.sizeBytes)) {
    throw new DiskTrouble({ code: 'disk-error', path: from, detail: 'not as it was archived' });
  }
  let isNamed = true;
  try {
    await calls.link(join(root, from), join(root, file.path));
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'EEXIST') isNamed = await areTwins(root, file, from);
    else if (noLinkCodes.has(code)) isNamed = await copyTo(root, from, file);
    else throw error;
  }
  if (!isNamed) throw new DiskTrouble({ code: 'disk-error', path: file.path, detail: 'EEXIST' });
}

/**
 * Gives a task's files their new names beside the old ones, then the new sidecar and the manifest's
 * lines. The old names stay: whatever happens, the task has a valid file.
 * @throws DiskTrouble or the system's error; `undoRelocation` takes back what was done
 */
export async function addNames(
  place: Relocating,
  { from, to, files }: Relocation,
  sidecar: Sidecar,
): Promise<void> {
  const { root, manifests } = place;
  await makeFolder(root, folderOf(to));
  for (const file of files) {
    await nameAlso(place, from + file.path.slice(to.length), file);
  }
  await syncFolder(join(root, folderOf(to)));
  const before = await readSidecarFile(root, from);
  const known = before?.taskId === sidecar.taskId ? before : undefined;
  await sealFiles({ root, base: to, manifests }, { ...(known ?? sidecar), files });
}

/** Removes the names under one base where the same files are whole under the other. */
async function removeNames(
  { root, manifests }: Relocating,
  gone: string,
  {
    taskId,
    kept,
    files,
  }: { readonly taskId: string; readonly kept: string; readonly files: readonly ArchivedFile[] },
): Promise<void> {
  const removed: string[] = [];
  for (const file of files) {
    const path = gone + file.path.slice(kept.length);
    await rm(join(root, `${path}.part`), { force: true });
    const entry = await entryAt(join(root, path));
    const isPlaceholder = entry?.isFile() === true && entry.size === 0n && file.sizeBytes > 0;
    if (entry !== undefined && !isPlaceholder && !(await areTwins(root, file, path))) continue;
    await rm(join(root, path), { force: true });
    removed.push(nameOf(path));
  }
  const isComplete = removed.length === files.length;
  const sidecar = isComplete ? await readSidecarFile(root, gone) : undefined;
  if (sidecar?.taskId === taskId) await rm(join(root, `${gone}.json`), { force: true });
  const folder = folderOf(gone);
  await manifests.remove(join(root, folder), removed);
  await removeEmptyFolders(root, folder);
}

/** Removes the old names of a task whose ledger entry knows the new ones. Again is as good as once. */
export function removeOldNames(place: Relocating, relocation: Relocation): Promise<void> {
  const { taskId, from, to, files } = relocation;
  return removeNames(place, from, { taskId, kept: to, files });
}

/** Removes the new names of a task whose ledger entry knows the old ones. Again is as good as once. */
export function removeNewNames(place: Relocating, relocation: Relocation): Promise<void> {
  const { taskId, from, to, files } = relocation;
  const old = relocated(files, { from: to, to: from });
  return removeNames(place, to, { taskId, kept: from, files: old });
}

/** Removes a folder that nothing is left in, and those above it, up to the archive's root. */
async function removeEmptyFolders(root: string, folder: string): Promise<void> {
  if (folder === '') return;
  try {
    await rmdir(join(root, folder));
  } catch {
    return; // something is left in it, or somebody uses it
  }
  await removeEmptyFolders(root, folderOf(folder));
}
