import { boxesIn, childOf, fieldsOf, type Box } from './box.ts';
import type { Bytes } from './bytes.ts';
import { DamagedMedia, type Dimensions } from './damaged.ts';

/** What the top level of a file holds. */
interface Layout {
  readonly movie: Box;
  readonly mediaBytes: number;
  readonly fragments: number;
  /** `sidx`: duration of a fragmented file, when its writer left an index. */
  readonly index?: Box;
}

/** Walks the top level: `ftyp` first, one `moov`, media data, and nothing cut off. */
async function layOut(bytes: Bytes): Promise<Layout> {
  let movie: Box | undefined;
  let index: Box | undefined;
  let mediaBytes = 0;
  let fragments = 0;
  let end = 0;
  for await (const box of boxesIn(bytes, 0, bytes.sizeBytes)) {
    if (box.type === 'moov') movie ??= box;
    if (box.type === 'sidx') index ??= box;
    if (box.type === 'moof') fragments += 1;
    if (box.type === 'mdat') mediaBytes += box.end - box.body;
    end = box.end;
  }
  if (movie === undefined) throw new DamagedMedia('no moov');
  if (mediaBytes === 0) throw new DamagedMedia('no media data');
  // A few stray bytes after a whole film do no harm; after fragments they are the next one's beginning.
  if (fragments > 0 && end < bytes.sizeBytes) throw new DamagedMedia('a fragment is cut off');
  return { movie, mediaBytes, fragments, ...(index === undefined ? {} : { index }) };
}

/** A duration in units of a timescale; all ones mean "cannot be determined" (8.2.2.3). */
function toMs(duration: bigint, timescale: number, unknown: bigint): number | undefined {
  if (duration === 0n || duration === unknown || timescale === 0) return undefined;
  return Math.max(1, Math.round((Number(duration) / timescale) * 1000));
}

const ones32 = 0xffff_ffffn;
const ones64 = 0xffff_ffff_ffff_ffffn;

interface MovieTime {
  readonly timescale: number;
  readonly durationMs?: number;
}

/** `mvhd`, ISO/IEC 14496-12, 8.2.2. Version 1 has 64-bit times. */
async function movieTime(bytes: Bytes, movie: Box): Promise<MovieTime> {
  const header = await childOf(bytes, movie, 'mvhd');
  if (header === undefined) throw new DamagedMedia('no mvhd');
  const isLong = (await fieldsOf(bytes, header, 4)).readUInt8(0) === 1;
  const fields = await fieldsOf(bytes, header, isLong ? 32 : 20);
  const timescale = fields.readUInt32BE(isLong ? 20 : 12);
  if (timescale === 0) throw new DamagedMedia('mvhd has no timescale');
  const durationMs = isLong
    ? toMs(fields.readBigUInt64BE(24), timescale, ones64)
    : toMs(BigInt(fields.readUInt32BE(16)), timescale, ones32);
  return { timescale, ...(durationMs === undefined ? {} : { durationMs }) };
}

/** `mvex/mehd`, 8.8.2: the whole duration of a fragmented film. */
async function extendedMs(
  bytes: Bytes,
  extends_: Box,
  timescale: number,
): Promise<number | undefined> {
  const header = await childOf(bytes, extends_, 'mehd');
  if (header === undefined) return undefined;
  const isLong = (await fieldsOf(bytes, header, 4)).readUInt8(0) === 1;
  const fields = await fieldsOf(bytes, header, isLong ? 12 : 8);
  return isLong
    ? toMs(fields.readBigUInt64BE(4), timescale, ones64)
    : toMs(BigInt(fields.readUInt32BE(4)), timescale, ones32);
}

/** `sidx`, 8.16.3: the durations of its references add up. References are 12 bytes each. */
async function indexedMs(bytes: Bytes, index: Box): Promise<number | undefined> {
  const isLong = (await fieldsOf(bytes, index, 4)).readUInt8(0) === 1;
  const fixedBytes = isLong ? 32 : 24;
  const fields = await fieldsOf(bytes, index, fixedBytes);
  const timescale = fields.readUInt32BE(8);
  const count = fields.readUInt16BE(fixedBytes - 2);
  let duration = 0n;
  for (let entry = 0; entry < count; entry += 1) {
    const start = index.body + fixedBytes + entry * 12;
    const reference = await bytes.read(start, 12);
    if (start + 12 > index.end || reference.length < 12) {
      throw new DamagedMedia('sidx is too short');
    }
    duration += BigInt(reference.readUInt32BE(4));
  }
  return toMs(duration, timescale, ones64);
}

async function isVideoTrack(bytes: Bytes, track: Box): Promise<boolean> {
  const media = await childOf(bytes, track, 'mdia');
  const handler = media === undefined ? undefined : await childOf(bytes, media, 'hdlr');
  if (handler === undefined) return false;
  return (await fieldsOf(bytes, handler, 12)).toString('latin1', 8, 12) === 'vide';
}

/** `tkhd`, 8.3.2: 16.16 sizes at the end, after the matrix {a, b, u, c, d, v, x, y, w}. */
async function trackSize(bytes: Bytes, track: Box): Promise<Dimensions> {
  const header = await childOf(bytes, track, 'tkhd');
  if (header === undefined) throw new DamagedMedia('no tkhd');
  const isLong = (await fieldsOf(bytes, header, 4)).readUInt8(0) === 1;
  const matrix = isLong ? 52 : 40;
  const fields = await fieldsOf(bytes, header, matrix + 44);
  const width = fields.readUInt32BE(matrix + 36) >>> 16;
  const height = fields.readUInt32BE(matrix + 40) >>> 16;
  const isTurned = fields.readInt32BE(matrix) === 0 && fields.readInt32BE(matrix + 16) === 0;
  return isTurned ? { width: height, height: width } : { width, height };
}

async function videoSize(bytes: Bytes, movie: Box): Promise<Dimensions> {
  for await (const track of boxesIn(bytes, movie.body, movie.end)) {
    if (track.type === 'trak' && (await isVideoTrack(bytes, track))) return trackSize(bytes, track);
  }
  throw new DamagedMedia('no video track');
}

/**
 * Proves an MP4 or MOV whole (ISO/IEC 14496-12; Apple's QuickTime format has the same boxes): every box
 * lies within the file, `moov` has a video track and a duration, and there are media data. A fragmented
 * file (8.8) may keep its duration in `mehd` or `sidx`, or, written live, nowhere; then its fragments
 * stand for it.
 * @throws DamagedMedia
 */
export async function checkMp4(bytes: Bytes): Promise<Dimensions> {
  const { movie, fragments, index } = await layOut(bytes);
  const { timescale, durationMs } = await movieTime(bytes, movie);
  const size = await videoSize(bytes, movie);
  if (durationMs !== undefined) return { ...size, durationMs };
  const extends_ = await childOf(bytes, movie, 'mvex');
  if (extends_ === undefined || fragments === 0) throw new DamagedMedia('no duration');
  const wholeMs =
    (await extendedMs(bytes, extends_, timescale)) ??
    (index === undefined ? undefined : await indexedMs(bytes, index));
  return wholeMs === undefined ? size : { ...size, durationMs: wholeMs };
}
