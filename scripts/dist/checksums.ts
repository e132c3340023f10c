import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A file’s hash, in hex. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** The text that `sha256sum --check` reads, ordered by name. */
export async function checksums(paths: readonly string[]): Promise<string> {
  const ordered = paths.toSorted((left, right) => (basename(left) < basename(right) ? -1 : 1));
  const lines = await Promise.all(
    ordered.map(async (path) => `${await sha256Of(path)}  ${basename(path)}\n`),
  );
  return lines.join('');
}
