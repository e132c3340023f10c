import type { ByteSource } from '../byte-source.ts';
import { InvalidMediaError, type Dimensions } from '../invalid-media.ts';

const markerBytes = 4;
const blockHeadBytes = 4;

/** A block of STREAMINFO: bits, not bytes, from the twelfth byte on (RFC 9639, 8.2). */
async function durationOf(bytes: ByteSource, body: number): Promise<number | undefined> {
  const info = await bytes.read(body, 18);
  if (info.length < 18) throw new InvalidMediaError('FLAC is cut off');
  const samplesPerSecond = info.readUIntBE(10, 3) >>> 4;
  const samples = (info.readUInt8(13) & 0x0f) * 2 ** 32 + info.readUInt32BE(14);
  if (samplesPerSecond === 0 || samples === 0) return undefined; // recorded without knowing it
  return Math.max(1, Math.round((samples / samplesPerSecond) * 1000));
}

/**
 * Proves a FLAC file as far as it says anything of its end (RFC 9639): STREAMINFO, every block of metadata
 * within the file, and a frame after them.
 * @throws InvalidMediaError
 */
export async function checkFlac(bytes: ByteSource): Promise<Dimensions> {
  let durationMs: number | undefined;
  let offset = markerBytes;
  for (let isFirst = true; ; isFirst = false) {
    const head = await bytes.read(offset, blockHeadBytes);
    if (head.length < blockHeadBytes) throw new InvalidMediaError('FLAC is cut off');
    const type = head.readUInt8(0);
    if (isFirst) {
      if ((type & 0x7f) !== 0) throw new InvalidMediaError('FLAC without a format');
      durationMs = await durationOf(bytes, offset + blockHeadBytes);
    }
    offset += blockHeadBytes + head.readUIntBE(1, 3);
    if ((type & 0x80) !== 0) break; // the last block
  }
  const frame = await bytes.read(offset, 2);
  const isFrame = frame.length === 2 && (frame.readUInt16BE(0) & 0xfffc) === 0xfff8;
  if (!isFrame) throw new InvalidMediaError('FLAC without sound');
  return durationMs === undefined ? {} : { durationMs };
}
