import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bufferSource } from '../../../../electron/core/media/byte-source.ts';
import { Root } from '../../../../electron/core/files/root.ts';
import { checkMedia, checkMediaFile } from '../../../../electron/core/media/media-check.ts';
import type { MediaKind } from '../../../../electron/core/media/sniff.ts';
import { fixtureFolder } from '../../../fake/provider/fixture.ts';
import { fragmented, gif, indexed, losslessWebp, lossyWebp, mov, webm } from './media-samples.ts';

function fixture(name: string): Buffer {
  return readFileSync(`${fixtureFolder}/media/${name}`);
}

function check(bytes: Buffer, kind: MediaKind = 'video') {
  return checkMedia(bufferSource(bytes), kind);
}

/** The bytes with something else at the first place where `text` is. */
function patched(bytes: Buffer, text: string, change: (copy: Buffer, at: number) => void): Buffer {
  const copy = Buffer.from(bytes);
  change(copy, copy.indexOf(text, 0, 'latin1'));
  return copy;
}

function damage(detail: string): unknown {
  return { ok: false, failure: { code: 'media-damaged', detail } };
}

describe('a whole file', () => {
  test.each([
    ['aurora.mp4', 'video', { extension: 'mp4', width: 640, height: 360, durationMs: 5000 }],
    ['dunes.mp4', 'video', { extension: 'mp4', width: 640, height: 360, durationMs: 4000 }],
    ['lagoon.mp4', 'video', { extension: 'mp4', width: 720, height: 1280, durationMs: 3000 }],
    ['tide.jpg', 'image', { extension: 'jpg', width: 640, height: 360 }],
    ['jpeg-inside.png', 'image', { extension: 'jpg', width: 640, height: 360 }],
    ['still.png', 'image', { extension: 'png', width: 270, height: 480 }],
  ] as const)('of the fixtures, %s, says its size and time', async (name, kind, facts) => {
    const outcome = await checkMediaFile(new Root(`${fixtureFolder}/media`), name, kind);
    expect(outcome).toMatchObject({ ok: true, value: facts });
  });

  const small = { width: 16, height: 16 };
  test.each([
    ['MOV', mov, 'video', { extension: 'mov', mimeType: 'video/quicktime', durationMs: 300 }],
    ['WebM', webm, 'video', { extension: 'webm', mimeType: 'video/webm', durationMs: 300 }],
    ['indexed MP4', indexed, 'video', { extension: 'mp4', mimeType: 'video/mp4', durationMs: 300 }],
    ['live MP4', fragmented, 'video', { extension: 'mp4', mimeType: 'video/mp4', durationMs: 300 }],
    ['lossless WebP', losslessWebp, 'image', { extension: 'webp', mimeType: 'image/webp' }],
    ['lossy WebP', lossyWebp, 'image', { extension: 'webp', mimeType: 'image/webp' }],
    ['GIF', gif, 'image', { extension: 'gif', mimeType: 'image/gif' }],
  ] as const)('in %s is known by its bytes', async (...[, bytes, kind, facts]) => {
    expect(await check(bytes, kind)).toEqual({ ok: true, value: { ...small, ...facts } });
  });

  test('may have sizes of 64 bits', async () => {
    const source = fixture('dunes.mp4');
    const at = source.indexOf('mdat', 0, 'latin1') - 4;
    const size = source.readUInt32BE(at);
    const header = Buffer.alloc(16);
    header.writeUInt32BE(1, 0);
    header.write('mdat', 4);
    header.writeBigUInt64BE(BigInt(size + 8), 8);
    const long = Buffer.concat([source.subarray(0, at), header, source.subarray(at + 8)]);
    expect(await check(long)).toMatchObject({ ok: true });
  });

  test('may be turned by its matrix: width and height change places', async () => {
    const turned = patched(fixture('lagoon.mp4'), 'tkhd', (copy, at) => {
      const matrix = at + 4 + 40;
      copy.writeInt32BE(0, matrix);
      copy.writeInt32BE(0x10000, matrix + 4);
      copy.writeInt32BE(-0x10000, matrix + 12);
      copy.writeInt32BE(0, matrix + 16);
    });
    expect(await check(turned)).toMatchObject({ value: { width: 1280, height: 720 } });
  });

  test.each([0, 0xffff_ffff])('may have a duration of %d: its tracks tell', async (duration) => {
    const film = patched(fixture('dunes.mp4'), 'mvhd', (copy, at) => {
      copy.writeUInt32BE(duration, at + 4 + 16);
    });
    expect(await check(film)).toMatchObject({ ok: true, value: { durationMs: 4000 } });
  });

  test.each(['tide.jpg', 'dunes.mp4'])('may have stray bytes after it: %s', async (name) => {
    const bytes = Buffer.concat([fixture(name), Buffer.from('\0\0\0')]);
    expect(await check(bytes, name.endsWith('jpg') ? 'image' : 'video')).toMatchObject({
      ok: true,
    });
  });
});

