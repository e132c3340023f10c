import { childOf, fieldsOf, type Box } from './box.ts';
import type { ByteSource } from './byte-source.ts';
import { InvalidMediaError, type Dimensions } from './invalid-media.ts';
import { fragmentsMs } from './film-fragments.ts';
import { layOutFilm } from './film-layout.ts';
import { extentOf } from './film-samples.ts';
import { readTimes, sizeOfTrack, tracksOf, type FilmTrack } from './film-tracks.ts';

/** What a film’s header claims. */
export interface FilmFacts extends Dimensions {
  /** There is no picture in it. */
  readonly isSound?: true;
  /** Four letters of the picture's sample entry where not every player knows it: `hvc1`, `apch`. */
  readonly codec?: string;
}

/** What every player knows. */
const common: ReadonlySet<string> = new Set(['avc1', 'avc3', 'av01', 'vp08', 'vp09']);

/** A duration in units of a timescale; 0 is unknown. */
function toMs(duration: number, timescale: number): number | undefined {
  if (duration <= 0 || timescale === 0) return undefined;
  return Math.max(1, Math.round((duration / timescale) * 1000));
}

/** `mvhd`, ISO/IEC 14496-12, 8.2.2, and where it does not know, be it of what units, the longest track. */
async function movieMs(
  bytes: ByteSource,
  movie: Box,
  tracks: readonly FilmTrack[],
): Promise<number | undefined> {
  const header = await childOf(bytes, movie, 'mvhd');
  if (header === undefined) throw new InvalidMediaError('no mvhd');
  const { timescale, duration } = await readTimes(bytes, header);
  const told = toMs(duration, timescale);
  if (told !== undefined) return told;
  const longest = Math.max(0, ...tracks.map((track) => toMs(track.duration, track.timescale) ?? 0));
  return longest > 0 ? longest : undefined;
}

/** `mvex/mehd`, 8.8.2: the whole duration of a fragmented film, in the units of `mvhd`. */
async function extendedMs(bytes: ByteSource, movie: Box): Promise<number | undefined> {
  const header = await childOf(bytes, movie, 'mvhd');
  const extended = await childOf(bytes, movie, 'mvex');
  const box = extended && (await childOf(bytes, extended, 'mehd'));
  if (header === undefined || box === undefined) return undefined;
  const { timescale } = await readTimes(bytes, header);
  const isLong = (await fieldsOf(bytes, box, 4)).readUInt8(0) === 1;
  const fields = await fieldsOf(bytes, box, isLong ? 12 : 8);
  return toMs(isLong ? Number(fields.readBigUInt64BE(4)) : fields.readUInt32BE(4), timescale);
}

/**
 * `sidx`, 8.16.3: its references, 12 bytes each, lie one after another behind it.
 * @returns their duration
 * @throws InvalidMediaError when they reach beyond the end
 */
async function indexedMs(bytes: ByteSource, index: Box): Promise<number | undefined> {
  const isLong = (await fieldsOf(bytes, index, 4)).readUInt8(0) === 1;
  const fixedBytes = isLong ? 32 : 24;
  const fields = await fieldsOf(bytes, index, fixedBytes);
  const timescale = fields.readUInt32BE(8);
  const count = fields.readUInt16BE(fixedBytes - 2);
  let end = index.end + (isLong ? Number(fields.readBigUInt64BE(20)) : fields.readUInt32BE(16));
  let duration = 0;
  for (let entry = 0; entry < count; entry += 1) {
    const start = index.body + fixedBytes + entry * 12;
    const reference = await bytes.read(start, 12);
    if (start + 12 > index.end || reference.length < 12) {
      throw new InvalidMediaError('sidx is too short');
    }
    end += reference.readUInt32BE(0) & 0x7fff_ffff;
    duration += reference.readUInt32BE(4);
  }
  if (end > bytes.sizeBytes) throw new InvalidMediaError('a fragment is cut off');
  return toMs(duration, timescale);
}

async function pictureOf(bytes: ByteSource, tracks: readonly FilmTrack[]): Promise<FilmFacts> {
  const picture = tracks.find(({ kind }) => kind === 'vide');
  if (picture === undefined) return { isSound: true };
  const { codec } = picture;
  const isRare = codec !== undefined && !common.has(codec);
  return { ...(await sizeOfTrack(bytes, picture)), ...(isRare && { codec }) };
}

/**
 * Proves an MP4 or MOV whole (ISO/IEC 14496-12; Apple's QuickTime format has the same boxes): no box is cut
 * off, and where boxes alone do not tell, every sample lies within the file, be it named by tables or by
 * fragments (8.8). A duration that nothing tells is left unknown.
 * @throws InvalidMediaError
 */
export async function checkFilm(bytes: ByteSource): Promise<FilmFacts> {
  const { movie, fragments, indexes, isClosed } = await layOutFilm(bytes);
  const tracks = await tracksOf(bytes, movie);
  if (tracks.length === 0) throw new InvalidMediaError('no video track');
  const begun = new Set<number>();
  for (const track of tracks) {
    const { count, end } = await extentOf(bytes, track);
    // Boxes that end with the file are as whole as their writer left them, whatever his tables say.
    if (!isClosed && end > bytes.sizeBytes) {
      throw new InvalidMediaError(
        `samples are cut off: ${String(end - bytes.sizeBytes)} bytes are missing`,
      );
    }
    if (count > 0) begun.add(track.id);
  }
  if (fragments.length === 0 && begun.size === 0) throw new InvalidMediaError('no samples');
  const picture = await pictureOf(bytes, tracks);
  const wholeMs = await movieMs(bytes, movie, tracks);
  if (fragments.length === 0) {
    return { ...picture, ...(wholeMs !== undefined && { durationMs: wholeMs }) };
  }
  let indexMs: number | undefined;
  for (const index of indexes) indexMs = (await indexedMs(bytes, index)) ?? indexMs;
  const durationMs =
    (await fragmentsMs(bytes, { movie, fragments, tracks, begun })) ??
    (await extendedMs(bytes, movie)) ??
    (indexes.length === 1 ? indexMs : undefined) ??
    wholeMs;
  return { ...picture, ...(durationMs !== undefined && { durationMs }) };
}
