import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bufferSource } from '../../../../electron/core/media/byte-source.ts';
import { checkMedia } from '../../../../electron/core/media/media-check.ts';
import { fixtureFolder } from '../../../fake/provider/fixture.ts';
import { fragmented, gif, indexed, mov } from './media-samples.ts';

const check = (bytes: Buffer) => checkMedia(bufferSource(bytes), 'video');

function box(type: string, body: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** The top-level boxes of a film, each with its header. */
function boxesOf(film: Buffer): readonly Buffer[] {
  const boxes: Buffer[] = [];
  for (let at = 0; at < film.length; at += film.readUInt32BE(at)) {
    boxes.push(film.subarray(at, at + film.readUInt32BE(at)));
  }
  return boxes;
}

const typeOf = (each: Buffer): string => each.toString('latin1', 4, 8);

/** The film with its boxes in this order, and the offsets of its chunks moved along with its media. */
function rearranged(film: Buffer, order: readonly (string | Buffer)[]): Buffer {
  const boxes = boxesOf(film);
  const named = (type: string) => boxes.find((each) => typeOf(each) === type) ?? expect.fail(type);
  const placed = order.map((each) => Buffer.from(typeof each === 'string' ? named(each) : each));
  const offsetOf = (list: readonly Buffer[]) => {
    const index = list.findIndex((each) => typeOf(each) === 'mdat');
    return list.slice(0, index).reduce((sum, each) => sum + each.length, 0);
  };
  const moved = offsetOf(placed) - offsetOf(boxes);
  const movie = placed.find((each) => typeOf(each) === 'moov');
  for (
    let at = movie?.indexOf('stco') ?? -1;
    movie && at !== -1;
    at = movie.indexOf('stco', at + 4)
  ) {
    for (let entry = 0; entry < movie.readUInt32BE(at + 8); entry += 1) {
      const place = at + 12 + entry * 4;
      movie.writeUInt32BE(movie.readUInt32BE(place) + moved, place);
    }
  }
  return Buffer.concat(placed);
}

function patched(film: Buffer, type: string, change: (copy: Buffer, at: number) => void): Buffer {
  const copy = Buffer.from(film);
  change(copy, copy.indexOf(type, 0, 'latin1'));
  return copy;
}

/** No header of it says how long it is: the time of the movie, its track and its samples is 0. */
function timeless(film: Buffer): Buffer {
  const noMovie = patched(film, 'mvhd', (copy, at) => copy.writeUInt32BE(0, at + 20));
  const noTrack = patched(noMovie, 'mdhd', (copy, at) => copy.writeUInt32BE(0, at + 20));
  return patched(noTrack, 'stts', (copy, at) => copy.writeUInt32BE(0, at + 16));
}

/** The units of its movie's time are left at 0; those of its track are there. */
function unitless(film: Buffer): Buffer {
  return patched(film, 'mvhd', (copy, at) => copy.writeUInt32BE(0, at + 16));
}

/** The track says a size of its own, and some encoders write it in part, or not at all. */
function sized(film: Buffer, width: number, height: number): Buffer {
  return patched(film, 'tkhd', (copy, at) => {
    copy.writeUInt32BE(width * 0x10000, at + 80);
    copy.writeUInt32BE(height * 0x10000, at + 84);
  });
}

/** Its media box reaches to the end of the file. */
function openEnded(film: Buffer): Buffer {
  return patched(film, 'mdat', (copy, at) => copy.writeUInt32BE(0, at - 4));
}

const wide = box('wide');
const free = box('free', Buffer.alloc(40));
const first = rearranged(mov, ['ftyp', 'moov', 'mdat']);
const coded = (codec: string) =>
  patched(mov, 'avc1', (copy, at) => copy.write(codec, at, 'latin1'));

/** A first fragment's length in the head of the movie, as some writers leave it. */
const wrongHead = patched(fragmented, 'mvhd', (copy, at) => copy.writeUInt32BE(100, at + 20));

const known = { durationMs: 300, width: 16, height: 16 };

describe('a film that plays is kept', () => {
  test.each<readonly [string, Buffer, object]>([
    ['moov before its media', first, known],
    ['wide first', rearranged(mov, [wide, 'mdat', 'moov']), { ...known, extension: 'mov' }],
    ['free first', rearranged(mov, [free, 'ftyp', 'mdat', 'moov']), known],
    ['wide, then its brand', rearranged(mov, [wide, 'ftyp', 'mdat', 'moov']), known],
    ['media first', rearranged(mov, ['mdat', 'moov']), known],
    ['moov first', rearranged(mov, ['moov', 'mdat']), known],
    ['free space between all', rearranged(mov, ['ftyp', free, 'mdat', wide, 'moov', free]), known],
    ['media to the end of the file', openEnded(first), known],
    ['text behind it', Buffer.concat([mov, Buffer.from('\n<!-- cached by proxy 17 -->\n')]), known],
    ['three letters behind it', Buffer.concat([mov, Buffer.from('EOF')]), known],
    ['zeros behind it', Buffer.concat([first, Buffer.alloc(4096)]), known],
    ['an unknown box behind it', Buffer.concat([mov, box('xyz0', Buffer.alloc(9))]), known],
    ['HEVC in it', coded('hvc1'), { ...known, codec: 'hvc1' }],
    ['ProRes in it', coded('apch'), { ...known, codec: 'apch' }],
    ['units of time that are 0', unitless(mov), known],
    ['a width of 0', sized(mov, 0, 16), known],
    ['no size but that of its coding', sized(mov, 0, 0), known],
    ['fragments', fragmented, known],
    ['fragments, and the first one as its time', wrongHead, known],
    ['fragments, and text behind', Buffer.concat([fragmented, Buffer.from('bye now!')]), known],
    ['fragments, and zeros behind', Buffer.concat([fragmented, Buffer.alloc(64)]), known],
    ['fragments and an index', indexed, known],
  ])('with %s', async (_, film, facts) => {
    expect(await check(film)).toMatchObject({ ok: true, value: facts });
  });

  test('with a time that nothing tells: it is left unknown', async () => {
    const outcome = await check(timeless(mov));
    expect(outcome).toMatchObject({ ok: true, value: { width: 16, height: 16 } });
    expect(outcome).not.toHaveProperty('value.durationMs');
  });
});

/** Where the last sample of a film ends, by hand: its media are the last that a player needs. */
function mediaEnd(film: Buffer): number {
  const at = film.lastIndexOf('mdat') - 4;
  const size = film.readUInt32BE(at);
  return size === 0 ? film.length : at + size;
}

describe('a film that has lost samples is refused, wherever it was cut', () => {
  test.each<readonly [string, Buffer]>([
    ['moov at its end', mov],
    ['moov before its media', first],
    ['media first', rearranged(mov, ['mdat', 'moov'])],
    ['moov first', rearranged(mov, ['moov', 'mdat'])],
    ['media to the end of the file', openEnded(first)],
    ['without any time', timeless(first)],
    ['text behind it', Buffer.concat([first, Buffer.from('cached')])],
    ['fragments', fragmented],
    ['fragments and an index', indexed],
  ])('with %s', async (_, film) => {
    const end = mediaEnd(film);
    for (let length = 0; length < end; length += 1) {
      expect((await check(film.subarray(0, length))).ok, `cut at ${String(length)}`).toBe(false);
    }
  });
});

const png = readFileSync(`${fixtureFolder}/media/still.png`);

function pngChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, data, Buffer.alloc(4)]);
}

function riffChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/** An animated WebP of 32 by 24: extended header, animation, one frame. */
function animatedWebp(): Buffer {
  const extended = Buffer.alloc(10);
  extended.writeUInt8(0x02, 0);
  extended.writeUIntLE(31, 4, 3);
  extended.writeUIntLE(23, 7, 3);
  const chunks = [
    riffChunk('VP8X', extended),
    riffChunk('ANIM', Buffer.alloc(6)),
    riffChunk('ANMF', Buffer.alloc(31)),
  ];
  return riffChunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));
}

test.each<readonly [string, Buffer, object]>([
  ['an animated WebP', animatedWebp(), { width: 32, height: 24, extension: 'webp' }],
  [
    'a WebP with text behind',
    Buffer.concat([animatedWebp(), Buffer.from('x')]),
    { width: 32, height: 24 },
  ],
  ['a GIF with text behind', Buffer.concat([gif, Buffer.from('\n<!-- 17 -->')]), { width: 16 }],
  ['a GIF in whole pages of memory', Buffer.concat([gif, Buffer.alloc(4096)]), { width: 16 }],
  [
    'a GIF with a zero between its blocks',
    Buffer.concat([gif.subarray(0, -1), Buffer.alloc(1), gif.subarray(-1)]),
    { width: 16, extension: 'gif' },
  ],
  ['a PNG with text behind', Buffer.concat([png, Buffer.from('made by')]), { width: 270 }],
  [
    'an animated PNG',
    Buffer.concat([
      png.subarray(0, 33),
      pngChunk('acTL', Buffer.alloc(8)),
      pngChunk('fcTL', Buffer.alloc(26)),
      png.subarray(33, -12),
      pngChunk('fdAT', Buffer.alloc(30)),
      png.subarray(-12),
    ]),
    { width: 270, height: 480, extension: 'png' },
  ],
])('%s is kept', async (_, picture, facts) => {
  const outcome = await checkMedia(bufferSource(picture), 'image');
  expect(outcome).toMatchObject({ ok: true, value: facts });
});
