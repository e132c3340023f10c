import { describe, expect, test } from 'vitest';
import { bufferSource } from '../../../../electron/core/media/byte-source.ts';
import { checkMedia } from '../../../../electron/core/media/media-check.ts';
import { Meter, meterLimits } from '../../../../electron/core/media/meter.ts';
import { isSelfTerminated } from '../../../../electron/core/media/self-terminated.ts';
import { mov, fragmented, webm } from './media-samples.ts';
import { wholeFiles } from './mutants.ts';

const megabyte = 1024 ** 2;

function box(type: string, body: Uint8Array): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + body.length, 0);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
}

/** So many empty boxes that they fill the space. */
function emptyBoxes(type: string, lengthBytes: number): Buffer {
  return Buffer.alloc(Math.floor(lengthBytes / 8) * 8, box(type, Buffer.alloc(0)));
}

function element(id: number, body: Uint8Array): Buffer {
  const hex = id.toString(16);
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE((1n << 56n) + BigInt(body.length));
  return Buffer.concat([Buffer.from(hex, 'hex'), size, body]);
}

const ftyp = box('ftyp', Buffer.from('isom\0\0\0\0'));
const mdat = box('mdat', Buffer.alloc(16));

function nested(types: readonly string[], inner: Buffer): Buffer {
  return types.reduceRight<Buffer>((body, type) => box(type, body), inner);
}

const png = wholeFiles.find((bytes) => bytes[1] === 0x50) ?? Buffer.alloc(0);
const jpeg = wholeFiles.find((bytes) => bytes[0] === 0xff) ?? Buffer.alloc(0);

function chunk(type: string, lengthBytes: number): Buffer {
  const bytes = Buffer.alloc(12 + lengthBytes);
  bytes.writeUInt32BE(lengthBytes, 0);
  bytes.write(type, 4, 'latin1');
  return bytes;
}

const hostile: readonly (readonly [string, () => Buffer])[] = [
  ['empty boxes', () => Buffer.concat([ftyp, emptyBoxes('free', 15 * megabyte)])],
  ['empty moov', () => Buffer.concat([ftyp, mdat, emptyBoxes('moov', 15 * megabyte)])],
  ['empty fragments', () => Buffer.concat([fragmented, emptyBoxes('moof', 15 * megabyte)])],
  ...['trak', 'mdia', 'mvhd', 'free', 'stbl'].map((type) => {
    const make = () => Buffer.concat([ftyp, mdat, box('moov', emptyBoxes(type, 15 * megabyte))]);
    return [`a moov of empty ${type}`, make] as const;
  }),
  [
    'tracks of tracks',
    () => {
      const track = box('trak', nested(['mdia'], emptyBoxes('free', 50_000)));
      const mvhd = box('mvhd', Buffer.alloc(100, 1));
      return Buffer.concat([
        ftyp,
        mdat,
        box('moov', Buffer.concat([mvhd, Buffer.alloc(300 * track.length, track)])),
      ]);
    },
  ],
  [
    'boxes 100,000 deep',
    () => {
      const depth = 100_000;
      const bytes = Buffer.alloc(depth * 8);
      for (let level = 0; level < depth; level += 1) {
        bytes.writeUInt32BE(bytes.length - level * 8, level * 8);
        bytes.write('moov', level * 8 + 4, 'latin1');
      }
      return Buffer.concat([ftyp, bytes, mdat]);
    },
  ],
  [
    'empty elements',
    () =>
      Buffer.concat([webm.subarray(0, 40), Buffer.alloc(15 * megabyte, Buffer.from([0xec, 0x80]))]),
  ],
  [
    'a segment of empty elements',
    () => {
      const head = webm.subarray(0, webm.indexOf(Buffer.from('18538067', 'hex')));
      return Buffer.concat([
        head,
        element(0x18538067, Buffer.alloc(14 * megabyte, Buffer.from([0xec, 0x80]))),
      ]);
    },
  ],
  [
    'tracks without end',
    () => {
      const head = webm.subarray(0, webm.indexOf(Buffer.from('18538067', 'hex')));
      const tracks = element(
        0x1654ae6b,
        Buffer.alloc(14 * megabyte, Buffer.from([0xae, 0x82, 0xe0, 0x80])),
      );
      return Buffer.concat([head, element(0x18538067, tracks)]);
    },
  ],
  [
    'empty chunks of a PNG',
    () => Buffer.concat([png.subarray(0, 33), Buffer.alloc(15 * megabyte, chunk('tEXt', 0))]),
  ],
  [
    'markers without end',
    () =>
      Buffer.concat([
        jpeg.subarray(0, 2),
        Buffer.alloc(15 * megabyte, Buffer.from([0xff, 0xe1, 0, 2])),
      ]),
  ],
  [
    'fill bytes without end',
    () => Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(15 * megabyte, 0xff)]),
  ],
];

