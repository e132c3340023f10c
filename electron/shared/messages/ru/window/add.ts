import type { add as english } from '../../en/window/add.ts';
import { counted, grouped } from '../plural.ts';

export const add = {
  title: 'Добавить видео',
  ids: 'ID задач',
  placeholder: 'Вставьте ID задач, ссылки, логи, JSON…',
  endpoint: 'Эндпоинт',
  autoDetect: 'Автоопределение',
  account: 'Аккаунт',
  cancel: 'Отмена',
  add: 'Добавить',
  willAdd: {
    new: (count) => `новых видео: ${grouped(count)}`,
    anyway: (count) => `всё равно добавить: ${grouped(count)}`,
    removed: (count) => `удалено ранее: ${grouped(count)}`,
  },
  added: (count, known) =>
    known === 0
      ? `Добавлено видео: ${grouped(count)}.`
      : `Добавлено видео: ${grouped(count)}. Уже отслеживается: ${grouped(known)}.`,
  noAccount: {
    sentence: 'Сначала добавьте аккаунт.',
    remedy:
      'Reelkeep проверяет видео у провайдера с помощью вашего ключа API. Настройка займёт минуту.',
    setUp: 'Настроить аккаунт',
  },
  found: {
    label: 'Найдено',
    soFar: 'Уже найдено',
    hint: 'Вставьте или перетащите что угодно, где есть ID задач. Ничего не добавится, пока вы не нажмёте «Добавить».',
    looking: 'Ищем ID задач…',
    counts: {
      new: (count) => `новых: ${grouped(count)}`,
      removed: (count) => `удалено ранее: ${grouped(count)}`,
      tracked: (count) => `уже отслеживается: ${grouped(count)}`,
      perhaps: (count) => `под вопросом: ${grouped(count)}`,
      'not-an-id': (count) => `без ID задачи: ${grouped(count)}`,
    },
    verdicts: {
      new: 'Новое',
      removed: 'Удалено ранее',
      tracked: 'Уже отслеживается',
      perhaps: 'Возможно, ID задачи',
      'not-an-id': 'Не ID задачи',
    },
    cutOff: 'Похоже, обрезан',
    willBeAdded: 'Будет добавлено',
    willBeRestored: 'Удалено ранее, вернётся',
    moreLines: (count) =>
      `и ещё ${counted(count, { one: 'строка', few: 'строки', many: 'строк' })}`,
    addAnyway: 'Всё равно добавить',
    addAnywayHint: (id) => `Всё равно добавить ${id}`,
    leaveOut: 'Не добавлять',
    leaveOutHint: (id) => `Не добавлять ${id}`,
    perhapsNote: 'Reelkeep не знает такого вида ID. Ошибка не страшна: задача просто не найдётся.',
    cutOffNote: 'Конец ID потерян. Скопируйте его целиком.',
    restoreNote: (when) =>
      when === undefined
        ? 'Удалено ранее. При добавлении вернётся как было.'
        : `Удалено ${when}. При добавлении вернётся как было.`,
    anewNote: (when) =>
      when === undefined
        ? 'Удалено ранее. При добавлении отслеживание начнётся заново.'
        : `Удалено ${when}. При добавлении отслеживание начнётся заново.`,
  },
  nothing: {
    known: {
      sentence: 'Все эти задачи уже есть в библиотеке.',
      remedy: 'Вставьте другие ID задач или закройте окно: ничего не пропало.',
    },
    unsure: {
      sentence: 'Reelkeep не уверен, что это ID задач.',
      remedy:
        'Нажмите «Всё равно добавить» рядом с нужными. Ошибка не страшна: задача просто не найдётся.',
    },
    cutOff: {
      sentence: 'Похоже, ID задачи обрезан.',
      remedy: 'Скопируйте его целиком: в ID задачи не меньше 32 букв и цифр.',
    },
    none: {
      sentence: 'ID задач не найдены.',
      remedy:
        'ID задачи — это отдельно стоящий UUID или 32 шестнадцатеричные цифры, либо то, что стоит после «taskId=». Провайдер возвращает его при запуске генерации.',
    },
  },
  keptRest: (why, added, total) =>
    `${why} Добавлено видео: ${grouped(added)} из ${grouped(total)}; остальные ID пока здесь.`,
  files: {
    noIdInText: 'Во вставленном тексте нет ID задач.',
    noIdIn: (name) => `В файле «${name}» нет ID задач.`,
    noIdRemedy:
      'Reelkeep ищет поля вроде taskId, а также отдельно стоящие UUID и 32 шестнадцатеричные цифры. Если ID известен, вставьте только его.',
    unknownKind: (name) =>
      `Файл «${name}» не прочитан: подходят только .txt, .json, .log, .har и .csv.`,
    unknownKindRemedy: 'Сохраните содержимое в одном из этих форматов или вставьте текст сюда.',
    tooLarge: (name, sizeMb, limitMb) =>
      `Файл «${name}» не прочитан: его размер ${grouped(sizeMb)}\u00A0МБ, а предел — ${grouped(limitMb)}\u00A0МБ.`,
    tooLargeRemedy: 'Вставьте или перетащите только ту часть, где есть ID задач.',
    notText: (name) => `Файл «${name}» не прочитан: в нём нет текста.`,
    notTextRemedy: 'Откройте его в своей программе и скопируйте ID задач оттуда.',
    unreadable: (name, detail) => `Не удалось прочитать файл «${name}» (${detail}).`,
    unreadableRemedy: 'Проверьте, что файл можно открыть, и перетащите его ещё раз.',
  },
} satisfies typeof english;
