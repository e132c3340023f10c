import { readFileSync } from 'node:fs';
import { fixtureFolder } from '../../../fake/provider/fixture.ts';
import { fragmented, gif, indexed, losslessWebp, lossyWebp, mov, webm } from './media-samples.ts';

function fixture(name: string): Buffer {
  return readFileSync(`${fixtureFolder}/media/${name}`);
}

/** Whole files of every format. */
export const wholeFiles: readonly Buffer[] = [
  mov,
  fragmented,
  indexed,
  webm,
  gif,
  losslessWebp,
  lossyWebp,
  fixture('tide.jpg'),
  fixture('still.png'),
  // Films are long: what matters of them is at both ends.
  fixture('dunes.mp4'),
];

const tellingBytes = [0x00, 0x01, 0x07, 0x08, 0x40, 0x7f, 0x80, 0xd9, 0xda, 0xfe, 0xff];
const telling32 = [0, 1, 2, 7, 8, 9, 15, 16, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const telling64 = [
  0n,
  1n,
  15n,
  16n,
  2n ** 32n,
  2n ** 53n - 1n,
  2n ** 53n + 1n,
  2n ** 63n,
  2n ** 64n - 1n,
];
const types = [
  'moov',
  'moof',
  'trak',
  'mdia',
  'mdat',
  'stbl',
  'stco',
  'co64',
  'sidx',
  'free',
  'IDAT',
  'IEND',
];

type Random = (below: number) => number;

function oneOf<T>(random: Random, values: readonly [T, ...T[]] | readonly T[]): T {
  return values[random(values.length)] as T; // every list here has something in it
}

/** Where headers are: near the beginning or the end as often as anywhere. */
function place(random: Random, bytes: Buffer, room: number): number {
  const last = Math.max(1, bytes.length - room);
  const nearBytes = Math.min(last, 1500);
  const where = random(3);
  return where === 0
    ? random(nearBytes)
    : where === 1
      ? last - 1 - random(nearBytes)
      : random(last);
}

type Change = (bytes: Buffer, random: Random) => Buffer;

function inPlace(room: number, write: (bytes: Buffer, at: number, random: Random) => void): Change {
  return (bytes, random) => {
    if (bytes.length > room) write(bytes, Math.max(0, place(random, bytes, room)), random);
    return bytes;
  };
}

const changes: readonly Change[] = [
  inPlace(1, (bytes, at, random) => bytes.writeUInt8(random(256), at)),
  inPlace(1, (bytes, at, random) => bytes.writeUInt8(oneOf(random, tellingBytes), at)),
  inPlace(4, (bytes, at, random) => bytes.writeUInt32BE(oneOf(random, telling32), at)),
  inPlace(4, (bytes, at, random) => bytes.writeUInt32BE(random(bytes.length + 64), at)),
  inPlace(8, (bytes, at, random) => bytes.writeBigUInt64BE(oneOf(random, telling64), at)),
  inPlace(8, (bytes, at, random) => bytes.write(oneOf(random, types), at, 'latin1')),
  (bytes, random) => bytes.subarray(0, random(bytes.length + 1)),
  (bytes, random) => {
    const at = place(random, bytes, 1);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(40))]);
  },
  (bytes, random) => {
    const at = place(random, bytes, 1);
    const from = place(random, bytes, 1);
    const piece = bytes.subarray(from, from + random(200));
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
  },
  (bytes, random) => {
    const other = oneOf(random, wholeFiles);
    const at = place(random, bytes, 1);
    return Buffer.concat([bytes.subarray(0, at), other.subarray(place(random, other, 1))]);
  },
];

/**
 * A whole file with one to four changes that hurt a reader of headers.
 * @param next from 0 up to but without 1
 */
export function mutant(next: () => number): Buffer {
  const random: Random = (below) => Math.floor(next() * below);
  let bytes: Buffer = Buffer.from(oneOf(random, wholeFiles));
  for (let count = 1 + random(4); count > 0 && bytes.length > 0; count -= 1) {
    bytes = oneOf(random, changes)(bytes, random);
  }
  return bytes;
}
