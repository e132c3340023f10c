import type { Failure } from '../../shared/failure.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Root } from '../files/root.ts';
import { isSystemEntry, isUnchanged } from './listing.ts';
import { inFolder } from './naming/archive-path.ts';
import { clearMoved, type MovedFiles } from './move-markers.ts';

/** The copy of an archive that stayed where the archive was before. */
export interface OldCopy {
  /** Where it was. */
  readonly from: Root;
  /** Where it is now. */
  readonly to: Root;
  /** What was copied and proven. */
  readonly files: MovedFiles;
  readonly putInTrash: (path: string) => Promise<Outcome<undefined, Failure>>;
}

/** Sidecars and manifests may have grown in the new place; everything else is as it was copied. */
const growing = /\.(?:json|txt)$/;

/** Whether a file is what was copied, and its copy is there. */
async function isSpare({ from, to, files }: OldCopy, path: string): Promise<boolean> {
  const copied = files.get(path);
  if (copied === undefined) return false; // the new place may not even take its name
  const [old, own] = [await from.facts(path), await to.facts(path)];
  if (old?.kind !== 'file' || own?.kind !== 'file') return false;
  if (old.identity === own.identity) return false; // by another name, or another way: no second copy
  return isUnchanged(old, copied) && (growing.test(path) || own.sizeBytes === old.sizeBytes);
}

/** The spare ones of a folder: all of it where nothing else is in it, so that the trash gets few things. */
async function spareIn(copy: OldCopy, folder: string): Promise<readonly string[] | 'all'> {
  const entries = await copy.from.list(folder);
  const spare: string[] = [];
  let isAll = true;
  for (const entry of entries) {
    const path = inFolder(folder, entry.name);
    if (folder === '' && isSystemEntry(entry.name)) continue;
    const found =
      entry.kind === 'folder'
        ? await spareIn(copy, path)
        : entry.kind === 'file' && (await isSpare(copy, path))
          ? 'all'
          : [];
    if (found === 'all') spare.push(path);
    else {
      spare.push(...found);
      isAll = false;
    }
  }
  return isAll && folder !== '' ? 'all' : spare;
}

/**
 * Puts the old copy into the trash: only what was copied, is unchanged since, and is in the new place.
 * Everything else stays, and the folder with it.
 * @returns the failure of the first that was refused
 * @throws the system's error
 */
export async function discardOldCopy(copy: OldCopy): Promise<Failure | undefined> {
  const spare = await spareIn(copy, '');
  for (const path of spare === 'all' ? [] : spare) {
    const put = await copy.putInTrash(copy.from.absolute(path));
    if (!put.ok) return put.failure;
  }
  await clearMoved(copy.from);
  await copy.from.removeItself(); // stays where it is not empty: then it holds the user's files, or is a drive
  return undefined;
}
