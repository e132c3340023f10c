/** UTF-16 units looked at between two pauses: a fraction of a millisecond's work for plain patterns. */
const windowLength = 65_536;

/** No match that is asked for here is longer, with what it looks at about it. */
const reach = 256;

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** A match, by its place in the whole text. */
export interface Hit {
  readonly index: number;
  readonly match: RegExpExecArray;
}

/**
 * What `text.matchAll(pattern)` finds, with pauses however long the text is. A match that could be longer
 * than `reach` is cut there.
 * @param pattern global; looks at most one unit behind its beginning
 * @yields a match, or `undefined` where the caller may pause
 */
export function* hitsIn(text: string, pattern: RegExp): Generator<Hit | undefined> {
  let at = 0;
  for (let from = 0; from < text.length; from += windowLength) {
    if (from > 0) yield undefined;
    const end = from + windowLength;
    const start = Math.max(0, from - 1);
    const part = text.length <= windowLength ? text : text.slice(start, end + reach);
    pattern.lastIndex = Math.max(at, from) - start;
    for (let match = pattern.exec(part); match !== null; match = pattern.exec(part)) {
      const index = start + match.index;
      if (index >= end) break;
      at = index + match[0].length;
      const next = pattern.lastIndex;
      yield { index, match };
      pattern.lastIndex = next; // others may have used it meanwhile
    }
  }
}

/** Whether the text has a match, with pauses. @param pattern global */
export function* hasHit(text: string, pattern: RegExp): Generator<undefined, boolean> {
  for (const hit of hitsIn(text, pattern)) {
    if (hit !== undefined) return true;
    yield undefined;
  }
  return false;
}

/** How often a character is there, with pauses. */
export function* countOf(text: string, char: string): Generator<undefined, number> {
  let count = 0;
  let pauseAt = windowLength;
  for (let at = text.indexOf(char); at !== -1; at = text.indexOf(char, at + 1)) {
    count += 1;
    if (at < pauseAt) continue;
    yield undefined;
    pauseAt = at + windowLength;
  }
  return count;
}

/** The text with `\n` at the end of each line, with pauses. */
export function* withPlainEnds(text: string): Generator<undefined, string> {
  if (!text.includes('\r')) return text;
  const parts: string[] = [];
  for (let from = 0; from < text.length;) {
    let end = from + windowLength;
    if (text[end - 1] === '\r' && text[end] === '\n') end += 1;
    const part = text.slice(from, end);
    parts.push(part.includes('\r') ? plainEnds(part) : part);
    from = end;
    yield undefined;
  }
  return parts.join('');
}

/** Unit by unit: a replacement makes as many strings as there are lines, which is the work of seconds. */
function plainEnds(text: string): string {
  const isNarrow = !/[^\0-\xff]/.test(text);
  const encoding = isNarrow ? 'latin1' : 'utf16le';
  const bytes = Buffer.from(text, encoding);
  const units = isNarrow ? bytes : new Uint16Array(bytes.buffer, bytes.byteOffset, text.length);
  let length = 0;
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] ?? 0;
    units[length++] = unit === carriageReturn ? lineFeed : unit;
    if (unit === carriageReturn && units[at + 1] === lineFeed) at += 1;
  }
  return bytes.toString(encoding, 0, length * units.BYTES_PER_ELEMENT);
}

/** The end of work that pauses, for short text. */
export function withoutPauses<Result>(work: Generator<undefined, Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