describe.each(hostile)('%s', (_, make) => {
  test('cost no more than the budget of one file', async () => {
    const bytes = make();
    const meter = Meter.of(bufferSource(bytes));
    const facts = await checkMedia(meter, 'any');
    if (facts.ok) await isSelfTerminated(meter, facts.value.extension);
    else expect(facts.failure.code).toBe('media-damaged');
    const limits = meterLimits(bytes.length);
    expect(meter.steps).toBeLessThanOrEqual(limits.steps + 1);
    expect(meter.fetchedBytes).toBeLessThanOrEqual(limits.fetchedBytes);
  });
});

describe('real films stay far within the budget', () => {
  test('of an hour with a fragment for every frame', async () => {
    const fragment = Buffer.concat([box('moof', Buffer.alloc(88)), box('mdat', Buffer.alloc(100))]);
    const film = Buffer.concat([
      fragmented.subarray(0, 28 + 0x2c8),
      Buffer.alloc(108_000 * fragment.length, fragment),
    ]);
    expect(await checkMedia(Meter.of(bufferSource(film)), 'video')).toMatchObject({ ok: true });
  });

  test('with 200,000 clusters', async () => {
    const at = webm.indexOf(Buffer.from('18538067', 'hex'));
    const body = webm.subarray(at + 12);
    const cluster = element(0x1f43b675, Buffer.from([0xe7, 0x81, 0]));
    const long = Buffer.concat([
      webm.subarray(0, at),
      element(0x18538067, Buffer.concat([body, Buffer.alloc(200_000 * cluster.length, cluster)])),
    ]);
    expect(await checkMedia(Meter.of(bufferSource(long)), 'video')).toMatchObject({ ok: true });
  });
});

test('a walk of parts that need no disk lets others have their turn', async () => {
  const film = Buffer.concat([ftyp, emptyBoxes('free', 2 * megabyte), mdat]);
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await checkMedia(bufferSource(film), 'video');
  isOver = true;
  expect(turns).toBeGreaterThan(200);
});

test('a PNG of a hundred thousand chunks without its end is no whole one', async () => {
  const bytes = Buffer.concat([png.subarray(0, 33), Buffer.alloc(120_000 * 13, chunk('IDAT', 1))]);
  expect(await checkMedia(bufferSource(bytes), 'image')).toMatchObject({ ok: false });
});

test('a film whose tables are damaged does not say where it ends', async () => {
  const at = mov.indexOf('minf', 0, 'latin1') + 4;
  const film = Buffer.from(mov);
  film.writeUInt32BE(3, at);
  expect(await isSelfTerminated(bufferSource(film), 'mov')).toBe(false);
});

test('nothing outside the file is read, whatever is asked for', async () => {
  const meter = Meter.of(bufferSource(mov));
  for (const offset of [-1, -Infinity, NaN, mov.length, 2 ** 53, 2 ** 64, Infinity]) {
    expect(await meter.read(offset, 16)).toHaveLength(0);
  }
  expect(await meter.read(mov.length - 4, 16)).toHaveLength(4);
});
