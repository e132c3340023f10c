import { inShort } from '../language/durations.ts';
import { videos } from './nouns.ts';
import { grouped } from './plural.ts';

const shortUnits = { minute: 'min', hour: 'h', day: 'days' };

/** How long is left, in one unit and rounded down: `5 h`. */
function shortTime(leftMs: number): string {
  const short = inShort(leftMs);
  if (short === undefined) return 'under 1 min';
  const [count, unit] = short;
  return `${String(count)} ${shortUnits[unit]}`;
}

/** Reelkeep without its window: what is going on, and the question when it is closed for the first time. */
export const background = {
  /** The next link that expires: `Next link expires in 5 h: A red car`. */
  deadlineLine: (leftMs: number, name: string) =>
    leftMs <= 0
      ? `A link may have expired: ${name}`
      : `Next link expires in ${shortTime(leftMs)}: ${name}`,
  /** The nearest deadline of several videos, as a sentence. */
  nearestDeadline: (leftMs: number) =>
    leftMs <= 0 ? 'A link may have expired.' : `The next link expires in ${shortTime(leftMs)}.`,
  kinds: {
    downloading: (count: number) => `${grouped(count)} downloading`,
    waiting: (count: number) => `${grouped(count)} waiting`,
    generating: (count: number) => `${grouped(count)} generating`,
    stalled: (count: number) => `${grouped(count)} stalled`,
    paused: (count: number) => `${grouped(count)} paused`,
  },
  nothingOnItsWay: 'No video is on its way',
  onTheirWay: (count: number) =>
    count === 1 ? '1 video is still on its way.' : `${videos(count)} are still on their way.`,
  /** What quitting leaves undone: `3 videos are not saved yet; the nearest link expires in 5 h.` */
  notSavedYet: (count: number, leftMs: number | undefined) => {
    const which = count === 1 ? '1 video is not saved yet' : `${videos(count)} are not saved yet`;
    if (leftMs === undefined) return `${which}.`;
    return leftMs <= 0
      ? `${which}; a link may have expired already.`
      : `${which}; the nearest link expires in ${shortTime(leftMs)}.`;
  },
  /** The icon in the tray. */
  tray: {
    joined: (parts: readonly string[]) => parts.join(', '),
    needsYou: 'Something needs you: open Reelkeep',
    /** On one line, beside the icon. */
    tooltip: (going: string) => `Reelkeep: ${going.charAt(0).toLowerCase()}${going.slice(1)}`,
    tooltipNeedsYou: 'Reelkeep: something needs you',
    /** @param count as the badge shows it, such as `9+` */
    notSaved: (count: string) =>
      count === '1' ? '1 video not saved yet' : `${count} videos not saved yet`,
  },
  close: {
    title: 'Keep watching in the background?',
    where: {
      tray: 'The window closes. Reelkeep stays in your system tray, and goes on saving your videos.',
      dock: 'The window closes. Reelkeep stays in your Dock, and goes on saving your videos.',
      taskbar:
        'Your desktop shows no tray icons, so the window stays in the taskbar instead, and Reelkeep goes on saving your videos.',
    },
    atLogin: 'Also start when I log in',
    atLoginHint: 'In the background, without its window.',
    askedOnce: 'Asked once. You can change it in Settings, under General.',
    quit: 'Quit',
    keep: 'Keep watching',
  },
};
