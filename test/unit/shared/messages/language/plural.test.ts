import { expect, test } from 'vitest';
import { pluralIn } from '../../../../../electron/shared/messages/language/plural.ts';

test.each([
  [0, '0 дней'],
  [1, '1 день'],
  [2, '2 дня'],
  [5, '5 дней'],
  [11, '11 дней'],
  [21, '21 день'],
  [24, '24 дня'],
  [111, '111 дней'],
  [12_345, '12 345 дней'],
  [1.5, '1,5 дня'],
])('%d in Russian: %s', (count, words) => {
  const { counted } = pluralIn('ru');
  // The thousands are set apart by a space that does not break.
  expect(counted(count, { one: 'день', few: 'дня', many: 'дней' }).replaceAll(/\s/gu, ' ')).toBe(
    words,
  );
});

test('English has two forms, Chinese one', () => {
  const videos = { one: 'video', other: 'videos' };
  const english = pluralIn('en');
  expect([0, 1, 2, 1_234].map((count) => english.counted(count, videos))).toEqual([
    '0 videos',
    '1 video',
    '2 videos',
    '1,234 videos',
  ]);
  expect(pluralIn('zh-CN').counted(1_234, { other: '个视频' })).toBe('1,234 个视频');
});
