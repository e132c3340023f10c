import { examine } from '../../archive/own-files.ts';
import type { Root } from '../../files/root.ts';
import type { ArchiveRoot } from '../archive-root.ts';
import type { RemovedTask } from '../removed-tasks.ts';

/**
 * Which files of an archived task that was put back are not at their places. Files that may have been in
 * the system's trash, or were missing before, are read to the last byte; others only have to be there, with their size.
 * @returns the paths; `undefined` when there is nothing new to say, or the archive is not there
 */
export async function missingFiles(
  { task, files }: RemovedTask,
  root: ArchiveRoot,
): Promise<readonly string[] | undefined> {
  if (task.state !== 'archived' || task.archiveId === undefined) return undefined;
  const archive = await root.openById(task.archiveId);
  if (!archive.ok) return undefined;
  const mayBeGone =
    task.damage !== undefined ||
    files.kind === 'gone' ||
    (files.kind === 'due' && files.hasBegun === true);
  const missing: string[] = [];
  for (const { path, sizeBytes, sha256 } of task.files) {
    const isThere = mayBeGone
      ? (await examine(archive.value.root, { path, proof: 'bytes', sizeBytes, sha256 })).kind ===
        'own'
      : await hasSize(archive.value.root, path, sizeBytes);
    if (!isThere) missing.push(path);
  }
  return missing.length === 0 && !mayBeGone ? undefined : missing;
}

async function hasSize(root: Root, path: string, sizeBytes: number): Promise<boolean> {
  const facts = await root.facts(path).catch(() => undefined);
  return facts?.kind === 'file' && facts.sizeBytes === sizeBytes;
}
