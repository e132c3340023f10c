import type { background as english } from '../en/background.ts';
import { videos } from './nouns.ts';
import { counted, grouped } from './plural.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

function shortTime(leftMs: number): string {
  if (leftMs < minuteMs) return 'меньше минуты';
  if (leftMs < hourMs) return `${String(Math.floor(leftMs / minuteMs))} мин`;
  if (leftMs < 2 * dayMs) return `${String(Math.floor(leftMs / hourMs))} ч`;
  return counted(Math.floor(leftMs / dayMs), { one: 'день', few: 'дня', many: 'дней' });
}

export const background = {
  deadlineLine: (leftMs, name) =>
    leftMs <= 0
      ? `Ссылка могла устареть: ${name}`
      : `До истечения ближайшей ссылки ${shortTime(leftMs)}: ${name}`,
  nearestDeadline: (leftMs) =>
    leftMs <= 0
      ? 'Одна из ссылок могла устареть.'
      : `Ближайшая ссылка истекает через ${shortTime(leftMs)}.`,
  kinds: {
    downloading: (count) => `скачивается: ${grouped(count)}`,
    waiting: (count) => `ожидает: ${grouped(count)}`,
    generating: (count) => `создаётся: ${grouped(count)}`,
    stalled: (count) => `без движения: ${grouped(count)}`,
    paused: (count) => `на паузе: ${grouped(count)}`,
  },
  nothingOnItsWay: 'Новых видео не ожидается',
  onTheirWay: (count) => `Ещё не готово и не сохранено: ${videos(count)}.`,
  notSavedYet: (count, leftMs) => {
    const which = `Ещё не сохранено: ${videos(count)}`;
    if (leftMs === undefined) return `${which}.`;
    return leftMs <= 0
      ? `${which}; одна из ссылок могла уже устареть.`
      : `${which}; ближайшая ссылка истекает через ${shortTime(leftMs)}.`;
  },
  tray: {
    joined: (parts) => parts.join(', '),
    needsYou: 'Требуется внимание: откройте Reelkeep',
    tooltip: (going) => `Reelkeep: ${going.charAt(0).toLowerCase()}${going.slice(1)}`,
    tooltipNeedsYou: 'Reelkeep: требуется внимание',
    notSaved: (count) => `Ещё не сохранено видео: ${count}`,
  },
  close: {
    title: 'Продолжить работу в фоне?',
    where: {
      tray: 'Окно закроется, а Reelkeep останется в области уведомлений и продолжит сохранять видео.',
      dock: 'Окно закроется, а Reelkeep останется в Dock и продолжит сохранять видео.',
      taskbar:
        'На этом рабочем столе нет области уведомлений, поэтому окно останется на панели задач, а Reelkeep продолжит сохранять видео.',
    },
    atLogin: 'Запускать при входе в систему',
    atLoginHint: 'В фоне, без окна.',
    askedOnce: 'Мы спрашиваем об этом один раз. Изменить выбор можно в настройках, раздел «Общие».',
    quit: 'Завершить',
    keep: 'Работать в фоне',
  },
} satisfies typeof english;
