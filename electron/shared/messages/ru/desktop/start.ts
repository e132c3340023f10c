import type { DataFolderTrouble } from '../../../data-folder-trouble.ts';
import type { start as english } from '../../en/desktop/start.ts';
import { formats } from '../formats.ts';

const unusable: { readonly [R in DataFolderTrouble['reason']]: (path: string) => string } = {
  'not-writable': (path) => `в ${path} нельзя записывать`,
  'not-readable': (path) => `${path} нельзя прочитать`,
  'not-to-be-made': (path) => `этой папки нет и её нельзя создать в ${path}`,
  'read-only': (path) => `диск с ${path} доступен только для чтения`,
  full: (path) => `диск с ${path} заполнен`,
  other: (path) => `${path} нельзя использовать`,
};

export const start = {
  quit: 'Завершить',
  dataFolder: {
    message: 'Папка данных Reelkeep недоступна',
    sentence: (folder, path, reason) =>
      `Reelkeep хранит библиотеку, настройки и ключи в ${folder}, но ${unusable[reason](path)}. Reelkeep не запущен; ничего не изменилось.`,
    errorCode: (code) => `Код ошибки: ${code}`,
    freeSpace: 'Освободите место на этом диске и запустите Reelkeep снова.',
    makeWritable: 'Сделайте этот диск доступным для записи и запустите Reelkeep снова.',
    allow: (path) => `Разрешите своему пользователю запись в ${path} и запустите Reelkeep снова.`,
    command: 'Чтобы исправить это, выполните в терминале команду и запустите Reelkeep снова:',
    commandOfAnother:
      'Она принадлежит другому пользователю — так бывает после запуска через sudo или восстановления из копии. Чтобы исправить это, выполните в терминале команду и запустите Reelkeep снова:',
  },
  taken: {
    running: 'Reelkeep уже запущен',
    unsure: 'Возможно, Reelkeep запущен в другом месте',
    who: ({ pid, host, sinceMs }, folder) =>
      `Процесс ${String(pid)} на ${host} работает с ${folder} с ${formats.dateTime(sinceMs)}. Две копии перезаписывали бы библиотеку друг друга, поэтому эта не запускается.`,
    runningRemedy: 'Перейдите в его окно или завершите его там и запустите здесь снова.',
    unsureRemedy:
      'Завершите Reelkeep там и запустите здесь снова. Если там он больше не работает, запустите всё равно.',
    startAnyway: 'Всё равно запустить',
  },
} satisfies typeof english;
