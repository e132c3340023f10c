import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixtureFolder } from '../../fake/provider/fixture.ts';
import type { Film } from './course.ts';

const tide = readFileSync(join(fixtureFolder, 'media', 'tide.mp4'));

/** A film of its own for each: a whole one, with a box at its end that players pass over (ISO/IEC 14496-12, 8.1.2). */
export function bytesOf({ id }: Film): Buffer {
  const box = Buffer.alloc(8);
  box.writeUInt32BE(8 + id.length, 0);
  box.write('free', 4, 'latin1');
  return Buffer.concat([tide, box, Buffer.from(id)]);
}

/** Another film than the one that was asked for is a whole film: only what is no film can be told. */
export const noFilm = Buffer.from(
  `<!doctype html><title>Just a moment…</title>${' '.repeat(4_000)}`,
);
