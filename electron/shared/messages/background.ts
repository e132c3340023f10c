import { m } from './catalogue.ts';

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

/** What the unfinished videos are doing: `2 downloading, 12 waiting`. */
export function countsLine(counts: {
  readonly downloading: number;
  readonly waiting: number;
  readonly generating: number;
  readonly stalled: number;
  readonly paused: number;
}): string {
  const { kinds, nothingOnItsWay, tray } = m.background;
  const words = (['downloading', 'waiting', 'generating', 'stalled', 'paused'] as const).flatMap(
    (kind) => (counts[kind] > 0 ? [kinds[kind](counts[kind])] : []),
  );
  return words.length === 0 ? nothingOnItsWay : tray.joined(words);
}