describe('a damaged file', () => {
  test.each([
    ['mov', mov, 'video'],
    ['webm', webm, 'video'],
    ['lossless webp', losslessWebp, 'image'],
    ['lossy webp', lossyWebp, 'image'],
    ['gif', gif, 'image'],
  ] as const)('cut off at any byte is refused: %s', async (_name, bytes, kind) => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(await check(bytes.subarray(0, length), kind)).toMatchObject({ ok: false });
    }
  });

  test.each([
    ['aurora.mp4', 'video'],
    ['dunes.mp4', 'video'],
    ['tide.jpg', 'image'],
    ['still.png', 'image'],
  ] as const)('cut off anywhere is refused: %s', async (name, kind) => {
    const bytes = fixture(name);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), async (length) => {
        expect(await check(bytes.subarray(0, length), kind)).toMatchObject({ ok: false });
      }),
    );
  });

  test.each([
    ['no moov', 'moov'],
    ['no media data', 'mdat'],
    ['no mvhd', 'mvhd'],
    ['no tkhd', 'tkhd'],
    ['no video track', 'hdlr'],
  ])('with %s is refused', async (detail, box) => {
    const without = patched(fixture('dunes.mp4'), box, (copy, at) => copy.write('none', at));
    expect(await check(without)).toEqual(damage(detail));
  });

  test('with a box of an impossible size is refused', async () => {
    const bytes = patched(mov, 'mdat', (copy, at) => copy.writeUInt32BE(5, at - 4));
    expect(await check(bytes)).toMatchObject({ ok: false });
  });

  test('with the end of its preview picture only is refused: a JPEG within the JPEG', async () => {
    const jpeg = fixture('tide.jpg');
    const preview = Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.from([0xff, 0xd9])]);
    const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 2 + preview.length]), preview]);
    const bytes = Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
    expect(await check(bytes, 'image')).toMatchObject({ ok: true });
    expect(await check(bytes.subarray(0, -2), 'image')).toEqual(damage('JPEG without its end'));
  });

  test('never breaks the check, whatever its bytes are', async () => {
    const kinds = fc.constantFrom<MediaKind>('video', 'image');
    const starts = [mov, webm, fragmented, indexed, gif, lossyWebp, fixture('tide.jpg')];
    const start = fc.constantFrom(...starts).map((bytes) => bytes.subarray(0, 64));
    await fc.assert(
      fc.asyncProperty(
        start,
        fc.uint8Array({ maxLength: 400 }),
        kinds,
        async (head, rest, kind) => {
          const outcome = await check(Buffer.concat([head, rest]), kind);
          if (!outcome.ok) expect(outcome.failure.code).toBe('media-damaged');
        },
      ),
    );
  });

  test('with bytes changed here and there never breaks the check', async () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 20 });
    const samples = fc.constantFrom(mov, webm, fragmented, indexed, gif, losslessWebp, lossyWebp);
    await fc.assert(
      fc.asyncProperty(samples, changes, async (sample, bytes) => {
        const copy = Buffer.from(sample);
        for (const [at, value] of bytes) copy[at % copy.length] = value;
        for (const kind of ['video', 'image'] as const) await check(copy, kind);
      }),
      { numRuns: 1000 },
    );
  });
});
