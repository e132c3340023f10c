import { boxesIn, childOf, fieldsOf, type Box } from './box.ts';
import { longestReadBytes, type ByteSource } from './byte-source.ts';
import { InvalidMediaError, type Dimensions } from './invalid-media.ts';

/** A track of picture or sound. */
export interface FilmTrack {
  readonly kind: 'vide' | 'soun';
  readonly id: number;
  /** Units a second of all its times; 0 when it does not say. */
  readonly timescale: number;
  /** In those units; 0 when unknown. */
  readonly duration: number;
  /** `stbl`: its samples, and where they lie. */
  readonly table: Box;
  /** Four letters of its first sample entry: `avc1`, `hvc1`, `apch`. */
  readonly codec?: string;
  readonly box: Box;
}

const kinds: ReadonlySet<string> = new Set(['vide', 'soun']);

/** All ones mean "cannot be determined" (ISO/IEC 14496-12, 8.2.2.3). */
const unknown32 = 0xffff_ffff;
const unknown64 = 0xffff_ffff_ffff_ffffn;

/** `version`, then two times, a number between them in `tkhd`, and what follows: 32 or 64 bits wide. */
async function isLong(bytes: ByteSource, box: Box): Promise<boolean> {
  return (await fieldsOf(bytes, box, 4)).readUInt8(0) === 1;
}

/** `mvhd` and `mdhd`, 8.2.2 and 8.4.2: their times are laid out alike. A duration of 0 is unknown. */
export async function readTimes(
  bytes: ByteSource,
  header: Box,
): Promise<{ readonly timescale: number; readonly duration: number }> {
  const long = await isLong(bytes, header);
  const fields = await fieldsOf(bytes, header, long ? 32 : 20);
  const timescale = fields.readUInt32BE(long ? 20 : 12);
  if (!long) {
    const duration = fields.readUInt32BE(16);
    return { timescale, duration: duration === unknown32 ? 0 : duration };
  }
  const duration = fields.readBigUInt64BE(24);
  return { timescale, duration: duration === unknown64 ? 0 : Number(duration) };
}

/** `stts`, 8.6.1.2: how many samples last how long. */
async function sampleTime(bytes: ByteSource, table: Box): Promise<number> {
  const times = await childOf(bytes, table, 'stts');
  if (times === undefined) return 0;
  let sum = 0;
  const count = (await fieldsOf(bytes, times, 8)).readUInt32BE(4);
  const end = Math.min(times.end, times.body + 8 + count * 8);
  for (let at = times.body + 8; at < end; at += longestReadBytes) {
    const entries = await bytes.read(at, Math.min(longestReadBytes, end - at));
    for (let entry = 0; entry + 8 <= entries.length; entry += 8) {
      sum += entries.readUInt32BE(entry) * entries.readUInt32BE(entry + 4);
    }
  }
  return sum;
}

async function codecOf(bytes: ByteSource, table: Box): Promise<string | undefined> {
  const descriptions = await childOf(bytes, table, 'stsd');
  if (descriptions === undefined) return undefined;
  const entry = await bytes.read(descriptions.body + 8, 8);
  const codec = entry.toString('latin1', 4, 8);
  return descriptions.end >= descriptions.body + 16 && /^[\x20-\x7e]{4}$/.test(codec)
    ? codec
    : undefined;
}

async function trackOf(bytes: ByteSource, box: Box): Promise<FilmTrack | undefined> {
  const media = await childOf(bytes, box, 'mdia');
  const handler = media && (await childOf(bytes, media, 'hdlr'));
  if (media === undefined || handler === undefined) return undefined;
  const kind = (await fieldsOf(bytes, handler, 12)).toString('latin1', 8, 12);
  if (!kinds.has(kind)) return undefined; // subtitles, time codes, hints
  const header = await childOf(bytes, box, 'tkhd');
  if (header === undefined) throw new InvalidMediaError('no tkhd');
  const id = (await fieldsOf(bytes, header, 24)).readUInt32BE(
    (await isLong(bytes, header)) ? 20 : 12,
  );
  const information = await childOf(bytes, media, 'minf');
  const table = information && (await childOf(bytes, information, 'stbl'));
  if (table === undefined) throw new InvalidMediaError('no stbl');
  const times = await childOf(bytes, media, 'mdhd');
  const { timescale, duration } = times
    ? await readTimes(bytes, times)
    : { timescale: 0, duration: 0 };
  const codec = await codecOf(bytes, table);
  return {
    kind: kind as FilmTrack['kind'], // just looked up
    id,
    timescale,
    duration: duration > 0 ? duration : await sampleTime(bytes, table),
    table,
    box,
    ...(codec !== undefined && { codec }),
  };
}

/** The tracks of picture and sound in a `moov`. @throws InvalidMediaError */
export async function tracksOf(bytes: ByteSource, movie: Box): Promise<readonly FilmTrack[]> {
  const tracks: FilmTrack[] = [];
  for await (const box of boxesIn(bytes, movie.body, movie.end)) {
    const track = box.type === 'trak' ? await trackOf(bytes, box) : undefined;
    if (track !== undefined) tracks.push(track);
  }
  return tracks;
}

/** The size within the first sample entry, 12.1.3; `undefined` where it has none either. */
async function sizeOfCoding(bytes: ByteSource, table: Box): Promise<[number, number] | undefined> {
  const descriptions = await childOf(bytes, table, 'stsd');
  if (descriptions === undefined) return undefined;
  const start = descriptions.body + 8 + 32;
  const fields = await bytes.read(start, 4);
  if (start + 4 > descriptions.end || fields.length < 4) return undefined;
  const [width, height] = [fields.readUInt16BE(0), fields.readUInt16BE(2)];
  return width > 0 && height > 0 ? [width, height] : undefined;
}

/**
 * `tkhd`, 8.3.2: 16.16 sizes at the end, after the matrix {a, b, u, c, d, v, x, y, w}. Some writers leave one
 * at 0, and say it with the coding only.
 */
export async function sizeOfTrack(
  bytes: ByteSource,
  { box, table }: FilmTrack,
): Promise<Dimensions> {
  const header = await childOf(bytes, box, 'tkhd');
  if (header === undefined) throw new InvalidMediaError('no tkhd');
  const matrix = (await isLong(bytes, header)) ? 52 : 40;
  const fields = await fieldsOf(bytes, header, matrix + 44);
  const told: [number, number] = [
    fields.readUInt32BE(matrix + 36) >>> 16,
    fields.readUInt32BE(matrix + 40) >>> 16,
  ];
  const size = told.includes(0) ? await sizeOfCoding(bytes, table) : told;
  if (size === undefined) return {};
  const [width, height] = size;
  const isTurned = fields.readInt32BE(matrix) === 0 && fields.readInt32BE(matrix + 16) === 0;
  return isTurned ? { width: height, height: width } : { width, height };
}
