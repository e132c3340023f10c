import { verifyOwnership } from '../../archive/ownership.ts';
import type { Root } from '../../files/root.ts';
import type { RemovedTask } from '../../ledger/removed-tasks.ts';

/**
 * Which files of an archived task that was put back are not at their places. Files that may have been in
 * the system's trash, or were missing before, are read to the last byte; others only have to be there, with their size.
 * @param root of the archive that they are in
 * @returns the paths; `undefined` when there is nothing new to say
 */
export async function missingFiles(
  { task, files }: RemovedTask,
  root: Root,
): Promise<readonly string[] | undefined> {
  if (task.state !== 'archived') return undefined;
  const mayBeGone =
    task.damage !== undefined ||
    files.kind === 'gone' ||
    (files.kind === 'due' && files.hasBegun === true);
  const missing: string[] = [];
  for (const { path, sizeBytes, sha256 } of task.files) {
    const isThere = mayBeGone
      ? (await verifyOwnership(root, { path, proof: 'bytes', sizeBytes, sha256 })).kind === 'own'
      : await hasSize(root, path, sizeBytes);
    if (!isThere) missing.push(path);
  }
  return missing.length === 0 && !mayBeGone ? undefined : missing;
}

async function hasSize(root: Root, path: string, sizeBytes: number): Promise<boolean> {
  const facts = await root.facts(path).catch(() => undefined);
  return facts?.kind === 'file' && facts.sizeBytes === sizeBytes;
}
