import { z } from 'zod';
import { toTaskId } from '../../shared/id.ts';

/** The last moment whose year has four digits, in Unix milliseconds: a document's name is made of it. */
export const lastMs = Date.UTC(9999, 11, 31);

/** A moment that the ledger can keep, in Unix milliseconds. */
export const whenShape = z.number().min(0).max(lastMs);

/** A task id, as it is. */
export const taskIdShape = z.string().refine((id) => toTaskId(id) === id);

/** A file's length in bytes, exact in JSON. */
export const sizeShape = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** No file that Reelkeep fetches or takes for one of its own is larger, in bytes. */
export const maxMediaBytes = 8 * 1024 ** 3;

/** SHA-256 in lower-case hex. */
export const sha256Shape = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Text of at most so many UTF-16 units. Zod's own `max` looks at anything with a length, and throws where
 * that is an object which is no number: `{"length":{"toString":1}}`.
 */
export const textShape = (atMost: number) => z.string().refine(({ length }) => length <= atMost);

/** Deeper than anything that Reelkeep has ever written. */
const deepest = 100;

/** More lists, objects and entries than ten thousand files in one sidecar have; a hostile text has millions. */
const usualParts = 400_000;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const opening: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const closing: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Where the text in quotes that begins here ends; the length of all of it when it does not. */
function endOfText(json: string, from: number): number {
  for (let at = json.indexOf('"', from + 1); at !== -1; at = json.indexOf('"', at + 1)) {
    let slashes = 0;
    while (json.charCodeAt(at - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return at;
    // A run of backslashes is counted once: the next quote lies behind this one.
  }
  return json.length;
}

function isShallow(json: string, maxParts: number): boolean {
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === quote) at = endOfText(json, at);
    else if (code === comma) parts += 1;
    else if (opening.has(code)) {
      depth += 1;
      parts += 1;
    } else if (closing.has(code)) depth -= 1;
    if (depth > deepest || parts > maxParts) return false;
  }
  return true;
}

/**
 * What a piece of JSON says that anybody may have written.
 * @returns `undefined` for anything else, and for what is nested so deep that no function could walk it,
 * or has so many parts that walking it would block everything else
 */
export function parseForeign(json: string, maxParts = usualParts): unknown {
  if (!isShallow(json, maxParts)) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
