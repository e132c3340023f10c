import type { ByteSource } from './byte-source.ts';
import { InvalidMediaError, type Dimensions } from './invalid-media.ts';

/** Sizes are stored less one in the lossless and extended forms. */
function sizeIn(type: string, head: Buffer): Dimensions | undefined {
  if (type === 'VP8X')
    return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
  if (type === 'VP8 ') {
    return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
  }
  if (type !== 'VP8L') return undefined;
  const bits = head.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/**
 * Proves a WebP whole (RFC 9649, 2.3 to 2.7): the RIFF header's size lies within the file, and the
 * first chunk is one of the three that carry a size.
 * @throws InvalidMediaError
 */
export async function checkWebp(bytes: ByteSource): Promise<Dimensions> {
  const head = await bytes.read(0, 30);
  if (head.length < 30 || head.readUInt32LE(4) + 8 > bytes.sizeBytes) {
    throw new InvalidMediaError('WebP is cut off');
  }
  const size = sizeIn(head.toString('latin1', 12, 16), head);
  if (size === undefined) throw new InvalidMediaError('WebP without a size');
  return size;
}
