import type { FileRole } from '../../shared/task.ts';
import { DiskTrouble, systemCode } from '../disk.ts';
import type { Root } from '../files/root.ts';

/** Endings while the bytes arrive, before their format is known. */
const partEndings: { readonly [R in FileRole]: string } = {
  video: '.mp4',
  thumbnail: '.jpg',
  input: '.mp4',
};

/** Where a part may lie: the second name is for when something else has the first one, or its note's. */
const tries = ['.part', '.2.part'] as const;

/** The names under which the bytes for a role may arrive, relative to the root, the usual one first. */
export function partPaths(base: string, role: FileRole): readonly [string, string] {
  const [usual, other] = tries;
  return [base + partEndings[role] + usual, base + partEndings[role] + other];
}

/** What the system says of a single file that this user may not change. */
const forbidden: ReadonlySet<string> = new Set(['EACCES', 'EPERM']);

/** Whether a part that lies there is ours to go on with, or one may be made. */
async function isUsable(root: Root, partPath: string): Promise<boolean> {
  const note = await root.facts(`${partPath}.json`);
  if (note !== undefined && note.kind !== 'file') return false;
  if ((await root.facts(partPath)) === undefined) return true;
  try {
    const part = await root.openOwn(partPath);
    await part?.close();
    return true;
  } catch (error) {
    const isForeign = error instanceof DiskTrouble && error.failure.code === 'foreign-entry';
    if (isForeign || forbidden.has(systemCode(error) ?? '')) return false;
    throw error;
  }
}

/**
 * The name under which the bytes for a role arrive: the other one where somebody's link, folder or pipe has
 * the usual one, for a link to a video dies while nobody is there to make room. What was begun under the
 * other name goes on there. Where neither is to be had, it is the usual one, and whoever opens it is told.
 * @throws DiskTrouble or the system's error
 */
export async function choosePartPath(root: Root, base: string, role: FileRole): Promise<string> {
  const [usual, other] = partPaths(base, role);
  const isBegun = (await root.facts(other))?.kind === 'file';
  if (!isBegun && (await isUsable(root, usual))) return usual;
  return (await isUsable(root, other)) ? other : usual;
}
