import type { DataFolderTrouble } from '../../../data-folder-trouble.ts';
import type { start as english } from '../../en/desktop/start.ts';
import { formats } from '../formats.ts';

const unusable: { readonly [R in DataFolderTrouble['reason']]: (path: string) => string } = {
  'not-writable': (path) => `запись в «${path}» невозможна`,
  'not-readable': (path) => `чтение «${path}» невозможно`,
  'not-to-be-made': (path) => `этой папки нет, и создать её в «${path}» нельзя`,
  'read-only': (path) => `диск, на котором находится «${path}», доступен только для чтения`,
  full: (path) => `диск, на котором находится «${path}», заполнен`,
  other: (path) => `использовать «${path}» нельзя`,
};

export const start = {
  quit: 'Завершить',
  dataFolder: {
    message: 'Папка данных Reelkeep недоступна',
    sentence: (folder, path, reason) =>
      `Reelkeep хранит библиотеку, настройки и ключи в папке «${folder}», но ${unusable[reason](path)}. Reelkeep не запущен, ничего не изменилось.`,
    errorCode: (code) => `Код ошибки: ${code}`,
    freeSpace: 'Освободите место на этом диске и запустите Reelkeep снова.',
    makeWritable: 'Сделайте этот диск доступным для записи и запустите Reelkeep снова.',
    allow: (path) => `Разрешите своему пользователю запись в «${path}» и запустите Reelkeep снова.`,
    command: 'Чтобы исправить это, выполните в терминале команду и запустите Reelkeep снова:',
    commandOfAnother:
      'Владелец — другой пользователь: так бывает после запуска через sudo или восстановления из копии. Чтобы исправить это, выполните в терминале команду и запустите Reelkeep снова:',
  },
  taken: {
    running: 'Reelkeep уже запущен',
    unsure: 'Возможно, Reelkeep запущен в другом месте',
    who: ({ pid, host, sinceMs }, folder) =>
      `Папку «${folder}» с ${formats.dateTime(sinceMs)} использует процесс ${String(pid)} на компьютере «${host}». Две запущенные копии затирали бы изменения друг друга в библиотеке, поэтому вторая не запускается.`,
    runningRemedy: 'Перейдите в окно Reelkeep или завершите его там и запустите здесь снова.',
    unsureRemedy:
      'Завершите Reelkeep там и запустите здесь снова. Если там он больше не работает, всё равно запустите его здесь.',
    startAnyway: 'Всё равно запустить',
  },
} satisfies typeof english;
