import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { clean, most } from '../platform/bounds.ts';

/** `value` as an object; `undefined` for everything else, arrays included. */
export function asObject(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject) // an array is the only other object JSON has
    : undefined;
}

/** Levels of JSON that a real answer never has; writing far deeper ones overflows the stack. */
const deepest = 100;

function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isTooDeep(root: JsonValue): boolean {
  let level: readonly object[] = isHolder(root) ? [root] : [];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    const below: object[] = [];
    for (const holder of level)
      for (const value of Array.isArray(holder) ? holder : Object.values(holder))
        if (isHolder(value)) below.push(value);
    level = below;
  }
  return false;
}

/** Parsed JSON text, a byte order mark before it or not; `undefined` when it does not parse, or is nested beyond reason. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    const value = JSON.parse(text.replace(/^\uFEFF/, '')) as JsonValue; // what JSON.parse gives is JSON
    return isTooDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** How often JSON is written as text again: each program on the way may do it once. */
const mostTexts = 3;

/** An object given as itself or as a string of JSON: providers send parameters either way. */
export function asObjectOrText(value: JsonValue | undefined): JsonObject | undefined {
  let inside = value;
  for (let n = 0; n < mostTexts && typeof inside === 'string'; n++) inside = parseJson(inside);
  return asObject(inside);
}

/** The same of an object that may stand alone in a list. */
export function asOnlyObject(value: JsonValue | undefined): JsonObject | undefined {
  const inside = typeof value === 'string' ? parseJson(value) : value;
  if (!Array.isArray(inside)) return asObjectOrText(inside);
  const [only, ...others] = inside as readonly JsonValue[];
  return others.length > 0 ? undefined : asObjectOrText(only);
}

/** Trimmed text; numbers count as text; empty text and everything else is `undefined`. */
export function asText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** A finite number, given as such or as text. */
export function asNumber(value: JsonValue | undefined): number | undefined {
  const text = asText(value);
  if (text === undefined) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** A text that is shown: bounded, and without invisible control characters; `undefined` as with `asText`. */
export function asShown(value: JsonValue | undefined, atMost: number): string | undefined {
  const text = asText(value);
  return text === undefined ? undefined : asText(clean(text, atMost));
}

/** A state, a code, the id of a video: a short text that is shown. */
export function asWord(value: JsonValue | undefined): string | undefined {
  return asShown(value, most.word);
}

/** What people and programs leave around a link: blanks, invisible ones too, quotation marks, the sign of a list. */
const surroundings = /^[\s\u200b-\u200d\u2060\ufeff"'`<]+|[\s\u200b-\u200d\u2060\ufeff"'`>,;]+$/g;

/** `[video](https://…)`: a link as Markdown has it. */
const markdown = /^!?\[[^\]]{0,200}\]\((https?:\/\/[^\s)]+)\)$/i;

/** A link without the coding of what it was in: JSON's, HTML's, an address's. */
function uncoded(text: string): string {
  const link = (markdown.exec(text)?.[1] ?? text).replaceAll('\\/', '/').replaceAll('&amp;', '&');
  if (!/^https?%3a%2f%2f/i.test(link)) return link;
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}

/** `https://host/my video.mp4` and `//host/a.mp4` as browsers read them (WHATWG URL, RFC 3986, 4.2). */
function tidied(text: string): string | undefined {
  const given = text.startsWith('//') ? `https:${text}` : text;
  if (!/^https?:\/\/[^\s/]/i.test(given)) return undefined;
  const url = URL.parse(given);
  if (url === null) return undefined;
  // A tidy link stays as it came: the provider knows its files by their very addresses.
  return /[\s\\]/.test(given) ? url.href : given;
}

/**
 * A link to a file on the web, of a length that links have; `undefined` for everything else. One that is
 * not tidy (blanks, no scheme) comes back as a browser would read it; one without a scheme is https.
 */
export function asLink(value: JsonValue | undefined): string | undefined {
  if (typeof value !== 'string' || value.length > most.link * 2) return undefined;
  const link = tidied(uncoded(value.replaceAll(surroundings, '')));
  return link === undefined || link.length > most.link ? undefined : link;
}

/** A number within bounds, given as such or as text; `undefined` for everything else. */
export function asNumberIn(
  value: JsonValue | undefined,
  least: number,
  atMost: number,
): number | undefined {
  const number = asNumber(value);
  return number !== undefined && number >= least && number <= atMost ? number : undefined;
}
