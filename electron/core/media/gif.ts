import type { ByteSource } from './byte-source.ts';
import { InvalidMediaError, type Dimensions } from './invalid-media.ts';

const trailer = 0x3b;

/**
 * Proves a GIF whole by its screen size and its last byte, the trailer (GIF89a, 18 and 27).
 * @throws InvalidMediaError
 */
export async function checkGif(bytes: ByteSource): Promise<Dimensions> {
  const head = await bytes.read(0, 10);
  if (head.length < 10) throw new InvalidMediaError('GIF without a size');
  const last = await bytes.read(bytes.sizeBytes - 1, 1);
  if (last[0] !== trailer) throw new InvalidMediaError('GIF without its end');
  return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
}
