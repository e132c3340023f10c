import type { ByteSource } from '../byte-source.ts';
import { InvalidMediaError, type Dimensions } from '../invalid-media.ts';

/** "RIFF", a size, "WAVE". */
const headBytes = 12;
const chunkHeadBytes = 8;

/** More chunks than any writer makes before the sound. */
const maxChunks = 1000;

/** Nearly all that 31 or 32 bits can say, less the header, as some count. */
const openEdges = [2 ** 31, 2 ** 32] as const;
const edgeBytes = 256;
const openSizeOfSox = 0x7fff_f000;

/** Whether a writer did not know the size yet, and could not come back: the sound goes to the end. */
function isOpen(size: number): boolean {
  return (
    size === 0 ||
    size === openSizeOfSox ||
    openEdges.some((edge) => Math.abs(edge - size) <= edgeBytes)
  );
}

/** A chunk's header, and the first bytes of what is in it. */
interface Chunk {
  readonly type: string;
  readonly size: number;
  readonly body: number;
  readonly fields: Buffer;
}

async function chunkAt(bytes: ByteSource, offset: number): Promise<Chunk> {
  const head = await bytes.read(offset, chunkHeadBytes + 16);
  if (head.length < chunkHeadBytes) throw new InvalidMediaError('WAVE without sound');
  return {
    type: head.toString('latin1', 0, 4),
    size: head.readUInt32LE(4),
    body: offset + chunkHeadBytes,
    fields: head.subarray(chunkHeadBytes),
  };
}

/** Chunks lie on even offsets, but for those of writers that forget to fill up. */
async function afterChunk(bytes: ByteSource, { body, size }: Chunk): Promise<number> {
  const end = body + size;
  if (size % 2 === 0) return end;
  const isName = /^[a-z][\x20-\x7e]{3}$/i.test((await bytes.read(end, 4)).toString('latin1'));
  return isName ? end : end + 1;
}

/** A size of 64 bits in `ds64`, after that of the whole (EBU Tech 3306, 3.5). */
function longSize({ fields }: Chunk): number {
  return fields.length < 16 ? 0 : Number(fields.readBigUInt64LE(8));
}

/**
 * Proves a WAVE file whole (RIFF, Multimedia Programming Interface 1.0; EBU Tech 3306 for RF64): a format,
 * and sound that lies within the file. What follows the sound is not looked at.
 * @throws InvalidMediaError
 */
export async function checkWav(bytes: ByteSource): Promise<Dimensions> {
  let bytesPerSecond: number | undefined;
  let toldBytes = 0;
  let offset = headBytes;
  for (let count = 0; count < maxChunks; count += 1) {
    const chunk = await chunkAt(bytes, offset);
    const { type, size, body, fields } = chunk;
    if (type === 'ds64') toldBytes = longSize(chunk);
    if (type === 'fmt ' && fields.length >= 12) bytesPerSecond = fields.readUInt32LE(8);
    if (type === 'data') {
      const left = bytes.sizeBytes - body;
      const dataBytes = !isOpen(size) ? size : toldBytes > 0 ? toldBytes : left;
      if (dataBytes > left) throw new InvalidMediaError('WAVE is cut off');
      if (dataBytes <= 0) throw new InvalidMediaError('WAVE without sound');
      if (bytesPerSecond === undefined) throw new InvalidMediaError('WAVE without a format');
      if (bytesPerSecond === 0) return {};
      return { durationMs: Math.max(1, Math.round((dataBytes / bytesPerSecond) * 1000)) };
    }
    offset = await afterChunk(bytes, chunk);
  }
  throw new InvalidMediaError('WAVE without sound');
}
