import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { Root } from '../files/root.ts';
import { fileSource, type ByteSource } from './byte-source.ts';
import { InvalidMediaError, type Dimensions } from './invalid-media.ts';
import { onDisk } from '../platform/on-disk.ts';
import { checkAac } from './sound/aac.ts';
import { checkFlac } from './sound/flac.ts';
import { checkGif } from './gif.ts';
import { checkJpeg } from './jpeg.ts';
import { Meter } from './meter.ts';
import { checkMp3 } from './sound/mp3.ts';
import { checkFilm, type FilmFacts } from './mp4.ts';
import { checkOgg } from './sound/ogg.ts';
import { checkPng } from './png.ts';
import {
  isFormatOf,
  mimeTypeOf,
  sniff,
  sniffedBytes,
  type MediaFormat,
  type MediaKind,
} from './sniff.ts';
import { checkWav } from './sound/wav.ts';
import { checkWebm } from './webm.ts';
import { checkWebp } from './webp.ts';

/** The facts of a file that is whole. */
export interface MediaFacts extends Dimensions {
  readonly extension: string;
  readonly mimeType: string;
  /** Four letters for the coding of a film's picture, where not every player knows it: `hvc1`. */
  readonly codec?: string;
}

const wordOf: { readonly [K in MediaKind]: string } = {
  video: 'video',
  image: 'image',
  any: 'video, image or sound',
};

type Check = (bytes: ByteSource) => Promise<FilmFacts>;

const checks: { readonly [F in MediaFormat]: Check } = {
  mp4: checkFilm,
  mov: checkFilm,
  webm: checkWebm,
  mkv: checkWebm,
  weba: checkWebm,
  jpg: checkJpeg,
  png: checkPng,
  webp: checkWebp,
  gif: checkGif,
  wav: checkWav,
  mp3: checkMp3,
  m4a: checkFilm,
  flac: checkFlac,
  ogg: checkOgg,
  aac: checkAac,
};

/** What a film's format is called when there is only sound in it. */
const soundOf: { readonly [F in MediaFormat]?: MediaFormat } = {
  mp4: 'm4a',
  mov: 'm4a',
  webm: 'weba',
};

/** A file may claim any number; only those that can be true are kept. */
function plausible({ width, height, durationMs }: FilmFacts): Dimensions {
  const isCount = (value: number | undefined): value is number =>
    Number.isSafeInteger(value) && value !== 0;
  return {
    ...(isCount(width) && { width }),
    ...(isCount(height) && { height }),
    ...(isCount(durationMs) && { durationMs }),
  };
}

/**
 * Proves by its structure that a file is a whole video, picture or sound: its container is walked from the
 * first byte to the last, so that a missing end is seen. Reads headers only; pictures are not decoded.
 * @throws the system's error when the file cannot be read
 */
export async function checkMedia(
  bytes: ByteSource,
  kind: MediaKind,
): Promise<Outcome<MediaFacts, Failure>> {
  const metered = Meter.of(bytes);
  const format = sniff(await metered.read(0, sniffedBytes));
  if (!isFormatOf(kind, format)) {
    return fail({ code: 'media-damaged', detail: `${format} instead of a ${wordOf[kind]}` });
  }
  try {
    const found = await checks[format](metered);
    const isSound = found.isSound === true;
    if (isSound && kind !== 'any') {
      return fail({ code: 'media-damaged', detail: `sound instead of a ${wordOf[kind]}` });
    }
    const extension = isSound ? (soundOf[format] ?? format) : format;
    const codec = found.codec === undefined ? {} : { codec: found.codec };
    return succeed({ extension, mimeType: mimeTypeOf(extension), ...plausible(found), ...codec });
  } catch (error) {
    if (error instanceof InvalidMediaError)
      return fail({ code: 'media-damaged', detail: error.message });
    throw error;
  }
}

/**
 * The same proof for a file below a root.
 * @throws DiskError when it cannot be read
 */
export async function checkMediaFile(
  root: Root,
  path: string,
  kind: MediaKind,
): Promise<Outcome<MediaFacts, Failure>> {
  const absolute = root.absolute(path);
  const file = await onDisk(absolute, root.openFile(path));
  try {
    return await onDisk(
      absolute,
      fileSource(file).then((bytes) => checkMedia(bytes, kind)),
    );
  } finally {
    await file.close();
  }
}
