import type { ListedEntry } from '../files/entry.ts';
import type { Root } from '../files/root.ts';
import { Turns } from '../platform/turns.ts';
import { inFolder } from './naming/archive-path.ts';

/** A file of the archive as it was found on the way through it. */
export interface FoundFile {
  /** Relative to the archive, with `/`. */
  readonly path: string;
  readonly sizeBytes: number;
}

/**
 * The archive's files at any depth, folder by folder. Links are not followed, and what is hidden is left
 * out: the marker, and what the system keeps there for itself.
 * @throws DiskError or the system's error for the root; a folder below that cannot be read is left out
 */
export async function* archiveFiles(root: Root): AsyncGenerator<FoundFile> {
  yield* filesIn(root, '');
}

async function* filesIn(root: Root, folder: string): AsyncGenerator<FoundFile> {
  const reading = root.list(folder, 'files');
  const entries = await (folder === '' ? reading : reading.catch((): ListedEntry[] => []));
  const turns = new Turns();
  for (const { name, kind, file } of entries) {
    if (turns.isOver) await turns.next();
    if (name.startsWith('.')) continue;
    const path = inFolder(folder, name);
    if (kind === 'folder') yield* filesIn(root, path);
    else if (file !== undefined) yield { path, sizeBytes: file.sizeBytes };
  }
}
