import { expect, test } from 'vitest';
import { maxTagLength, maxTags, normalTags } from '../../../electron/shared/tags.ts';

test.each([
  [[' a  b '], ['a b']],
  [['Spring', 'spring', 'SPRING'], ['Spring']],
  [['', '  ', '\n'], []],
  [
    ['b', 'a'],
    ['b', 'a'],
  ],
  [['x'.repeat(100)], ['x'.repeat(maxTagLength)]],
])('tags %j are kept as %j', (given, kept) => {
  expect(normalTags(given)).toEqual(kept);
});

test('no more tags are kept than can be shown', () => {
  expect(normalTags(Array.from({ length: 99 }, (_, n) => String(n)))).toHaveLength(maxTags);
});
