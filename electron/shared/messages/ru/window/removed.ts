import type { removed as english } from '../../en/window/removed.ts';
import { formats } from '../formats.ts';
import { counted, grouped } from '../plural.ts';
import { files, videos } from '../nouns.ts';

const entries = (count: number) =>
  counted(count, { one: 'запись', few: 'записи', many: 'записей' });

export const removed = {
  title: 'Удалённые',
  text: 'Удалённые видео можно вернуть в течение 30 дней. Потом Reelkeep удалит записи о них.',
  list: 'Удалённые видео',
  row: (title) => `${title}, удалено`,
  empty: 'Удалённых видео нет.',
  restore: 'Вернуть',
  restoreAll: 'Вернуть все',
  restoreSome: (count) => `Вернуть ${videos(count)}`,
  deleteAll: 'Удалить все записи',
  deleteSome: (count) => `Удалить ${entries(count)}`,
  ask: {
    title: 'Удалить из библиотеки?',
    videos,
    what: ({ count, hasFiles, withFiles, days }) =>
      [
        `Reelkeep перестанет следить за ${count === 1 ? 'этим видео' : 'этими видео'}.`,
        ...(hasFiles
          ? [
              withFiles
                ? 'Файлы через минуту отправятся в корзину.'
                : 'Файлы в архиве останутся на месте.',
            ]
          : []),
        `Вернуть ${count === 1 ? 'его' : 'их'} можно из раздела «Удалённые» в течение ${counted(days, { one: 'дня', few: 'дней', many: 'дней' })}.`,
      ].join(' '),
    risk: (left) =>
      left === undefined
        ? 'Видео ещё не в архиве и не будет сохранено.'
        : `Видео ещё не в архиве и не будет сохранено. До истечения ссылки максимум ${left}.`,
    risks: (count, left) => {
      const what = `Ещё не в архиве и не будет сохранено: ${videos(count)}.`;
      return left === undefined ? what : `${what} До истечения первой ссылки максимум ${left}.`;
    },
    withFiles: 'Также переместить файлы в корзину',
    filesHint: (count, sizeBytes) =>
      `${files(count)}, ${formats.bytes(sizeBytes)}. Копии в зеркале останутся.`,
    cancel: 'Отмена',
    remove: 'Удалить',
    removeWithFiles: 'Удалить с файлами',
  },
  forget: {
    title: (count) => `Удалить ${entries(count)} навсегда?`,
    text: (count) =>
      `${count === 1 ? 'Вернуть её' : 'Вернуть их'} будет нельзя. Файлы в архиве останутся.`,
    due: (count) => `Файлы ${videos(count)} сразу отправятся в корзину.`,
    delete: 'Удалить',
  },
  details: {
    several: (count) => `Выбрано удалённых видео: ${grouped(count)}`,
    when: (dateTime) => `Удалено ${dateTime}.`,
    filesGone:
      'Вернётся только запись. Чтобы вернуть и видео, сначала восстановите его файлы из корзины.',
    left: 'Оставшиеся файлы',
    why: {
      changed: 'изменён после архивации',
      'not-a-file': 'больше не обычный файл',
      outside: 'путь ведёт за пределы архива',
      shared: 'принадлежит и другому видео',
      refused: 'не удалось переместить в корзину',
    },
    leftFile: (path, why) => `${path}: ${why}`,
    moveNow: 'Переместить файлы сейчас',
  },
  since: (when) => `Удалено: ${when}`,
  fate: {
    waiting: (why) => `Файлы ещё не в корзине. ${why}`,
    due: (count, sizeBytes) =>
      `${files(count)}, ${formats.bytes(sizeBytes)}: через минуту в корзину`,
    gone: (count, left) =>
      left === 0
        ? `${files(count)} в корзине`
        : `${files(count)} в корзине, не перемещено: ${grouped(left)}`,
    kept: (count, sizeBytes) => `${files(count)} в архиве, ${formats.bytes(sizeBytes)}`,
    none: 'Файлов нет',
    link: (left) => `Не в архиве; до истечения ссылки максимум ${left}`,
  },
  told: {
    removed: (title) => `Удалено: «${title}».`,
    removedSome: (count) => `Удалено: ${videos(count)}.`,
    withFiles: (what) => `${what} Файлы через минуту отправятся в корзину.`,
    undo: 'Отменить',
    notRemoved: (count, why) => `Не удалось удалить: ${videos(count)}. ${why}`,
    restored: (title) => `Возвращено: «${title}».`,
    restoredSome: (count) => `Возвращено: ${videos(count)}.`,
    notRestored: (count, why) => `Не удалось вернуть: ${videos(count)}. ${why}`,
    filesInTrash: (count) =>
      count === 1 ? 'Файлы этого видео в корзине.' : `Файлы ${videos(count)} в корзине.`,
    filesInTrashRemedy:
      'Восстановите их оттуда, затем проверьте архив в разделе «Настройки > Архив».',
    moved: 'Перемещено в корзину.',
  },
} satisfies typeof english;
