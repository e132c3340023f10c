import type { ByteSource } from './byte-source.ts';
import { InvalidMediaError, type Dimensions } from './invalid-media.ts';

/** What a block begins with (GIF89a, appendix A); zeros between blocks are some writers' filling. */
const blocks = { extension: 0x21, image: 0x2c, trailer: 0x3b, filling: 0 } as const;

/** Signature, screen size, flags, colour, aspect (GIF89a, 17 and 18). */
const headBytes = 13;
const imageHeadBytes = 10;

/** The bytes of the colours that a header's flags announce. */
function colourBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

async function byteAt(bytes: ByteSource, offset: number): Promise<number> {
  const [byte] = await bytes.read(offset, 1);
  if (byte === undefined) throw new InvalidMediaError('GIF without its end');
  return byte;
}

/** Pieces of data, each behind its length; an empty one is the last (GIF89a, 15 and 16). */
async function afterPieces(bytes: ByteSource, start: number): Promise<number> {
  let offset = start;
  for (;;) {
    const length = await byteAt(bytes, offset);
    offset += 1 + length;
    if (length === 0) return offset;
  }
}

/**
 * Proves a GIF whole: it is walked block by block to the trailer (GIF89a, 27), with a picture before it. What
 * follows is not looked at: encoders leave the rest of their memory there.
 * @throws InvalidMediaError
 */
export async function checkGif(bytes: ByteSource): Promise<Dimensions> {
  const head = await bytes.read(0, headBytes);
  if (head.length < headBytes) throw new InvalidMediaError('GIF without a size');
  const size = { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
  let hasPicture = false;
  let offset = headBytes + colourBytes(head.readUInt8(10));
  for (;;) {
    const block = await byteAt(bytes, offset);
    if (block === blocks.trailer) break;
    if (block === blocks.filling) offset += 1;
    else if (block === blocks.extension) offset = await afterPieces(bytes, offset + 2);
    else if (block === blocks.image) {
      const flags = await byteAt(bytes, offset + imageHeadBytes - 1);
      const dataAt = offset + imageHeadBytes + colourBytes(flags);
      offset = await afterPieces(bytes, dataAt + 1);
      hasPicture = true;
    } else throw new InvalidMediaError(`GIF: no block at ${String(offset)}`);
  }
  if (!hasPicture) throw new InvalidMediaError('GIF without a picture');
  return size;
}
