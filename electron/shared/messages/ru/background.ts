import type { background as english } from '../en/background.ts';
import { inShort } from '../language/durations.ts';
import { inside } from './inside.ts';
import { videos } from './nouns.ts';
import { counted, grouped } from './plural.ts';

/** How long until then, as the end of a sentence about what is still to come. */
function inShortTime(leftMs: number): string {
  const short = inShort(leftMs);
  if (short === undefined) return 'меньше чем через минуту';
  const [count, unit] = short;
  if (unit === 'day') return `через ${counted(count, { one: 'день', few: 'дня', many: 'дней' })}`;
  return `через ${String(count)}\u00A0${unit === 'hour' ? 'ч' : 'мин'}`;
}

export const background = {
  deadlineLine: (leftMs, name) =>
    leftMs <= 0
      ? `Ссылка могла истечь: ${name}`
      : `Ближайшая ссылка истекает ${inShortTime(leftMs)}: ${name}`,
  nearestDeadline: (leftMs) =>
    leftMs <= 0
      ? 'Одна из ссылок могла истечь.'
      : `Ближайшая ссылка истекает ${inShortTime(leftMs)}.`,
  kinds: {
    downloading: (count) => `скачивается: ${grouped(count)}`,
    waiting: (count) => `ожидает: ${grouped(count)}`,
    generating: (count) => `создаётся: ${grouped(count)}`,
    stalled: (count) => `задерживается: ${grouped(count)}`,
    paused: (count) => `на паузе: ${grouped(count)}`,
  },
  nothingOnItsWay: 'Видео в работе нет',
  onTheirWay: (count) => `Ещё в работе: ${videos(count)}.`,
  notSavedYet: (count, leftMs) => {
    const which = `Ещё не сохранено: ${videos(count)}`;
    if (leftMs === undefined) return `${which}.`;
    return leftMs <= 0
      ? `${which}; одна из ссылок могла уже истечь.`
      : `${which}; ближайшая ссылка истекает ${inShortTime(leftMs)}.`;
  },
  tray: {
    joined: (parts) => parts.join(', '),
    needsYou: 'Требуется внимание: откройте Reelkeep',
    tooltip: (going) => `Reelkeep: ${inside(going)}`,
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
    askedOnce: 'Этот вопрос задаётся один раз. Изменить выбор можно в разделе «Настройки > Общие».',
    quit: 'Завершить',
    keep: 'Работать в фоне',
  },
} satisfies typeof english;
