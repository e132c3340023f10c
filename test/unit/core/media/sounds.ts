/** Sound of one second, by hand: 8,000 samples of 16 bits, of which nobody hears anything. */
export function wav(seconds = 1, more: Buffer = Buffer.alloc(0)): Buffer {
  const data = Buffer.alloc(seconds * 16_000);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22); // mono
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(16_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data, more]);
}

/** Frames of MPEG-1, layer III, 128 kbit/s, 44.1 kHz: 417 bytes and 1152 samples each. */
export function mp3(frames = 40, { tag = true, info = true } = {}): Buffer {
  const frame = Buffer.alloc(417);
  frame.writeUInt32BE(0xfffb_9064, 0);
  const first = Buffer.from(frame);
  if (info) {
    first.write('Info', 36);
    first.writeUInt32BE(3, 40);
    first.writeUInt32BE(frames, 44);
    first.writeUInt32BE(frames * 417, 48);
  }
  const id3 = Buffer.alloc(tag ? 30 : 0);
  if (tag) {
    id3.write('ID3\u0004', 0, 'latin1');
    id3.writeUInt8(20, 9);
  }
  return Buffer.concat([id3, first, ...Array.from({ length: frames - 1 }, () => frame)]);
}

/** Two frames at 128 kbit/s and one at 64: what an encoder of changing rate makes, without a note. */
export function changingMp3(): Buffer {
  const fast = mp3(2, { tag: false, info: false });
  const slow = Buffer.alloc(208);
  slow.writeUInt32BE(0xfffb_5064, 0);
  return Buffer.concat([fast, ...Array.from({ length: 36 }, () => slow)]);
}

/** WAVE that says its sizes in 64 bits (EBU Tech 3306): those of 32 bits are left at their largest. */
export function rf64(): Buffer {
  const long = Buffer.alloc(36);
  long.write('ds64', 0);
  long.writeUInt32LE(28, 4);
  const plain = wav();
  long.writeBigUInt64LE(BigInt(plain.length - 8 + long.length), 8);
  long.writeBigUInt64LE(BigInt(plain.length - 44), 16);
  const bytes = Buffer.concat([plain.subarray(0, 12), long, plain.subarray(12)]);
  bytes.write('RF64', 0);
  bytes.writeUInt32LE(0xffff_ffff, 4);
  bytes.writeUInt32LE(0xffff_ffff, 40 + long.length);
  return bytes;
}

/** AAC as streams have it: frames of 100 bytes and 1024 samples at 44.1 kHz, each behind its length. */
export function aac(frames = 43): Buffer {
  const frame = Buffer.alloc(100);
  frame.writeUInt32BE(0xfff1_5080, 0);
  frame.writeUInt16BE((100 << 5) | 0x1f, 4);
  frame.writeUInt8(0xfc, 6);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}

/** STREAMINFO of two seconds at 44.1 kHz, a comment, and the beginning of a frame. */
export function flac(): Buffer {
  const info = Buffer.alloc(38);
  info.writeUInt32BE(34, 0);
  info.writeUIntBE((44_100 << 4) | 0, 14, 3);
  info.writeUInt32BE(88_200, 18);
  const comment = Buffer.alloc(4 + 20);
  comment.writeUInt32BE(0x8400_0000 + 20, 0);
  const frame = Buffer.alloc(64);
  frame.writeUInt16BE(0xfff8, 0);
  return Buffer.concat([Buffer.from('fLaC'), info, comment, frame]);
}

function page(flags: number, granule: bigint, packet: Buffer): Buffer {
  const head = Buffer.alloc(28);
  head.write('OggS', 0);
  head.writeUInt8(flags, 5);
  head.writeBigInt64LE(granule, 6);
  head.writeUInt8(1, 26);
  head.writeUInt8(packet.length, 27);
  return Buffer.concat([head, packet]);
}

/** Opus in Ogg: its head, and two pages to the end of the third second. */
export function ogg({ hasEnd = true } = {}): Buffer {
  const opus = Buffer.concat([Buffer.from('OpusHead'), Buffer.alloc(11)]);
  return Buffer.concat([
    page(2, 0n, opus),
    page(0, 48_000n, Buffer.alloc(200)),
    page(hasEnd ? 4 : 0, 144_000n, Buffer.alloc(100)),
  ]);
}
