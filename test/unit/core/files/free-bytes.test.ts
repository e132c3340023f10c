import { expect, test } from 'vitest';
import { freeBytesOf } from '../../../../electron/core/files/free-bytes.ts';

test.each([
  ['a usual disk', { bsize: 4096, blocks: 100, bavail: 7 }, 28_672],
  ['a full disk', { bsize: 4096, blocks: 100, bavail: 0 }, 0],
  ['ramfs and rclone', { bsize: 4096, blocks: 0, bavail: 0 }, undefined],
  ['one without a size of blocks', { bsize: 0, blocks: 100, bavail: 7 }, undefined],
  ['more free than there is', { bsize: 4096, blocks: 100, bavail: 2 ** 62 }, undefined],
  ['less than nothing', { bsize: 4096, blocks: 100, bavail: -5 }, undefined],
  ['nothing but -1', { bsize: 4096, blocks: -1, bavail: -1 }, undefined],
  ['no numbers', { bsize: NaN, blocks: NaN, bavail: NaN }, undefined],
  ['numbers without end', { bsize: Infinity, blocks: Infinity, bavail: Infinity }, undefined],
])('of %s it is known, or not, what is free', (_what, facts, freeBytes) => {
  expect(freeBytesOf(facts)).toBe(freeBytes);
});
