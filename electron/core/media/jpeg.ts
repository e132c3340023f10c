import type { ByteSource } from './byte-source.ts';
import { longestReadBytes } from './byte-source.ts';
import { InvalidMediaError, type Dimensions } from './invalid-media.ts';

/** Segments before the picture's data; a real file has a few dozen at most. */
const maxSegments = 2000;

const startOfScan = 0xda;
const endOfImage = Buffer.from([0xff, 0xd9]);

/** Start-of-frame markers carry the size; C4, C8 and CC lie among them and are something else. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Looks backwards for the end marker: cameras and tools append bytes after it. */
async function hasEnd(bytes: ByteSource, from: number): Promise<boolean> {
  for (let end = bytes.sizeBytes; end > from; end -= longestReadBytes - 1) {
    const start = Math.max(from, end - longestReadBytes);
    if ((await bytes.read(start, end - start)).lastIndexOf(endOfImage) !== -1) return true;
  }
  return false;
}

/**
 * Proves a JPEG whole (ITU-T T.81, annex B): SOI, a frame header with a size, a scan, and after it EOI.
 * Within the scan's data FF D9 cannot occur, so the marker is the true end.
 * @throws InvalidMediaError
 */
export async function checkJpeg(bytes: ByteSource): Promise<Dimensions> {
  let size: Dimensions | undefined;
  let offset = 2;
  for (let count = 0; count < maxSegments; count += 1) {
    const header = await bytes.read(offset, 9);
    if (header.length < 4 || header[0] !== 0xff)
      throw new InvalidMediaError('JPEG segments are cut off');
    const marker = header.readUInt8(1);
    if (marker === 0xff) {
      offset += 1; // fill bytes may precede any marker (B.1.1.2)
      continue;
    }
    if (isStartOfFrame(marker) && header.length === 9) {
      size = { width: header.readUInt16BE(7), height: header.readUInt16BE(5) };
    }
    offset += 2 + header.readUInt16BE(2);
    if (marker === startOfScan) break;
  }
  if (size?.width === undefined || size.width === 0)
    throw new InvalidMediaError('JPEG without a size');
  if (!(await hasEnd(bytes, offset))) throw new InvalidMediaError('JPEG without its end');
  return size;
}
