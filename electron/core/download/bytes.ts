import type { FileHandle } from 'node:fs/promises';

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

/** An open file as `Bytes`. */
export async function bytesOf(file: FileHandle): Promise<Bytes> {
  const { size } = await file.stat();
  return {
    sizeBytes: size,
    async read(offset, lengthBytes) {
      const buffer = Buffer.alloc(Math.max(0, Math.min(lengthBytes, longestReadBytes)));
      let filled = 0;
      while (filled < buffer.length) {
        const wanted = buffer.length - filled;
        const { bytesRead } = await file.read(buffer, filled, wanted, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
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
