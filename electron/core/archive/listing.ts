import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../disk.ts';
import { copyEnding } from './copy.ts';

/** A file as its folder tells it. */
export interface ListedFile {
  readonly sizeBytes: number;
  /** Unix milliseconds of the last change. */
  readonly mtimeMs: number;
}

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

/** Whether a name in the archive's own folder is the system's, or Reelkeep's own sign of the place. */
export function isOfThePlace(name: string): boolean {
  return systemNames.has(name) || name.startsWith('.reelkeep') || name.startsWith('.Trash-');
}

/**
 * Lists a folder tree, without what belongs to the place and without unfinished copies.
 * @throws the system's error; a folder that is not there has no files
 */
export async function listFiles(root: string): Promise<Listing> {
  const files = new Map<string, ListedFile>();
  const others: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await entriesOf(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (folder === '' && isOfThePlace(entry.name)) continue;
      if (entry.name.endsWith(copyEnding)) continue;
      if (entry.isDirectory()) folders.push(path);
      else if (!entry.isFile()) others.push(path);
      else {
        const listed = await listFile(join(root, path));
        if (listed !== undefined) files.set(path, listed);
      }
    }
  }
  return { files, others };
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** One file; `undefined` when it is not there. @throws the system's error */
export async function listFile(path: string): Promise<ListedFile | undefined> {
  try {
    const { size: sizeBytes, mtimeMs } = await stat(path);
    return { sizeBytes, mtimeMs };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** FAT keeps times to two seconds (learn.microsoft.com, "File Times"). */
const coarsestTimeMs = 2000;

/** Whether two listings of a file, maybe on two file systems, are of the same content, as far as they tell. */
export function isUnchanged(one: ListedFile, other: ListedFile | undefined): boolean {
  if (one.sizeBytes !== other?.sizeBytes) return false;
  return Math.abs(one.mtimeMs - other.mtimeMs) <= coarsestTimeMs;
}
