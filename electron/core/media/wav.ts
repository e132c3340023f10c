import type { ByteSource } from './byte-source.ts';
import { InvalidMediaError, type Dimensions } from './invalid-media.ts';

/** "RIFF", a size, "WAVE". */
const headBytes = 12;
const chunkHeadBytes = 8;

/** More chunks than any writer makes before the sound. */
const maxChunks = 1000;

/** A writer that did not know the size yet, and could not come back: the sound goes to the end. */
const openSizes: ReadonlySet<number> = new Set([0, 0xffff_ffff]);

/**
 * Proves a WAVE file whole (RIFF, Multimedia Programming Interface 1.0; EBU Tech 3306 for RF64): a format,
 * and sound that lies within the file. What follows the sound is not looked at.
 * @throws InvalidMediaError
 */
export async function checkWav(bytes: ByteSource): Promise<Dimensions> {
  let bytesPerSecond = 0;
  let offset = headBytes;
  for (let count = 0; count < maxChunks; count += 1) {
    const head = await bytes.read(offset, chunkHeadBytes + 16);
    if (head.length < chunkHeadBytes) throw new InvalidMediaError('WAVE without sound');
    const type = head.toString('latin1', 0, 4);
    const size = head.readUInt32LE(4);
    const body = offset + chunkHeadBytes;
    if (type === 'fmt ' && head.length >= chunkHeadBytes + 12) {
      bytesPerSecond = head.readUInt32LE(chunkHeadBytes + 8);
    }
    if (type === 'data') {
      const left = bytes.sizeBytes - body;
      const dataBytes = openSizes.has(size) ? left : size;
      if (dataBytes > left) throw new InvalidMediaError('WAVE is cut off');
      if (dataBytes <= 0) throw new InvalidMediaError('WAVE without sound');
      if (bytesPerSecond === 0) throw new InvalidMediaError('WAVE without a format');
      return { durationMs: Math.max(1, Math.round((dataBytes / bytesPerSecond) * 1000)) };
    }
    offset = body + size + (size % 2); // chunks lie on even offsets
  }
  throw new InvalidMediaError('WAVE without sound');
}
