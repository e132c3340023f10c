import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RootFile } from '../../../../electron/core/files/root-file.ts';
import { Root } from '../../../../electron/core/files/root.ts';

const mebibyte = 1024 ** 2;

let folder: string;
let root: Root;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-reads-'));
  root = new Root(folder);
});

afterEach(() => rm(folder, { recursive: true }));

async function withFile<T>(sizeBytes: number, work: (file: RootFile) => Promise<T>): Promise<T> {
  const bytes = Buffer.from(Array.from({ length: sizeBytes }, (_, n) => n % 251));
  await writeFile(join(folder, 'a'), bytes);
  const file = await root.openFile('a');
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

test('what was read takes no more memory than it has bytes', async () => {
  await withFile(10, async (file) => {
    const piece = await file.read(0, mebibyte);
    expect([piece.length, piece.buffer.byteLength]).toEqual([10, 10]);
  });
});

test('pieces that are read at a time keep their own bytes', async () => {
  await withFile(5_000, async (file) => {
    const positions = [0, 1_000, 2_000, 3_000, 4_000];
    const pieces = await Promise.all(positions.map((position) => file.read(position, 1_000)));
    for (const [index, piece] of pieces.entries()) {
      const position = positions[index] ?? 0;
      expect([piece[0], piece[999]]).toEqual([position % 251, (position + 999) % 251]);
    }
  });
});

test.each([0, 1, 999, 1_000, 1_001, 2_000, 2_500])(
  'a file of %i bytes comes in pieces to its end',
  async (sizeBytes) => {
    await withFile(sizeBytes, async (file) => {
      const lengths: number[] = [];
      for await (const piece of file.pieces(1_000)) lengths.push(piece.length);
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(sizeBytes);
      expect(
        lengths.every((length, index) => length === 1_000 || index === lengths.length - 1),
      ).toBe(true);
    });
  },
);
