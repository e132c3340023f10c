import { expect, test } from 'vitest';
import { pickLocale } from '../../../electron/shared/locale.ts';

test.each([
  [['ru-RU', 'en-US'], 'ru'],
  [['zh-CN'], 'zh-CN'],
  [['zh'], 'zh-CN'],
  [['zh-Hans-SG'], 'zh-CN'],
  [['zh-SG', 'en'], 'zh-CN'],
  [['en-GB', 'ru'], 'en'],
  [['de-DE', 'ru-RU', 'en'], 'ru'],
  // Traditional characters are another writing.
  [['zh-TW', 'en'], 'en'],
  [['zh-Hant-HK', 'ru'], 'ru'],
  [['uk-UA'], 'en'],
  [['C', 'POSIX', 'en_US.UTF-8', '', 'x'.repeat(9_000)], 'en'],
  [[], 'en'],
] as const)('who prefers %j is spoken to in %s', (preferred, locale) => {
  expect(pickLocale(preferred)).toBe(locale);
});
