import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskTrouble, systemCode } from '../disk.ts';
import { moveWithoutReplacing, writeDurably } from './durable.ts';
import type { Manifests } from './manifest.ts';
import { folderOf } from './names.ts';
import { readSidecarFile } from './recover.ts';
import { writeSidecar, type Sidecar } from './sidecar.ts';

/** Names that are tried for a file in the sidecar's place. */
const maxSetAside = 9;

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/**
 * A file in the sidecar's place that is not this task's sidecar is somebody's: it gets another name.
 * @returns the task's own sidecar, if that is what is there
 */
async function clearPlace(
  root: string,
  base: string,
  taskId: string,
): Promise<Sidecar | undefined> {
  const path = join(root, `${base}.json`);
  if (!(await exists(path))) return undefined;
  const before = await readSidecarFile(root, base);
  if (before?.taskId === taskId) return before;
  for (let count = 1; count <= maxSetAside; count += 1) {
    const aside = join(root, `${base}.set-aside-${String(count)}.json`);
    if (await moveWithoutReplacing(path, aside)) return undefined;
  }
  throw new DiskTrouble({ code: 'disk-error', path, detail: 'EEXIST' });
}

/**
 * What the sidecar says from now on: the new facts, and of the old ones those that nobody said anew. The
 * ledger lets go of the raw answer once it is written, and tags and notes may have been added by hand.
 */
function merged(before: Sidecar | undefined, sidecar: Sidecar): Sidecar {
  if (before === undefined) return sidecar;
  const tags = sidecar.tags.length > 0 ? sidecar.tags : before.tags;
  return { ...before, ...sidecar, tags, notes: sidecar.notes || before.notes };
}

/**
 * Writes a task's sidecar in one step, then its files' lines in the month's manifest.
 * @throws DiskTrouble or the system's error; everything before is then as it was
 */
export async function sealFiles(
  place: { readonly root: string; readonly base: string; readonly manifests: Manifests },
  sidecar: Sidecar,
): Promise<void> {
  const { root, base, manifests } = place;
  const before = await clearPlace(root, base, sidecar.taskId);
  await writeDurably(join(root, `${base}.json`), writeSidecar(merged(before, sidecar)));
  const folder = folderOf(base);
  const entries = sidecar.files
    .filter(({ path }) => folderOf(path) === folder)
    .map(({ path, sha256 }) => ({ name: path.slice(folder.length + 1), sha256 }));
  await manifests.add(join(root, folder), entries);
}
