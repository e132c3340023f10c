import type { ByteSource } from '../byte-source.ts';
import { InvalidMediaError, type Dimensions } from '../invalid-media.ts';

/** Of a page before its table of segments (RFC 3533, 6). */
const headBytes = 27;

/** Granules a second, as the first packet of the usual codecs says. */
function rateOf(packet: Buffer): number {
  if (packet.toString('latin1', 0, 8) === 'OpusHead') return 48_000; // RFC 7845, 4
  if (packet.toString('latin1', 0, 7) === '\x01vorbis' && packet.length >= 16) {
    return packet.readUInt32LE(12);
  }
  return 0;
}

interface Page {
  readonly body: number;
  readonly end: number;
  readonly isLast: boolean;
  /** Where its last packet ends in time; `undefined` where none ends in it. */
  readonly granule: bigint | undefined;
}

async function pageAt(bytes: ByteSource, offset: number): Promise<Page | undefined> {
  const head = await bytes.read(offset, headBytes + 255);
  if (head.toString('latin1', 0, 4) !== 'OggS') return undefined;
  const segments = head[26] ?? 0;
  const table = head.subarray(headBytes, headBytes + segments);
  if (head.length < headBytes || table.length < segments)
    throw new InvalidMediaError('Ogg is cut off');
  const body = offset + headBytes + segments;
  const end = body + table.reduce((sum, length) => sum + length, 0);
  if (end > bytes.sizeBytes) throw new InvalidMediaError('Ogg is cut off');
  const granule = head.readBigInt64LE(6);
  const isLast = (head.readUInt8(5) & 4) !== 0;
  return { body, end, isLast, granule: granule === -1n ? undefined : granule };
}

/** What a walk over all pages finds. */
export interface OggWalk extends Dimensions {
  /** The last page says that it is the last. */
  readonly hasEnd: boolean;
}

/**
 * Walks an Ogg file page by page (RFC 3533): each lies within the file. What follows the page that says
 * that it is the last may be anything.
 * @throws InvalidMediaError
 */
export async function walkOgg(bytes: ByteSource): Promise<OggWalk> {
  let rate = 0;
  let granule = 0n;
  let hasEnd = false;
  let offset = 0;
  while (offset < bytes.sizeBytes) {
    const page = await pageAt(bytes, offset);
    if (page === undefined) {
      if (hasEnd && offset > 0) break;
      throw new InvalidMediaError('Ogg is cut off');
    }
    if (offset === 0)
      rate = rateOf(await bytes.read(page.body, Math.min(16, page.end - page.body)));
    granule = page.granule ?? granule;
    hasEnd = page.isLast;
    offset = page.end;
  }
  if (granule <= 0n) throw new InvalidMediaError('Ogg without sound');
  const durationMs = rate === 0 ? undefined : Math.round((Number(granule) / rate) * 1000);
  return { hasEnd, ...(durationMs !== undefined && { durationMs }) };
}

/**
 * Proves an Ogg file: whole pages to the end, with sound in them.
 * @throws InvalidMediaError
 */
export async function checkOgg(bytes: ByteSource): Promise<Dimensions> {
  const { hasEnd: _, ...dimensions } = await walkOgg(bytes);
  return dimensions;
}
