import { createHash, type Hash } from 'node:crypto';
import type { RootFile } from '../files/root-file.ts';

/** Bytes read at a time. */
const readBytes = 256 * 1024;

/**
 * The SHA-256 of a file's first bytes, which can be gone on with.
 * @returns `undefined` when the file is shorter than that, or nobody wants it any more
 * @throws DiskError or the system's error
 */
export async function hashPrefix(
  file: RootFile,
  lengthBytes: number,
  signal: AbortSignal | undefined,
): Promise<Hash | undefined> {
  const hash = createHash('sha256');
  for (let position = 0; position < lengthBytes;) {
    if (signal?.aborted === true) return undefined;
    const piece = await file.read(position, Math.min(readBytes, lengthBytes - position));
    if (piece.length === 0) return undefined;
    hash.update(piece);
    position += piece.length;
  }
  return hash;
}
