import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { callbackName } from './public-copy.ts';

/** The most that is kept of each part of an answer; texts in characters. A longer one ends with "…". */
export const most = {
  prompt: 20_000,
  /** A failure's words. */
  message: 2_000,
  /** A state, a code, an id, the name of a model. */
  word: 200,
  link: 8_192,
  /** Results of one task; their names in the archive are numbered. */
  results: 100,
} as const;

/** How much of a piece of JSON is kept. */
interface Bounds {
  /** At most so many bytes of UTF-8, written as compact JSON. */
  readonly bytes: number;
  readonly depth: number;
  /** Fields of an object, items of a list. */
  readonly fields: number;
  /** Characters of one text. */
  readonly text: number;
  /** Its names and texts are shown, so each that is kept is cleaned. */
  readonly isShown?: true;
}

const ofParameters: Bounds = {
  bytes: 64 * 1024,
  depth: 8,
  fields: 200,
  text: most.prompt,
  isShown: true,
};
const ofRaw: Bounds = { bytes: 256 * 1024, depth: 32, fields: 1_000, text: 64 * 1024 };

/** Names that mean something to JavaScript itself, and nothing to a provider. */
const machinery = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Signs that are not seen and do something: controls but for line ends and tabs, and those that turn the
 * direction of the text around them (Unicode TR 36, 2.5; Trojan Source).
 */
const unseen =
  /(?![\n\t])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/gu;

/** Halves of characters (lone surrogates), which no UTF-8 has. */
const halves = /\p{Cs}/gu;

/** At most the first `atMost` characters, never half of one; "…" says that there were more. */
export function cut(text: string, atMost: number): string {
  if (text.length <= atMost) return text;
  return `${text.slice(0, atMost).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A text as it may be shown anywhere: of bounded length, well-formed, without invisible control characters. */
export function clean(text: string, atMost: number): string {
  const lines = cut(text, atMost).replaceAll(/\r\n?|[\u2028\u2029]/g, '\n');
  return lines.replaceAll(halves, '\ufffd').replaceAll(unseen, '').trim();
}

/** Takes over what the bounds allow, in order: what does not fit is left out, and smaller things follow. */
class Keeper {
  readonly #bounds: Bounds;
  #bytesLeft: number;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
    this.#bytesLeft = bounds.bytes;
  }

  keep(value: JsonValue, depth: number): JsonValue | undefined {
    if (typeof value === 'string') {
      const text = this.#text(value);
      return this.#spend(JSON.stringify(text)) ? text : undefined;
    }
    if (typeof value !== 'object' || value === null) {
      return this.#spend(String(value)) ? value : undefined;
    }
    if (depth >= this.#bounds.depth || !this.#spend('{}')) return undefined;
    if (Array.isArray(value)) return this.#items(value, depth);
    return this.fields(value as JsonObject, depth); // an array is the only other object
  }

  fields(object: JsonObject, depth: number): JsonObject {
    const kept: [string, JsonValue][] = [];
    for (const given of Object.keys(object)) {
      if (kept.length === this.#bounds.fields) break;
      const value = object[given];
      if (value === undefined) continue;
      const name = this.#bounds.isShown === true ? clean(given, most.word) : given;
      if (machinery.has(name) || callbackName.test(name) || name.length > most.word) continue;
      if (!this.#spend(JSON.stringify(name))) continue;
      const inside = this.keep(value, depth + 1);
      if (inside !== undefined) kept.push([name, inside]);
    }
    return Object.fromEntries(kept);
  }

  #text(value: string): string {
    const { isShown, text } = this.#bounds;
    return isShown === true ? clean(value, text) : cut(value, text).replaceAll(halves, '\ufffd');
  }

  #items(items: readonly JsonValue[], depth: number): JsonValue {
    const some = items.slice(0, this.#bounds.fields);
    return some.flatMap((item) => {
      const inside = this.keep(item, depth + 1);
      return inside === undefined ? [] : [inside];
    });
  }

  /** @param json what it takes, but for the comma or colon behind it */
  #spend(json: string): boolean {
    const bytes = Buffer.byteLength(json) + 1;
    if (this.#bytesLeft < bytes) return false;
    this.#bytesLeft -= bytes;
    return true;
  }
}

/** A generation's parameters as they are kept: bounded, and without the addresses of callbacks. */
export function boundParameters(parameters: JsonObject): JsonObject {
  return new Keeper(ofParameters).fields(parameters, 0);
}

/** The provider's answer as it is kept beside the video, word for word as far as the bounds go. */
export function boundRaw(raw: JsonValue): JsonValue {
  return new Keeper(ofRaw).keep(raw, 0) ?? null;
}
