import { readFile, writeFile } from 'node:fs/promises';

/** Turns one byte around, as a dying disk does: the size stays. */
export async function rot(path: string): Promise<void> {
  const bytes = await readFile(path);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
  await writeFile(path, bytes);
}
