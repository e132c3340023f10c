import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The archive's files at any depth, relative to it, with `/`, folder by folder. Links are not followed,
 * and what is hidden is left out: the marker, and what the system keeps there for itself.
 * @throws the system's error for the root; a folder below that cannot be read is left out
 */
export async function* archiveFiles(root: string): AsyncGenerator<string> {
  yield* filesIn(root, '');
}

async function* filesIn(root: string, folder: string): AsyncGenerator<string> {
  const reading = readdir(join(root, folder), { withFileTypes: true });
  const entries = await (folder === '' ? reading : reading.catch(() => []));
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesIn(root, path);
    else if (entry.isFile()) yield path;
  }
}
