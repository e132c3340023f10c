import { longestReadBytes, type ByteSource } from '../byte-source.ts';
import { InvalidMediaError, type Dimensions } from '../invalid-media.ts';

/** An audio frame of MPEG-1 or MPEG-2 (ISO/IEC 11172-3, 2.4.1; 13818-3). */
interface Frame {
  readonly sizeBytes: number;
  readonly samples: number;
  readonly samplesPerSecond: number;
  /** Where a Xing header would stand in it. */
  readonly sideEnd: number;
}

const sampleRates = [44_100, 48_000, 32_000] as const;

/** Kilobits per second by the header's index: layers III and II of MPEG-1, and both of MPEG-2. */
const bitRates = {
  3: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  low: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;

/** Reads a frame's four bytes. @returns `undefined` when they are no frame of layer II or III */
function frameOf(head: Buffer): Frame | undefined {
  if (head.length < 4 || head[0] !== 0xff) return undefined;
  const [, second = 0, third = 0, fourth = 0] = head;
  const version = (second >> 3) & 3; // 3: MPEG-1; 2: MPEG-2; 0: MPEG-2.5
  const layer = 4 - ((second >> 1) & 3);
  if ((second & 0xe0) !== 0xe0 || version === 1 || (layer !== 3 && layer !== 2)) return undefined;
  const isFirst = version === 3;
  const rates = isFirst ? bitRates[layer] : bitRates.low;
  const kilobits = rates[(third >> 4) - 1];
  const fullRate = sampleRates[(third >> 2) & 3];
  if (kilobits === undefined || fullRate === undefined) return undefined;
  const samplesPerSecond = fullRate / (isFirst ? 1 : version === 2 ? 2 : 4);
  const samples = layer === 3 && !isFirst ? 576 : 1152;
  const padding = (third >> 1) & 1;
  const sizeBytes = Math.floor(((samples / 8) * kilobits * 1000) / samplesPerSecond) + padding;
  const isMono = fourth >> 6 === 3;
  const sideBytes = isFirst ? (isMono ? 17 : 32) : isMono ? 9 : 17;
  return {
    sizeBytes,
    samples,
    samplesPerSecond,
    sideEnd: 4 + sideBytes,
  };
}

/** Where the ID3v2 tags that begin here (id3.org, 3.1), pictures and names, have their end. */
async function afterTags(bytes: ByteSource, start: number): Promise<number> {
  let offset = start;
  for (;;) {
    const head = await bytes.read(offset, 10);
    if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return offset;
    const [flags = 0, a = 0, b = 0, c = 0, d = 0] = head.subarray(5);
    const footerBytes = (flags & 0x10) === 0 ? 0 : 10;
    offset += 10 + footerBytes + a * 2 ** 21 + b * 2 ** 14 + c * 2 ** 7 + d; // seven bits a byte
  }
}

/** The first frame that another one, or the end, follows; there may be filling before it. */
async function firstFrame(bytes: ByteSource, from: number): Promise<readonly [number, Frame]> {
  const window = Buffer.from(await bytes.read(from, longestReadBytes));
  for (let at = window.indexOf(0xff); at !== -1; at = window.indexOf(0xff, at + 1)) {
    const frame = frameOf(window.subarray(at, at + 4));
    if (frame === undefined) continue;
    const next = from + at + frame.sizeBytes;
    const isLast = next === bytes.sizeBytes;
    if (isLast || frameOf(await bytes.read(next, 4)) !== undefined) return [from + at, frame];
  }
  throw new InvalidMediaError('MP3 without a frame');
}

/** What an encoder says in the first frame: frames and bytes of the whole. */
async function announced(
  bytes: ByteSource,
  at: number,
  frame: Frame,
): Promise<{ readonly frames?: number; readonly bytes?: number }> {
  const header = await bytes.read(at + frame.sideEnd, 16);
  const word = header.toString('latin1', 0, 4);
  if (header.length < 16 || (word !== 'Xing' && word !== 'Info')) return {};
  const flags = header.readUInt32BE(4);
  const hasFrames = (flags & 1) !== 0;
  return {
    ...(hasFrames && { frames: header.readUInt32BE(8) }),
    ...((flags & 2) !== 0 && { bytes: header.readUInt32BE(hasFrames ? 12 : 8) }),
  };
}

/** Of what lies behind the tags, the share that must be frames for their time to be that of the whole. */
const telling = 0.9;

/**
 * The time of all frames, one after another: the bit rate of the first says nothing of the others.
 * @returns in seconds; `undefined` where something else than frames and tags lies between
 */
async function walkedSeconds(bytes: ByteSource, start: number): Promise<number | undefined> {
  let seconds = 0;
  let offset = start;
  for (;;) {
    const frame = frameOf(await bytes.read(offset, 4));
    const next = frame === undefined ? await afterTags(bytes, offset) : offset + frame.sizeBytes;
    if (next <= offset || next > bytes.sizeBytes) break;
    if (frame !== undefined) seconds += frame.samples / frame.samplesPerSecond;
    offset = next;
  }
  return offset - start >= (bytes.sizeBytes - start) * telling ? seconds : undefined;
}

/**
 * Proves an MP3 as far as it says anything of its end: tags within the file, frames after them, and as many
 * bytes as the encoder announced, where it did. One without that note may end after any frame.
 * @throws InvalidMediaError
 */
export async function checkMp3(bytes: ByteSource): Promise<Dimensions> {
  const start = await afterTags(bytes, 0);
  if (start >= bytes.sizeBytes) throw new InvalidMediaError('MP3 is cut off');
  const [at, frame] = await firstFrame(bytes, start);
  const told = await announced(bytes, at, frame);
  const left = bytes.sizeBytes - at;
  if ((told.bytes ?? 0) > left) throw new InvalidMediaError('MP3 is cut off');
  const seconds =
    told.frames === undefined
      ? await walkedSeconds(bytes, at)
      : (told.frames * frame.samples) / frame.samplesPerSecond;
  return seconds === undefined ? {} : { durationMs: Math.max(1, Math.round(seconds * 1000)) };
}
