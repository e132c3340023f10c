import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ico, icns } from '../../../scripts/icons/containers.ts';

const folder = join(import.meta.dirname, '../../../electron/icon');
const png = (sizePx: number): Buffer => readFileSync(join(folder, `png/${sizePx}x${sizePx}.png`));

test('the icons are drawn from the SVG as it is now: else run `npm run icons`', () => {
  const svg = readFileSync(join(folder, 'icon.svg'));
  const [drawn = ''] = readFileSync(join(folder, 'png/drawn-from.txt'), 'utf8').split(' ');
  expect(drawn).toBe(createHash('sha256').update(svg).digest('hex'));
});

test('every size that a desktop asks for is there, as big as its name says, and can be seen through', () => {
  const sizes = readdirSync(join(folder, 'png')).flatMap(
    (name) => /^(\d+)x\1\.png$/.exec(name)?.[1] ?? [],
  );
  expect(sizes.map(Number).sort((a, b) => a - b)).toEqual([
    16, 22, 24, 32, 48, 64, 96, 128, 256, 512,
  ]);
  for (const size of [...sizes.map(Number), 1024]) {
    const bytes = size === 1024 ? readFileSync(join(folder, 'icon.png')) : png(size);
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes.readUInt8(25)]).toEqual([
      size,
      size,
      6,
    ]);
  }
});

test('Windows’ icon holds the committed pictures', () => {
  const sizes = [16, 24, 32, 48, 64, 128, 256];
  const made = ico(sizes.map((sizePx) => ({ sizePx, png: png(sizePx) })));
  expect(readFileSync(join(folder, 'icon.ico')).equals(made)).toBe(true);
  expect(made.readUInt16LE(4)).toBe(sizes.length);
  const [at, length] = [made.readUInt32LE(6 + 12), made.readUInt32LE(6 + 8)];
  expect(made.subarray(at, at + length).equals(png(16))).toBe(true);
  expect(made.readUInt8(6 + 16 * 6)).toBe(0); // 256
});

test('macOS’ icon holds the committed pictures, and none is made with one missing', () => {
  const pictures = [32, 64, 128, 256, 512].map((sizePx) => ({ sizePx, png: png(sizePx) }));
  const whole = [...pictures, { sizePx: 1024, png: readFileSync(join(folder, 'icon.png')) }];
  const made = icns(whole);
  expect(readFileSync(join(folder, 'icon.icns')).equals(made)).toBe(true);
  expect(made.readUInt32BE(4)).toBe(made.length);
  expect(() => icns(pictures)).toThrow('no picture of 1024 pixels');
});
