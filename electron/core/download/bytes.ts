import type { RootFile } from '../files/root-file.ts';

/** A file that is read in small pieces, wherever it lies. */
export interface Bytes {
  readonly sizeBytes: number;
  /**
   * Up to `lengthBytes` bytes from `offset`; fewer only where the file ends.
   * @throws the system's error
   */
  read(offset: number, lengthBytes: number): Promise<Buffer>;
}

/** The longest piece that is ever read at once: no file decides how much memory it takes. */
export const longestReadBytes = 64 * 1024;

/**
 * An open file as `Bytes`. What lies around a piece is read along, since the next one is most often
 * there: the headers of a film stand close together, and each reading of the disk costs more than its bytes.
 */
export async function bytesOf(file: RootFile): Promise<Bytes> {
  const { sizeBytes } = await file.stat();
  let window: Buffer = Buffer.alloc(0);
  let windowAt = 0;
  return {
    sizeBytes,
    async read(offset, lengthBytes) {
      const wanted = Math.max(0, Math.min(lengthBytes, longestReadBytes, sizeBytes - offset));
      const isInWindow = offset >= windowAt && offset + wanted <= windowAt + window.length;
      if (!isInWindow && wanted > 0) {
        window = await file.read(offset, longestReadBytes);
        windowAt = offset;
      }
      return window.subarray(offset - windowAt, offset - windowAt + wanted);
    },
  };
}

/** Bytes in memory as `Bytes`. */
export function bytesIn(buffer: Buffer): Bytes {
  return {
    sizeBytes: buffer.length,
    read: (offset, lengthBytes) =>
      Promise.resolve(buffer.subarray(offset, offset + Math.min(lengthBytes, longestReadBytes))),
  };
}
