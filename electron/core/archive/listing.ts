import type { ListedEntry, ListedFile } from '../files/entry.ts';
import type { Root } from '../files/root.ts';
import { errnoOf } from '../platform/disk-error.ts';
import { forEachInTurns } from '../platform/turns.ts';
import { copyEnding } from './copy.ts';
import { inFolder } from './naming/archive-path.ts';

/** The files of a folder tree, by their paths relative to it, with `/`. */
export interface Listing {
  readonly files: ReadonlyMap<string, ListedFile>;
  /** Neither files nor folders, such as links: nothing follows them, and nothing copies them. */
  readonly others: readonly string[];
}

/** What systems put into folders and drives by themselves. */
const systemNames = new Set([
  '.DS_Store',
  '.Spotlight-V100',
  '.TemporaryItems',
  '.Trashes',
  '.fseventsd',
  '$RECYCLE.BIN',
  'System Volume Information',
  'Thumbs.db',
  'desktop.ini',
  'lost+found',
]);

/** Whether a name in the archive's own folder is the system's, or a marker file of Reelkeep's. */
export function isSystemEntry(name: string): boolean {
  return systemNames.has(name) || name.startsWith('.reelkeep') || name.startsWith('.Trash-');
}

/**
 * Lists a folder tree, without what belongs to the place and without unfinished copies.
 * @throws DiskError or the system's error; a folder that is not there has no files
 */
export async function listFiles(root: Root): Promise<Listing> {
  const files = new Map<string, ListedFile>();
  const others: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    await forEachInTurns(await entriesOf(root, folder), ({ name, kind, file }) => {
      const path = inFolder(folder, name);
      if ((folder === '' && isSystemEntry(name)) || name.endsWith(copyEnding)) return;
      if (kind === 'folder') folders.push(path);
      else if (file === undefined) others.push(path);
      else files.set(path, file);
    });
  }
  return { files, others };
}

async function entriesOf(root: Root, folder: string): Promise<readonly ListedEntry[]> {
  try {
    return await root.list(folder, 'files');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** One regular file; `undefined` when there is none. @throws DiskError or the system's error */
export async function listFile(root: Root, path: string): Promise<ListedFile | undefined> {
  const facts = await root.facts(path);
  return facts?.kind === 'file' ? facts : undefined;
}

/** FAT keeps times to two seconds (learn.microsoft.com, "File Times"). */
const coarsestTimeMs = 2000;

/** Whether two listings of a file, maybe on two file systems, are of the same content, as far as they tell. */
export function isUnchanged(one: ListedFile, other: ListedFile | undefined): boolean {
  if (one.sizeBytes !== other?.sizeBytes) return false;
  return Math.abs(one.modifiedAtMs - other.modifiedAtMs) <= coarsestTimeMs;
}
