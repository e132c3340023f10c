import { grouped, videos } from './amounts.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Marks that write from right to left or have no width, and line breaks: a name must not change the line around it. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const maxNameLength = 40;

/** A title as part of one line of a menu: cut, and without what would change the line around it. */
export function plainName(title: string): string {
  const plain = title.slice(0, 400).replace(unprintable, ' ').replace(/\s+/g, ' ').trim();
  const characters = Array.from(plain);
  return characters.length <= maxNameLength
    ? plain
    : `${characters
        .slice(0, maxNameLength - 1)
        .join('')
        .trimEnd()}…`;
}

/** How long is left, in one unit and rounded down: `5 h`. */
export function shortTime(leftMs: number): string {
  if (leftMs < minuteMs) return 'under 1 min';
  if (leftMs < hourMs) return `${String(Math.floor(leftMs / minuteMs))} min`;
  if (leftMs < 2 * dayMs) return `${String(Math.floor(leftMs / hourMs))} h`;
  return `${String(Math.floor(leftMs / dayMs))} days`;
}

/** The next link that expires: `Next link expires in 5 h: A red car`. */
export function deadlineLine(leftMs: number, name: string): string {
  return leftMs <= 0
    ? `A link may have expired: ${name}`
    : `Next link expires in ${shortTime(leftMs)}: ${name}`;
}

/** The nearest deadline of several videos, as a sentence. */
export function deadlineWords(leftMs: number): string {
  return leftMs <= 0
    ? 'A link may have expired.'
    : `The next link expires in ${shortTime(leftMs)}.`;
}

/** What the unfinished videos are doing: `2 downloading, 12 waiting`. */
export function countsLine(counts: {
  readonly downloading: number;
  readonly waiting: number;
  readonly generating: number;
  readonly stalled: number;
  readonly paused: number;
}): string {
  const words = (['downloading', 'waiting', 'generating', 'stalled', 'paused'] as const).flatMap(
    (kind) => (counts[kind] > 0 ? [`${grouped(counts[kind])} ${kind}`] : []),
  );
  return words.length === 0 ? 'No video is on its way' : words.join(', ');
}

/** `4 videos are still on their way.` */
export function onTheirWay(count: number): string {
  return count === 1 ? '1 video is still on its way.' : `${videos(count)} are still on their way.`;
}

/** What quitting leaves undone: `3 videos are not saved yet; the nearest link expires in 5 h.` */
export function notSavedYet(count: number, leftMs: number | undefined): string {
  const which = count === 1 ? '1 video is not saved yet' : `${videos(count)} are not saved yet`;
  if (leftMs === undefined) return `${which}.`;
  return leftMs <= 0
    ? `${which}; a link may have expired already.`
    : `${which}; the nearest link expires in ${shortTime(leftMs)}.`;
}
