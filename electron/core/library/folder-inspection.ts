import { dirname, isAbsolute, resolve } from 'node:path';
import type { DiskFailure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import { isSystemEntry, listFiles } from '../archive/listing.ts';
import { readMarker } from '../archive/metadata/marker.ts';
import { readMoving } from '../archive/move-markers.ts';
import { diskOutcome } from '../archive/disk-outcome.ts';
import { thisComputer, unsuitable } from '../archive/unsuitable.ts';
import { Root } from '../files/root.ts';
import { errnoOf } from '../platform/disk-error.ts';
import { realPath } from './folders-apart.ts';

/** What a folder that was chosen for the archive holds. */
export type FolderContent =
  /** Nothing, or nothing yet: the system's own files do not count. */
  | { readonly kind: 'empty' }
  /** This very archive, which was on its way there. */
  | { readonly kind: 'half-moved' }
  /** This archive's marker, but no move marker: its own folder, or a copy the user made of it. */
  | { readonly kind: 'same-archive' }
  | { readonly kind: 'another-archive'; readonly id: string; readonly videos: number }
  | { readonly kind: 'other-files' };

/** Finished videos by their names, without the ledger that would know them. */
const videoName = /\.(?:mp4|mov|webm)$/;

/** Looks into a folder that was chosen for the archive with this id. */
export function inspectFolder(
  path: string,
  ownId: string | undefined,
): Promise<Outcome<FolderContent, DiskFailure>> {
  return diskOutcome<FolderContent>(path, async () => {
    const root = new Root(path);
    const marker = await readMarker(root);
    if (marker.kind === 'found' && marker.id !== ownId) {
      const { files } = await listFiles(root);
      const videos = [...files.keys()].filter((file) => videoName.test(file)).length;
      return succeed({ kind: 'another-archive', id: marker.id, videos });
    }
    const isMoving = ownId !== undefined && (await readMoving(root)) === ownId;
    if (isMoving) return succeed({ kind: 'half-moved' });
    if (marker.kind === 'found') return succeed({ kind: 'same-archive' });
    const names = await namesIn(root);
    return succeed({ kind: names.every(isSystemEntry) ? 'empty' : 'other-files' });
  });
}

async function namesIn(root: Root): Promise<readonly string[]> {
  try {
    return (await root.list('')).map(({ name }) => name);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return [];
    throw error;
  }
}

/**
 * Checks that a folder that was named can serve at all: none of the system's, no file, and writable, or to
 * be made where it is not there. What the disk itself refuses shows when it is used.
 * @returns `folder-not-absolute`, `folder-unsuitable`, `folder-not-writable`, `drive-not-answering`
 */
export async function suitable(path: string): Promise<Outcome<undefined, DiskFailure>> {
  if (!isAbsolute(path)) return fail({ code: 'folder-not-absolute', path });
  const computer = thisComputer();
  const reason = unsuitable(path, computer) ?? unsuitable(await realPath(resolve(path)), computer);
  if (reason !== undefined) return fail({ code: 'folder-unsuitable', path, reason });
  return diskOutcome(path, () => usable(path, resolve(path)));
}

/** Looks at the folder, or at the next one above it that is there. */
async function usable(path: string, at: string): Promise<Outcome<undefined, DiskFailure>> {
  const root = new Root(at);
  try {
    const { kind } = await root.rootFacts();
    if (kind !== 'folder') {
      const reason = at === resolve(path) ? 'file' : 'below-file';
      return fail({ code: 'folder-unsuitable', path, reason });
    }
    await root.checkWritable();
    return succeed(undefined);
  } catch (error) {
    const isAbsent = ['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '');
    if (!isAbsent || dirname(at) === at) throw error;
    return usable(path, dirname(at));
  }
}

/**
 * Checks that a folder that is to be opened as an archive is there, and can serve.
 * @returns the failures of `suitable`; `folder-unsuitable` also for one that is not there
 */
export async function suitableToOpen(path: string): Promise<Outcome<undefined, DiskFailure>> {
  const fits = await suitable(path);
  if (!fits.ok) return fits;
  return diskOutcome(path, async () => {
    try {
      await new Root(path).rootFacts();
      return succeed(undefined);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      return fail({ code: 'folder-unsuitable', path, reason: 'not-there' });
    }
  });
}
