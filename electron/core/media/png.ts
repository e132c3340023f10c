import type { ByteSource } from './byte-source.ts';
import { InvalidMediaError, type Dimensions } from './invalid-media.ts';

const signatureBytes = 8;
/** Length and type before a chunk's data, CRC after them. */
const chunkFrameBytes = 12;

/**
 * Proves a PNG whole (W3C PNG, 5): IHDR first, image data, IEND, and no chunk beyond the file.
 * @throws InvalidMediaError
 */
export async function checkPng(bytes: ByteSource): Promise<Dimensions> {
  let size: Dimensions | undefined;
  let dataBytes = 0;
  let offset = signatureBytes;
  for (let isFirst = true; ; isFirst = false) {
    const header = await bytes.read(offset, 16);
    if (header.length < chunkFrameBytes) throw new InvalidMediaError('PNG without its end');
    const length = header.readUInt32BE(0);
    const type = header.toString('latin1', 4, 8);
    if (offset + chunkFrameBytes + length > bytes.sizeBytes)
      throw new InvalidMediaError('PNG is cut off');
    if (isFirst) {
      if (type !== 'IHDR' || length !== 13) throw new InvalidMediaError('PNG without a size');
      size = { width: header.readUInt32BE(8), height: header.readUInt32BE(12) };
    }
    if (type === 'IDAT') dataBytes += length;
    if (type === 'IEND') break;
    offset += chunkFrameBytes + length;
  }
  if (size === undefined || dataBytes === 0) throw new InvalidMediaError('PNG without a picture');
  return size;
}
