import type { EntryFacts } from '../files/entry.ts';
import type { RootFile } from '../files/root-file.ts';

/** A file that is read in small pieces, wherever it lies. */
export interface ByteSource {
  readonly sizeBytes: number;
  /**
   * Up to `lengthBytes` bytes from `offset`; fewer only where the file ends.
   * @throws the system's error
   */
  read(offset: number, lengthBytes: number): Promise<Buffer>;
}

/** The longest piece that is ever read at once: no file decides how much memory it takes. */
export const longestReadBytes = 64 * 1024;

/** What is read of an open file. */
export interface ReadableFile extends Pick<RootFile, 'read'> {
  stat(): Promise<Pick<EntryFacts, 'sizeBytes'>>;
}

/**
 * An open file as `Bytes`: what is asked for is read, and no more. It is the `Meter` that reads ahead, and
 * counts what it does.
 * @param knownBytes its size, if it has just been looked up
 */
export async function fileSource(file: ReadableFile, knownBytes?: number): Promise<ByteSource> {
  const sizeBytes = knownBytes ?? (await file.stat()).sizeBytes;
  return {
    sizeBytes,
    async read(offset, lengthBytes) {
      const wanted = Math.max(0, Math.min(lengthBytes, longestReadBytes, sizeBytes - offset));
      return wanted === 0 ? Buffer.alloc(0) : file.read(offset, wanted);
    },
  };
}

/** Bytes in memory as `Bytes`. */
export function bufferSource(buffer: Buffer): ByteSource {
  return {
    sizeBytes: buffer.length,
    read: (offset, lengthBytes) =>
      Promise.resolve(buffer.subarray(offset, offset + Math.min(lengthBytes, longestReadBytes))),
  };
}
