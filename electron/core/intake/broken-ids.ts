import { readKnownForm } from './form.ts';
import { hitsIn } from './text-windows.ts';

/** A line's beginning that may be the rest of an id: behind what quotes, indents or draws a border. */
const head = /\n[ \t>|│]{0,12}([0-9a-f-]{1,35})(?![\w-])/gi;

const nextHead = new RegExp(head.source, 'iy');

/** A line's end that may be an id's beginning, before the sign of the shell or of mail that it goes on. */
const tail = /(?<![\w-])([0-9a-f][0-9a-f-]{0,34})[ \t]{0,12}[\\=|│]?[ \t]{0,2}$/i;

const wholeLine = /^[ \t>|│]*([0-9a-f-]+)[ \t\\=|│]*$/i;

/** The longest id in a known form, with what may stand about its parts, in UTF-16 units. */
const reach = 80;

/** An id has been broken over no more lines. */
const maxLines = 4;

interface Break {
  /** Where the line ends that holds the beginning. */
  readonly from: number;
  /** Where the rest begins. */
  readonly to: number;
}

/**
 * The text with ids in one piece that were broken over lines, by a narrow window or by mail. Only what
 * makes an id in a known form is joined: what is left are parts, and no part is an id.
 * @yields now and then, for the caller to pause.
 */
export function* withWholeIds(text: string): Generator<undefined, string> {
  const breaks: Break[] = [];
  let looked = 0;
  for (const hit of hitsIn(text, head)) {
    if (hit === undefined || ++looked % 1_000 === 0) yield undefined;
    if (hit === undefined || hit.index < (breaks.at(-1)?.to ?? 0)) continue;
    for (const each of breaksAt(text, hit.index)) breaks.push(each);
  }
  if (breaks.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const { from, to } of breaks) {
    parts.push(text.slice(at, from));
    at = to;
    if (parts.length % 1_000 === 0) yield undefined;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Where the id is broken whose first line ends at this newline; nothing if there is none. */
function breaksAt(text: string, newline: number): readonly Break[] {
  const before = text.slice(Math.max(0, newline - reach), newline);
  const begun = tail.exec(before);
  if (begun === null) return [];
  const [first = '', piece = ''] = begun;
  let joined = piece;
  const breaks: Break[] = [];
  let from = newline - first.length + piece.length;
  for (let at = newline, lines = 1; lines < maxLines; lines++) {
    nextHead.lastIndex = at;
    const rest = nextHead.exec(text);
    if (rest === null) return [];
    const [all = '', more = ''] = rest;
    joined += more;
    breaks.push({ from, to: at + all.length - more.length });
    if (readKnownForm(joined) !== undefined) {
      const pieces = { piece, more, lines };
      return isListOfAlike(text, newline, pieces) ? [] : breaks;
    }
    if (lines === 1 && isHyphenated(piece, more))
      return [{ from: from - 1, to: breaks[0]?.to ?? from }];
    from = at + all.length;
    const lineEnd = /^[ \t]{0,12}[\\=|│]?[ \t]{0,2}(?=\n)/.exec(text.slice(from, from + reach));
    if (lineEnd === null || joined.length > 36) return [];
    at = from + lineEnd[0].length;
  }
  return [];
}

/** A word processor has put a hyphen of its own where it broke the id. */
function isHyphenated(piece: string, more: string): boolean {
  return piece.endsWith('-') && readKnownForm(piece.slice(0, -1) + more) !== undefined;
}

/** Two lines out of a list of short hashes make 32 digits as well: all of its lines are alike. */
function isListOfAlike(
  text: string,
  newline: number,
  { piece, more, lines }: { readonly piece: string; readonly more: string; readonly lines: number },
): boolean {
  if (piece.includes('-') || more.includes('-')) return false;
  if (lines > 1) return true; // without hyphens, three lines of a list look the same as three parts
  if (piece.length !== more.length) return false;
  const second = text.indexOf('\n', newline + 1);
  const above = lineEndingAt(text, text.lastIndexOf('\n', newline - 1));
  const below = second === -1 ? '' : lineEndingAt(text, endOfLine(text, second + 1));
  return [above, below].some((line) => wholeLine.exec(line)?.[1]?.length === piece.length);
}

function endOfLine(text: string, from: number): number {
  const end = text.slice(from, from + 2 * reach).indexOf('\n');
  return end === -1 ? from + 2 * reach : from + end;
}

/** The last of the line that ends here; nothing before the text. */
function lineEndingAt(text: string, end: number): string {
  if (end < 0) return '';
  const near = text.slice(Math.max(0, end - 2 * reach), end);
  return near.slice(near.lastIndexOf('\n') + 1);
}
