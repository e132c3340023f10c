import type { unread as english } from '../en/unread.ts';

export const unread = {
  'too-long': {
    sentence: (name) => `Файл «${name}» не прочитан: он больше 20\u00A0МБ.`,
    remedy: 'Откройте только часть с ID задач или вставьте её сюда.',
  },
  'no-text': {
    sentence: (name) => `Файл «${name}» не прочитан: в нём нет текста.`,
    remedy: 'Откройте его в своей программе и скопируйте ID оттуда.',
  },
  'not-a-file': {
    sentence: (name) =>
      `Не удалось прочитать «${name}»: это не файл, а папка, ссылка или устройство.`,
    remedy: 'Откройте сам файл.',
  },
  'not-readable': {
    sentence: (name) => `Не удалось прочитать файл «${name}».`,
    remedy: 'Проверьте, что файл на месте и доступен для чтения, и откройте его снова.',
  },
  'without-ids': {
    sentence: (name) => `В файле «${name}» нет ID задач.`,
    remedy: 'Вставьте сам ID, если он известен.',
  },
} satisfies typeof english;
