import { boxesIn, childOf, type Box } from './box.ts';
import { longestReadBytes, type ByteSource } from './byte-source.ts';
import { InvalidMediaError } from './invalid-media.ts';
import { Meter } from './meter.ts';
import { walkOgg } from './sound/ogg.ts';
import { segmentEnd } from './webm.ts';

/** The largest of the offsets at which the chunks of a track begin: `stco` and `co64`, 8.7.5. */
async function lastChunkAt(bytes: ByteSource, table: Box): Promise<number> {
  const width = table.type === 'co64' ? 8 : 4;
  let last = 0;
  for (let at = table.body + 8; at < table.end; at += longestReadBytes) {
    const entries = await bytes.read(at, Math.min(longestReadBytes, table.end - at));
    for (let entry = 0; entry + width <= entries.length; entry += width) {
      const offset =
        width === 8 ? Number(entries.readBigUInt64BE(entry)) : entries.readUInt32BE(entry);
      last = Math.max(last, offset);
    }
  }
  return last;
}

async function chunkTableOf(bytes: ByteSource, track: Box): Promise<Box | undefined> {
  let box: Box | undefined = track;
  for (const type of ['mdia', 'minf', 'stbl']) box = box && (await childOf(bytes, box, type));
  return box && ((await childOf(bytes, box, 'stco')) ?? (await childOf(bytes, box, 'co64')));
}

/** Whether every chunk of sound and picture that `moov` names begins within the bytes. */
async function hasAllChunks(bytes: ByteSource, movie: Box): Promise<boolean> {
  let tracks = 0;
  for await (const track of boxesIn(bytes, movie.body, movie.end)) {
    if (track.type !== 'trak') continue;
    const table = await chunkTableOf(bytes, track);
    if (table === undefined || (await lastChunkAt(bytes, table)) >= bytes.sizeBytes) return false;
    tracks += 1;
  }
  return tracks > 0;
}

async function isOpenEnded(bytes: ByteSource, box: Box): Promise<boolean> {
  const size = await bytes.read(box.start, 4);
  return size.length < 4 || size.readUInt32BE(0) === 0;
}

/**
 * Whether a film's boxes end with the bytes, and hold all its chunks. A box that reaches "to the end of
 * the file" says nothing of where that is, and after a fragment the next may be on its way.
 */
async function doFilmBoxesEnd(bytes: ByteSource): Promise<boolean> {
  let movie: Box | undefined;
  let end = 0;
  for await (const box of boxesIn(bytes, 0, bytes.sizeBytes)) {
    const isOpen = await isOpenEnded(bytes, box);
    if (isOpen || box.type === 'moof') return false;
    if (box.type === 'moov') movie ??= box;
    end = box.end;
  }
  if (movie === undefined || end !== bytes.sizeBytes) return false;
  const isFragmented = (await childOf(bytes, movie, 'mvex')) !== undefined;
  return !isFragmented && hasAllChunks(bytes, movie);
}

/**
 * Whether a file that passed its check says itself that it ends where the bytes end, so that it is
 * whole although nobody announced its length: no sound and no picture can be missing.
 * @param extension as `checkMedia` found it
 */
export async function isSelfTerminated(bytes: ByteSource, extension: string): Promise<boolean> {
  try {
    return await doesEnd(Meter.of(bytes), extension);
  } catch (error) {
    // The check does not look into every box: what is damaged further down says nothing of its end.
    if (error instanceof InvalidMediaError) return false;
    throw error;
  }
}

async function doesEnd(bytes: ByteSource, extension: string): Promise<boolean> {
  switch (extension) {
    case 'mp4':
    case 'mov':
    case 'm4a':
      return doFilmBoxesEnd(bytes);
    case 'webm':
    case 'mkv':
    case 'weba':
      return (await segmentEnd(bytes)) === bytes.sizeBytes;
    case 'ogg':
      return (await walkOgg(bytes)).hasEnd;
    case 'jpg':
    case 'png':
    case 'webp':
    case 'gif':
      return true; // the check has seen the end marker, or the length in the file's own header
    default:
      return false;
  }
}
