import type { FileRole } from '../../../shared/task.ts';
import { errnoOf, isForeignEntry } from '../../platform/disk-error.ts';
import { copyPathOf } from '../copy.ts';
import type { EntryFacts } from '../../files/entry.ts';
import type { Root } from '../../files/root.ts';

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

/** What lies at a part's name, and at those of what is written beside it. */
interface Found {
  readonly part: EntryFacts | undefined;
  readonly beside: readonly (EntryFacts | undefined)[];
}

/** Whether a part that lies there is ours to go on with, or one may be made. */
async function isUsable(root: Root, partPath: string, { part, beside }: Found): Promise<boolean> {
  if (beside.some((entry) => entry !== undefined && entry.kind !== 'file')) return false;
  if (part === undefined) return true;
  try {
    const file = await root.openOwn(partPath);
    await file?.close();
    return true;
  } catch (error) {
    const isForeign = isForeignEntry(error);
    if (isForeign || forbidden.has(errnoOf(error) ?? '')) return false;
    throw error;
  }
}

/**
 * The name under which the bytes for a role arrive: the other one where a foreign link, folder or pipe has
 * the usual one, because a video's link may die before the user makes room. What was begun under the
 * other name goes on there. If neither is free, it is the usual one, and opening it fails with the reason.
 * @throws DiskError or the system's error
 */
export function choosePartPath(root: Root, base: string, role: FileRole): Promise<string> {
  return chooseFree(root, partPaths(base, role), noteOf);
}

/**
 * The same for the bytes of a file's repair, which may come as a copy, too.
 * @throws DiskError or the system's error
 */
export function chooseRepairPartPath(root: Root, path: string): Promise<string> {
  return chooseFree(root, repairPartPaths(path), (part) => [...noteOf(part), copyPathOf(part)]);
}

/** Where the bytes for a file's repair may arrive: no name is longer than `longestAddition` allows. */
function repairPartPaths(path: string): readonly [string, string] {
  return [`${path}.repair.part`, `${path}.again.part`];
}

function noteOf(partPath: string): readonly string[] {
  return [`${partPath}.json`];
}

async function chooseFree(
  root: Root,
  [usual, other]: readonly [string, string],
  besideOf: (partPath: string) => readonly string[],
): Promise<string> {
  const [atUsual, atOther] = [besideOf(usual), besideOf(other)];
  const found = await root.factsEach([usual, other, ...atUsual, ...atOther]);
  const [usualPart, otherPart, ...beside] = found;
  const usualFound = { part: usualPart, beside: beside.slice(0, atUsual.length) };
  const otherFound = { part: otherPart, beside: beside.slice(atUsual.length) };
  const isBegun = otherPart?.kind === 'file';
  if (!isBegun && (await isUsable(root, usual, usualFound))) return usual;
  return (await isUsable(root, other, otherFound)) ? other : usual;
}
