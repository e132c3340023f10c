import type { ByteSource } from '../byte-source.ts';
import { InvalidMediaError, type Dimensions } from '../invalid-media.ts';

/** Samples a second by the header's index (ISO/IEC 13818-7, table 35). */
const sampleRates = [
  ...[96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000],
  ...[22_050, 16_000, 12_000, 11_025, 8_000, 7_350],
] as const;

const headBytes = 7;
const samplesPerBlock = 1024;

interface Frame {
  readonly sizeBytes: number;
  readonly seconds: number;
}

/** A frame's head (ISO/IEC 13818-7, 6.2.1). @returns `undefined` for other bytes */
function frameOf(head: Buffer): Frame | undefined {
  if (head.length < headBytes || (head.readUInt16BE(0) & 0xfff6) !== 0xfff0) return undefined;
  const sampleRate = sampleRates[(head.readUInt8(2) >> 2) & 0xf];
  const sizeBytes = (head.readUInt32BE(3) >>> 13) & 0x1fff;
  if (sampleRate === undefined || sizeBytes < headBytes) return undefined;
  const blocks = (head.readUInt8(6) & 3) + 1;
  return { sizeBytes, seconds: (blocks * samplesPerBlock) / sampleRate };
}

/**
 * Proves AAC sound in ADTS form: frame after frame, each within the file. It says nothing of its end, and may
 * be cut after any of them.
 * @throws InvalidMediaError
 */
export async function checkAac(bytes: ByteSource): Promise<Dimensions> {
  let seconds = 0;
  let frames = 0;
  let offset = 0;
  for (;;) {
    const frame = frameOf(await bytes.read(offset, headBytes));
    if (frame === undefined) break;
    offset += frame.sizeBytes;
    if (offset > bytes.sizeBytes) throw new InvalidMediaError('AAC is cut off');
    seconds += frame.seconds;
    frames += 1;
  }
  if (frames < 2) throw new InvalidMediaError('AAC without sound'); // two bytes alone prove nothing
  return { durationMs: Math.max(1, Math.round(seconds * 1000)) };
}
