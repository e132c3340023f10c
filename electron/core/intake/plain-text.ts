import { knownForm } from './form.ts';
import { hasHit } from './text-windows.ts';

/** UTF-16 units looked at between two pauses. */
const windowLength = 65_536;

/** How far a window goes on for the end of its last line: nothing that is taken out is longer. */
const reach = 4_096;

/**
 * What a terminal takes as a command and does not show: colours, cursor moves, titles, links (ECMA-48).
 * `ESC` is also seen as what other programs write for it, or not at all: then only colours are known.
 */
const escape = String.raw`(?:\u001b|\u241b|\u2190|\\u001b|\\x1b|\\033|\\e|\^\[)`;
const commands = [
  `(?:${escape})\\](?:[^\\u0007\\u001b\\n]{0,2000})(?:\\u0007|\\u001b\\\\)`,
  `(?:${escape})\\[[0-9;:?]{0,40}[A-Za-z]`,
  String.raw`\u009b[0-9;:?]{0,40}[A-Za-z]`,
  String.raw`\[(?:\d{1,3}(?:;\d{1,3}){0,8})m`,
  String.raw`(?<=[0-9a-zA-Z"'])\[m`,
];

/**
 * Marks without a width, which browsers and editors put within words: where they may be broken, mostly. A NUL
 * stands after each letter of UTF-16 that was read as something else.
 */
const widthless =
  '[\\u0000\\u00ad\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff]';
const htmlMarks = '<wbr ?/?>|&(?:shy|ZeroWidthSpace|zwnj|#8203);';

/** The sign by which spreadsheets keep a text a text: `="…"`. */
const formula = String.raw`(?<![^\n\r,;\t|])=(?="[0-9a-zA-Z_-]{8,128}"(?![^\n\r,;\t|]))`;

/** What editors make of the hyphen between two letters or digits. */
const hyphen = '(?<=[0-9a-zA-Z])[\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d](?=[0-9a-zA-Z\\n])';

/** The same of an address, where it is written as an address may: `%2D`, once or twice. */
const encodedHyphen = '(?<=[0-9a-fA-F])%(?:25)?2[dD](?=[0-9a-fA-F])';

/** Letters and digits as wide as Chinese ones, as input methods give them (Unicode, FF01 to FF5E). */
const wide = '[\\uff10-\\uff19\\uff21-\\uff3a\\uff41-\\uff5a\\uff3f]';
const wideFrom = 0xfee0;

/** A line's end that a program has written as two letters, before an id. */
const writtenBreak = `\\\\(?:r\\\\n|[nrt])(?=${knownForm}(?![\\w-]))`;

const unseen = new RegExp(`${commands.join('|')}|${widthless}|${htmlMarks}|${formula}`, 'g');
const hyphens = new RegExp(`${hyphen}|${encodedHyphen}`, 'g');
const wides = new RegExp(wide, 'g');
const writtenBreaks = new RegExp(writtenBreak, 'gi');
const anyOfThem = new RegExp(
  `${unseen.source}|${hyphens.source}|${wides.source}|${writtenBreaks.source}`,
  'gi',
);

function plain(part: string): string {
  return part
    .replace(wides, (char) => String.fromCharCode(char.charCodeAt(0) - wideFrom))
    .replace(unseen, '')
    .replace(hyphens, '-')
    .replace(writtenBreaks, ' '); // within a string as well, which goes over no lines
}

/**
 * The text as it is read by eye: without a terminal's colours and marks that have no width, and with plain
 * hyphens within words. What is not affected is answered as it is.
 * @yields now and then, for the caller to pause.
 * @see https://www.ecma-international.org/publications-and-standards/standards/ecma-48/
 */
export function* withoutUnseen(text: string): Generator<undefined, string> {
  if (!(yield* hasHit(text, anyOfThem))) return text;
  const parts: string[] = [];
  for (let from = 0; from < text.length;) {
    const part = text.slice(from, endOfWindow(text, from));
    parts.push(plain(part));
    from += part.length;
    yield undefined;
  }
  return parts.join('');
}

/** The end of a line, if there is one within reach: no command goes over lines. */
export function endOfWindow(text: string, from: number): number {
  const end = from + windowLength;
  const newline = text.slice(end, end + reach).indexOf('\n');
  return newline === -1 ? end : end + newline + 1;
}
