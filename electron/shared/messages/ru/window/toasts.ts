import type { toasts as english } from '../../en/window/toasts.ts';
import { newVideos } from '../nouns.ts';
import { grouped } from '../plural.ts';

export const toasts = {
  checking: 'Проверяем.',
  checkingSome: (count) =>
    `Проверяем ${grouped(count)} видео, по одному в секунду на каждый аккаунт.`,
  retrying: 'Скачиваем ещё раз.',
  retryingSome: (count) => `Скачиваем ещё раз: ${grouped(count)} видео, сначала самые срочные.`,
  copied: (what) => `Скопировано: ${what}.`,
  testSent: 'Отправлено. Если ничего не появилось, проверьте настройки уведомлений системы.',
  nothingFor: {
    check: 'Проверять нечего: остальное на паузе или аккаунту нужен ключ.',
    retry: 'Неудачных загрузок нет.',
    pause: 'Ставить на паузу нечего.',
    resume: 'На паузе ничего нет.',
  },
  diagnosticsCopied:
    'Диагностика скопирована. В ней нет ключей и ссылок, но в журнале могут быть имена файлов.',
  idsCopied: (count) =>
    count === 1 ? 'Скопирован ID задачи.' : `Скопированы ID задач: ${grouped(count)}.`,
  foundInFolder: (count) => `Найдено в отслеживаемой папке: ${newVideos(count)}.`,
  look: 'Посмотреть',
  stillHere: 'Вставленный текст на месте.',
  addNow: 'Добавить',
  unexpected: (detail) => `Ошибка в работе Reelkeep: ${detail}`,
  unexpectedRemedy:
    'Попробуйте ещё раз. Если ошибка повторится, перезапустите Reelkeep. Библиотека сохранена на диске.',
} satisfies typeof english;
