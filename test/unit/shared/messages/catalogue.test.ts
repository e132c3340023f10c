import { afterEach, expect, test } from 'vitest';
import { currentLocale, followLocale, m } from '../../../../electron/shared/messages/catalogue.ts';
import type { Locale } from '../../../../electron/shared/locale.ts';
import { addEveryCatalogue } from '../../../../electron/shared/messages/every-catalogue.ts';

addEveryCatalogue();

afterEach(() => {
  followLocale(() => 'en');
});

test('what is said follows the language at each use', () => {
  let locale: Locale = 'en';
  followLocale(() => locale);
  const said = () => [currentLocale(), m.background.close.quit, m.formats.speed(1)];
  expect(said()).toEqual(['en', 'Quit', '1 B/s']);
  locale = 'ru';
  expect(said()).toEqual(['ru', 'Завершить', '1 Б/с']);
  locale = 'zh-CN';
  expect(said()).toEqual(['zh-CN', '退出', '1 B/秒']);
});
