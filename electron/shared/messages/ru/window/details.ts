import type { details as english } from '../../en/window/details.ts';
import { formats } from '../formats.ts';
import { grouped } from '../plural.ts';

export const details = {
  title: 'Подробности',
  close: 'Закрыть подробности',
  nothing: 'Видео не выбрано',
  shortcuts: {
    paste: 'Вставить ID задач в любом месте',
    add: 'Добавить видео',
    search: 'Поиск',
    move: 'Перемещение по списку',
    show: 'Показать подробности',
    several: 'Выбрать несколько',
    remove: 'Удалить из библиотеки',
  },
  actions: {
    repair: 'Восстановить',
    open: 'Открыть',
    showInFolder: 'Показать в папке',
    retry: 'Скачать снова',
    retrySeveral: 'Скачать снова',
    check: 'Проверить сейчас',
    tryAgain: 'Повторить',
    pause: 'Пауза',
    resume: 'Возобновить',
    copyPrompt: 'Копировать промпт',
    remove: 'Удалить из библиотеки',
  },
  prompt: 'Промпт',
  player: {
    away: 'Папка архива не подключена.',
    awayRemedy: 'Подключите её диск, чтобы посмотреть видео.',
    video: 'Видео',
    sound: 'Звук',
  },
  annotations: {
    label: 'Теги и заметки',
    tags: 'Теги',
    tagHint: 'Введите тег и нажмите Enter',
    tagsOfVideo: 'Теги этого видео',
    removeTag: (tag) => `Удалить тег «${tag}»`,
    notes: 'Заметки',
  },
  lineage: {
    title: 'Происхождение',
    unknown:
      'Нет в библиотеке: видео удалено, у провайдера его больше нет или цепочка длиннее, чем отслеживает Reelkeep. Провайдеры хранят записи два месяца.',
    add: 'Добавить в библиотеку',
    thisOne: 'Это видео',
    more: (count) => `И ещё ${grouped(count)} видео.`,
  },
  several: {
    count: (count) => `Выбрано видео: ${grouped(count)}`,
    label: 'Выбранные видео',
    states: 'Состояния выбранных видео',
    size: (sizeBytes) => `${formats.bytes(sizeBytes)} в архиве`,
  },
} satisfies typeof english;
