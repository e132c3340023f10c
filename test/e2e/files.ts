import { readdir } from 'node:fs/promises';

/** The files below a folder whose paths end like this, relative to it. */
export async function filesIn(folder: string, ending: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(ending));
}
