import type { JsonObject, JsonValue } from '../../shared/json.ts';

/** How a link begins. */
const linkStart = /[a-z][a-z\d+.-]{0,20}:(?:\\?\/){2}/gi;

/** What may end a link, or, where it is a backslash, hides its end. */
const linkStop = /[\s"'<>\\]/g;

/** What a backslash is not taken with. */
const endsEscaped = /["'\s]/;

/**
 * Where a link ends: at white space, a quote or a bracket. A backslash is taken with what follows it, so
 * that links in escaped text end where they do. Each place is looked at once: the time is linear. One
 * expression for all of it would need a stack that grows with the link, and megabytes are more than it has.
 */
function linkEnd(text: string, from: number): number {
  linkStop.lastIndex = from;
  for (let stop = linkStop.exec(text); stop !== null; stop = linkStop.exec(text)) {
    const next = text[stop.index + 1] ?? '"';
    if (stop[0] !== '\\' || endsEscaped.test(next)) return stop.index;
    linkStop.lastIndex = stop.index + 2;
  }
  return text.length;
}

/** Fields that hold a credential. */
const secretName =
  /^(?:x-)?(?:api[-_]?key|key|authorization|(?:access|auth|id)?[-_]?token|secret|password)$/i;

/** Fields of addresses that the user's own server is told at: they carry its secrets, and have nothing to give. */
export const callbackName = /call_?back|web_?hook/i;

/** JSON in text in JSON: deeper than any provider nests it. */
const deepestText = 4;

/**
 * Takes the names and passwords, queries and fragments out of all links in a text: a signed
 * link is the file itself, and a token in a query is its owner's.
 * @param mark stands where a query was
 */
export function withoutQueries(text: string, mark = ''): string {
  const pieces: string[] = [];
  let from = 0;
  linkStart.lastIndex = 0;
  for (let start = linkStart.exec(text); start !== null; start = linkStart.exec(text)) {
    const end = linkEnd(text, linkStart.lastIndex);
    pieces.push(text.slice(from, start.index), withoutQuery(text.slice(start.index, end), mark));
    from = end;
    linkStart.lastIndex = end;
  }
  return [...pieces, text.slice(from)].join('');
}

function withoutQuery(found: string, mark: string): string {
  const end = found.search(/[?#]/);
  const address = end < 0 ? found : found.slice(0, end) + mark;
  return address.replace(/(:(?:\\?\/){2})[^/\\@]*@/, `$1${mark === '' ? '' : '[…]@'}`);
}

function inText(text: string, depth: number): string {
  if (depth < deepestText && /^\s*["[{]/.test(text)) {
    try {
      return JSON.stringify(copy(JSON.parse(text) as JsonValue, depth + 1)); // what JSON.parse gives
    } catch {
      // It only looks like JSON.
    }
  }
  return withoutQueries(text);
}

function copy(value: JsonValue, depth: number): JsonValue {
  if (typeof value === 'string') return inText(value, depth);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => copy(item, depth));
  const fields: [string, JsonValue][] = [];
  for (const [name, field] of Object.entries(value as JsonObject)) {
    if (callbackName.test(name)) continue;
    fields.push([name, secretName.test(name) ? '[…]' : copy(field, depth)]);
  }
  return Object.fromEntries(fields);
}

/**
 * A copy that may be given away: links without what is signed or secret in them, no addresses of
 * callbacks, no keys by name; also within JSON that is given as text.
 */
export function publicCopy(value: JsonValue): JsonValue {
  return copy(value, 0);
}
