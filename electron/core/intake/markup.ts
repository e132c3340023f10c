import { hasHit } from './text-windows.ts';
import { endOfWindow } from './plain-text.ts';

/** What only HTML has: ends of paragraphs, of rows, of lines. */
const sign = /<\/(?:p|div|li|t[drh]|h[1-6]|d[td])\s*>|<br\s*\/?>/gi;

const endsOfCells = /<\/t[dh]\s*>/gi;
const endsOfLines = new RegExp(sign.source, 'gi');

/** A tag without a task in it: those with one are read as text, an address or an attribute. */
const tags = /<\/?[a-z][^<>]{0,2000}>/gi;

const entities: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&#160;': ' ',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&#58;': ':',
  '&lt;': '<',
  '&gt;': '>',
};
const entity = /&(?:nbsp|#160|amp|quot|#39|#58|lt|gt);/gi;

/**
 * The text that a page of HTML shows, a row of a table in one line. Anything else is answered as it is.
 * @yields now and then, for the caller to pause.
 */
export function* withoutMarkup(text: string): Generator<undefined, string> {
  if (!/^\s*</.test(text) || !(yield* hasHit(text, sign))) return text;
  const parts: string[] = [];
  for (let from = 0; from < text.length;) {
    const part = text.slice(from, endOfWindow(text, from));
    parts.push(shownOf(part));
    from += part.length;
    yield undefined;
  }
  return parts.join('');
}

function shownOf(part: string): string {
  return part
    .replaceAll('\n', ' ')
    .replace(endsOfCells, '\t')
    .replace(endsOfLines, '\n')
    .replace(tags, (tag) => (/task/i.test(tag) ? tag : ''))
    .replace(entity, (name) => entities[name.toLowerCase()] ?? name);
}
