import type { library as english } from '../../en/window/library.ts';
import { formats } from '../formats.ts';
import { counted, grouped } from '../plural.ts';

const units = {
  minute: { one: 'минуту', few: 'минуты', many: 'минут' },
  hour: { one: 'час', few: 'часа', many: 'часов' },
  day: { one: 'день', few: 'дня', many: 'дней' },
};

export const library = {
  videos: 'Видео',
  list: 'Отслеживаемые видео',
  row: (title, state) => `${title}, ${state}`,
  opening: 'Открываем библиотеку…',
  tryAgain: 'Повторить',
  drop: 'Отпустите, чтобы найти ID задач',
  downloadProgress: 'Ход загрузки',
  repair: 'Восстановить',
  sidebar: {
    label: 'Библиотека',
    filters: {
      all: 'Все',
      'in-progress': 'В работе',
      'at-risk': 'Под угрозой',
      archived: 'В архиве',
      failed: 'С ошибкой',
    },
    removed: 'Удалённые',
    accounts: 'Аккаунты',
    blocked: ', заблокирован',
    settings: 'Настройки',
    accountTrouble: (summary, why) => `${summary}. ${why}`,
    account: (summary, baseUrl, when) =>
      when === undefined ? `${summary} — ${baseUrl}` : `${summary}, ${when} — ${baseUrl}`,
  },
  toolbar: {
    search: 'Поиск',
    searchHint: 'Поиск по промптам, ID задач, тегам и заметкам',
    sort: 'Сортировка',
    sorts: { newest: 'Новые', deadline: 'По сроку', name: 'По имени' },
    add: 'Добавить',
    more: 'Ещё',
    check: 'Проверить все',
    retry: 'Повторить все',
    pause: 'Приостановить все',
    resume: 'Возобновить все',
  },
  warnings: {
    fixFolder: 'Настроить папку',
    showAccounts: 'Показать аккаунты',
    changeLimit: 'Изменить ограничение',
    showAtRisk: 'Видео под угрозой',
    fix: (account) => `Исправить «${account}»`,
    open: (account) => `Открыть «${account}»`,
    repairAll: 'Восстановить все',
    resume: 'Возобновить',
    dismiss: 'Скрыть',
    dismissAbout: (about) => `Скрыть предупреждение: ${about}`,
    more: (abouts) =>
      `Ещё ${counted(abouts.length, { one: 'предупреждение', few: 'предупреждения', many: 'предупреждений' })}: ${abouts.join(', ')}`,
    fewer: 'Свернуть',
    all: 'Все предупреждения',
    about: { folder: 'папка архива', clock: 'часы компьютера' },
    ofAccount: (account, sentence) => `${account}: ${sentence}`,
    skew: {
      sentence: (amount, unit, isFast) =>
        `Часы компьютера ${isFast ? 'спешат' : 'отстают'} примерно на ${counted(amount, units[unit])}.`,
      remedy:
        'Сроки отсчитываются верно, но показанное время может отличаться. Включите автоматическую установку даты и времени в настройках системы.',
    },
  },
  status: {
    label: 'Состояние',
    downloads: (count, bytesPerSecond) =>
      `Скачивается: ${grouped(count)} · ${formats.speed(bytesPerSecond)}`,
    noDownloads: 'Ничего не скачивается',
    inProgress: (count) => `В работе: ${grouped(count)}`,
    nothingInProgress: 'В работе ничего нет',
    atRisk: (count) => `Под угрозой: ${grouped(count)}`,
    checkingNow: 'Идёт проверка',
    nextCheckIn: (seconds) => `Следующая проверка через ${String(seconds)}\u00A0с`,
    nextCheckAt: (when) => `Следующая проверка: ${when}`,
    stopping: 'Останавливается',
    stop: 'Остановить',
    stopJob: (job) => `Остановить: ${job}`,
    openFolder: 'Открыть папку архива',
    free: (sizeBytes) => `свободно ${formats.bytes(sizeBytes)}`,
    folder: {
      away: (path) => `Папка архива не подключена: ${path}`,
      silent: (path) => `Папка архива не отвечает: ${path}`,
      unusable: (path) => `Папку архива нельзя использовать: ${path}`,
    },
  },
  empty: {
    title: 'Добавьте первые видео',
    text: 'Вставьте ID задач. Reelkeep будет следить за ними и сохранит каждое видео, пока не истекла ссылка.',
    add: 'Добавить ID задач',
    hint: 'Или просто вставьте их в любом месте этого окна.',
    noMatch: (search) => `Ничего не найдено: «${search}»`,
    searched: 'Reelkeep ищет по промптам, ID задач, тегам и заметкам.',
    clearSearch: 'Очистить поиск',
    nothing: {
      all: 'Пока ничего нет',
      'in-progress': 'В работе ничего нет',
      'at-risk': 'Под угрозой ничего нет',
      archived: 'В архиве пока пусто',
      failed: 'Ошибок нет',
    },
    unseen: 'Из видео в работе под угрозой ничего нет',
    unseenHint: 'Папка архива сейчас недоступна, поэтому видео в ней проверить нельзя.',
    showAll: 'Показать все видео',
  },
} satisfies typeof english;
