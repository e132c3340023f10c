import type { ByteSource } from './byte-source.ts';
import { InvalidMediaError } from './invalid-media.ts';

/** A box of an MP4 or MOV file (ISO/IEC 14496-12, 4.2). Offsets count from the file's first byte. */
export interface Box {
  /** Four characters: `ftyp`, `moov`, … */
  readonly type: string;
  readonly start: number;
  /** Where its content begins. */
  readonly body: number;
  /** The first byte after it. */
  readonly end: number;
}

const headerBytes = 8;

/** The header of a box at its longest. */
export const longHeaderBytes = 16;

/**
 * Reads the header of the box at `start`. Its size counts the header; 1 means that 64 bits follow, and
 * 0 that the box reaches to the end of the file.
 * @param header the box's first `longHeaderBytes` bytes, or all there are
 * @param limit where the file, or the box around it, ends
 * @throws InvalidMediaError for a size that no box has
 */
export function boxOf(header: Buffer, start: number, limit: number): Box {
  if (header.length < headerBytes) throw new InvalidMediaError('the file became shorter');
  const type = header.toString('latin1', 4, headerBytes);
  const size = header.readUInt32BE(0);
  if (size === 0) return { type, start, body: start + headerBytes, end: limit };
  if (size >= headerBytes) return { type, start, body: start + headerBytes, end: start + size };
  if (size !== 1 || header.length < longHeaderBytes) {
    throw new InvalidMediaError(`box with an impossible size at ${String(start)}`);
  }
  const longSize = Number(header.readBigUInt64BE(headerBytes));
  if (longSize < longHeaderBytes) throw new InvalidMediaError(`${type} is shorter than its header`);
  return { type, start, body: start + longHeaderBytes, end: start + longSize };
}

/**
 * Walks the boxes between two offsets, in order.
 * @throws InvalidMediaError when one reaches beyond the end: the file is cut off
 */
export async function* boxesIn(bytes: ByteSource, start: number, end: number): AsyncGenerator<Box> {
  let offset = start;
  while (offset + headerBytes <= end) {
    const box = boxOf(await bytes.read(offset, longHeaderBytes), offset, end);
    if (box.end > end) {
      const missing = String(box.end - end);
      throw new InvalidMediaError(`${box.type} is cut off: ${missing} bytes are missing`);
    }
    yield box;
    offset = box.end;
  }
}

/** The first child of a type, or `undefined`. */
export async function childOf(
  bytes: ByteSource,
  parent: Box,
  type: string,
): Promise<Box | undefined> {
  for await (const box of boxesIn(bytes, parent.body, parent.end)) {
    if (box.type === type) return box;
  }
  return undefined;
}

/**
 * The beginning of a full box's content (ISO/IEC 14496-12, 4.2): version, flags, fields.
 * @throws InvalidMediaError when the box is shorter
 */
export async function fieldsOf(bytes: ByteSource, box: Box, lengthBytes: number): Promise<Buffer> {
  const fields = await bytes.read(box.body, Math.min(lengthBytes, box.end - box.body));
  if (fields.length < lengthBytes) throw new InvalidMediaError(`${box.type} is too short`);
  return fields;
}
