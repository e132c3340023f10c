import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bufferSource } from '../../../../electron/core/media/byte-source.ts';
import { checkMedia } from '../../../../electron/core/media/media-check.ts';
import { isSelfTerminated } from '../../../../electron/core/media/self-terminated.ts';
import { fixtureFolder } from '../../../fake/provider/fixture.ts';
import { fragmented, gif, indexed, lossyWebp, mov, webm } from './media-samples.ts';

function fixture(name: string): Buffer {
  return readFileSync(`${fixtureFolder}/media/${name}`);
}

/** Whether bytes of which nobody knows the length are taken for a whole file. */
async function isTaken(buffer: Buffer): Promise<boolean> {
  const bytes = bufferSource(buffer);
  const facts = await checkMedia(bytes, 'any');
  return facts.ok && isSelfTerminated(bytes, facts.value.extension);
}

function box(type: string, body: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + body.length, 0);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
}

const samples = [
  ['MP4', fixture('dunes.mp4')],
  ['large MP4', fixture('large.mp4')],
  ['MOV', mov],
  ['WebM', webm],
  ['JPEG', fixture('tide.jpg')],
  ['PNG', fixture('still.png')],
  ['WebP', lossyWebp],
  ['GIF', gif],
] as const;

describe.each(samples)('a %s', (_, whole) => {
  test('says itself where it ends', async () => {
    expect(await isTaken(whole)).toBe(true);
  });

  test('is not taken for whole wherever it is cut', async () => {
    // A WebP's padding and a JPEG's very last byte aside, every byte counts.
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.length - 2 }), async (length) => {
        expect(await isTaken(whole.subarray(0, length))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

test.each([
  ['fragments may go on', fragmented],
  ['fragments may go on though an index names them', indexed],
])('%s, and are not taken', async (_, bytes) => {
  expect(await isTaken(bytes)).toBe(false);
});

test('a film is not taken as long as media that it names are still to come', async () => {
  const film = fixture('large.mp4');
  const at = film.indexOf('mdat', 0, 'latin1') - 4;
  const end = at + film.readUInt32BE(at);
  const half = box('mdat', film.subarray(at + 8, at + 1_000_000));
  const cut = Buffer.concat([film.subarray(0, at), half, film.subarray(end)]);
  expect((await checkMedia(bufferSource(cut), 'video')).ok).toBe(true); // its boxes are all there
  expect(await isTaken(cut)).toBe(false);
});

test('a last box that reaches to the end of the file does not say where that is', async () => {
  const film = Buffer.from(fixture('dunes.mp4'));
  const lastAt = lastBoxAt(film);
  film.writeUInt32BE(0, lastAt);
  expect((await checkMedia(bufferSource(film), 'video')).ok).toBe(true);
  expect(await isTaken(film)).toBe(false);
});

function lastBoxAt(film: Buffer): number {
  let at = 0;
  while (at + film.readUInt32BE(at) < film.length) at += film.readUInt32BE(at);
  return at;
}
