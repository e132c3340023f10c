import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixtureFolder } from '../../fake/provider/fixture.ts';
import type { Film } from './course.ts';

const tide = readFileSync(join(fixtureFolder, 'media', 'tide.mp4'));

const made = new WeakMap<Film, Buffer>();

/** A file of its own for each film. Nobody may change it. */
export function bytesOf(film: Film): Buffer {
  const bytes = made.get(film) ?? makeFile(film);
  made.set(film, bytes);
  return bytes;
}

/** A whole film, with a box at its end that players pass over (ISO/IEC 14496-12, 8.1.2). */
function makeFile({ id, shape }: Film): Buffer {
  if (shape === 'market-sound') return soundOf(id);
  const box = Buffer.alloc(8);
  box.writeUInt32BE(8 + id.length, 0);
  box.write('free', 4, 'latin1');
  return Buffer.concat([tide, box, Buffer.from(id)]);
}

/** A second of an id, as sound: 8 kHz, 8 bits, one channel (RIFF/WAVE, PCM). */
function soundOf(id: string): Buffer {
  const samples = Buffer.alloc(8_000, id);
  const format = Buffer.alloc(24);
  format.write('fmt ', 0, 'latin1');
  format.writeUInt32LE(16, 4);
  format.writeUInt16LE(1, 8);
  format.writeUInt16LE(1, 10);
  format.writeUInt32LE(8_000, 12);
  format.writeUInt32LE(8_000, 16);
  format.writeUInt16LE(1, 20);
  format.writeUInt16LE(8, 22);
  const data = Buffer.concat([Buffer.from('data'), sizeOf(samples.length), samples]);
  const form = Buffer.concat([Buffer.from('WAVE'), format, data]);
  return Buffer.concat([Buffer.from('RIFF'), sizeOf(form.length), form]);
}

function sizeOf(bytes: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes);
  return size;
}

/** Another film than the one that was asked for is a whole film: only what is no film can be told. */
export const noFilm = Buffer.from(
  `<!doctype html><title>Just a moment…</title>${' '.repeat(4_000)}`,
);
