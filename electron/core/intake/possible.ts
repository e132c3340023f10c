import type { TaskId } from '../../shared/id.ts';
import { fieldKind, isPartOfId, readPossibleForm } from './form.ts';

/** Longest line that is looked at for what may be ids, in UTF-16 units. */
const longestLine = 600;

/** What stands about a word, and is not it: list marks, quotes, a comma. */
const before = /^(?:\s|[-*+•>]\s|\d{1,4}[.)]\s|\[[ x]?\]\s|["'`([<“‘„«「『《])+/iu;
const behind = /(?:\s|["'`)\]>”’“»」』》,;!?。，；、]|(?<!\.)\.)+$/u;

/** What shortens a text puts in the place of the rest. */
const ellipsis = String.raw`(?:\u2026|\.{2,}|\[\u2026|\[\.{2,}|&hellip;)`;
const shortHex = new RegExp(`(?<![\\w-])[0-9a-f][0-9a-f-]{5,35}${ellipsis}`, 'i');
const shortWord = new RegExp(`^[\\w-]{6,}${ellipsis}`);
const shortField = new RegExp(
  `task[ _-]?ids?["'\`]?\\s{0,3}(?:=>?|:)\\s{0,3}["'\`]?[\\w-]{4,}${ellipsis}`,
  'i',
);
const partInField =
  /([a-z][a-z0-9_ -]{0,30})["'`]?\s{0,3}(?:=>?|:)\s{0,3}["'`]?([0-9a-f][0-9a-f-]{5,35})(?![\w-])/i;

/** Digits of a hash, too few for an id; 24 are an id of some databases. */
const fewDigits = /^(?!.{24}$)(?=.*[a-f])(?=.*\d)[0-9a-f]{8,31}$/i;

/** What a line without a certain id may hold all the same. */
export interface Possible {
  /** Words that may be ids, in the order of the line; each alone on it, or among its like. */
  readonly ids: readonly TaskId[];
  /** It has the beginning of an id whose rest is missing. */
  readonly isCutOff: boolean;
}

/** Looks at a line that holds no certain id. Takes bounded time, however long the line is. */
export function readPossible(line: string): Possible {
  if (line.length > longestLine) return { ids: [], isCutOff: false };
  const plain = line.replace(before, '').replace(behind, '');
  if (isCutOff(line.trim(), plain)) return { ids: [], isCutOff: true };
  const words = plain.split(/[\s,;]+/).map((word) => word.replace(before, '').replace(behind, ''));
  const ids = words.map((word) => readPossibleForm(word));
  return {
    ids: ids.includes(undefined) ? [] : [...new Set(ids.filter((id) => id !== undefined))],
    isCutOff: false,
  };
}

function isCutOff(line: string, plain: string): boolean {
  if (isPartOfId(plain) || fewDigits.test(plain)) return true;
  if (shortHex.test(line) || shortField.test(line)) return true;
  if (/\d/.test(plain) && shortWord.test(plain)) return true;
  const [, name = '', value = ''] = partInField.exec(line) ?? [];
  return fieldKind(name) === 'task-id' && isPartOfId(value);
}
