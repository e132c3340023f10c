/** Keys shorter than this could be anybody's word: masking them would spoil every text. */
const shortestKey = 8;

/** What stands where a key was. */
const masked = '[key]';

/** How often a text is read as written in another one: a link in JSON in JSON. */
const deepestReading = 3;

/** Signs as JSON, JavaScript, URLs and HTML write them. */
const written = /\\u[\da-f]{4}|\\x[\da-f]{2}|\\["\\/]|%[\da-f]{2}|&#x[\da-f]{1,6};|&#\d{1,7};/gi;

/** A text as read, and where each of its signs begins and ends in the text as it came. */
interface Reading {
  readonly text: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function asItCame(text: string): Reading {
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    starts[index] = index;
    ends[index] = index + 1;
  }
  return { text, starts, ends };
}

function signOf(found: string): string {
  if (found.startsWith('\\u') || found.startsWith('\\x')) {
    return String.fromCharCode(Number.parseInt(found.slice(2), 16));
  }
  if (found.startsWith('\\')) return found.slice(1);
  if (found.startsWith('%')) return String.fromCharCode(Number.parseInt(found.slice(1), 16));
  const isHex = found.startsWith('&#x') || found.startsWith('&#X');
  const code = isHex ? Number.parseInt(found.slice(3), 16) : Number.parseInt(found.slice(2), 10);
  return String.fromCharCode(code & 0xffff);
}

/** Reads what is written in another way; `undefined` when nothing is. Linear. */
function readOn({ text, starts, ends }: Reading): Reading | undefined {
  const found = [...text.matchAll(written)];
  if (found.length === 0) return undefined;
  const saved = found.reduce((sum, [whole]) => sum + whole.length - 1, 0);
  const next = {
    starts: new Uint32Array(text.length - saved),
    ends: new Uint32Array(text.length - saved),
  };
  const pieces: string[] = [];
  let from = 0;
  let to = 0;
  const take = (until: number): void => {
    pieces.push(text.slice(from, until));
    next.starts.set(starts.subarray(from, until), to);
    next.ends.set(ends.subarray(from, until), to);
    to += until - from;
  };
  for (const { 0: whole, index } of found) {
    take(index);
    pieces.push(signOf(whole));
    next.starts[to] = starts[index] ?? 0;
    next.ends[to] = ends[index + whole.length - 1] ?? 0;
    to += 1;
    from = index + whole.length;
  }
  take(text.length);
  return { text: pieces.join(''), ...next };
}

/** The middle of a key's Base64, wherever the key begins in what was encoded (RFC 4648, 4 and 5). */
function base64Of(key: string): readonly string[] {
  const cores = [0, 1, 2].map((before) => {
    const code = Buffer.from('\0'.repeat(before) + key)
      .toString('base64')
      .replaceAll('=', '');
    const bits = (before + key.length) * 8;
    return code.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
  });
  return cores.flatMap((core) => [core, core.replaceAll('+', '-').replaceAll('/', '_')]);
}

/** ASCII only, so that no sign changes its length. */
function lower(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function* placesOf(needle: string, { text, starts, ends }: Reading): Generator<Span> {
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
    yield { start: starts[at] ?? 0, end: ends[at + needle.length - 1] ?? 0 };
  }
}

function cover(text: string, spans: readonly Span[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of spans.toSorted((one, other) => one.start - other.start)) {
    if (end <= from) continue;
    if (start >= from) pieces.push(text.slice(from, start), masked);
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

/**
 * Knows the accounts' keys while Reelkeep runs, and takes them out of what others say: a provider that
 * repeats a key must not bring it into the ledger, an archive or the log.
 */
export class KeyMask {
  /** In small letters, as hosts' names have them. */
  readonly #plain = new Set<string>();
  readonly #encoded = new Set<string>();

  /** Remembers a key until Reelkeep ends, also when its account is removed. */
  add(key: string): void {
    if (key.length < shortestKey || this.#plain.has(lower(key))) return;
    this.#plain.add(lower(key));
    this.#plain.add(Buffer.from(key).toString('hex'));
    for (const code of base64Of(key)) this.#encoded.add(code);
  }

  /** The text with "[key]" for every key in it, however it is written. Linear in the text's length. */
  mask(text: string): string {
    if (this.#plain.size === 0) return text;
    const spans: Span[] = [];
    let reading: Reading | undefined = asItCame(text);
    for (let depth = 0; reading !== undefined && depth <= deepestReading; depth += 1) {
      const small = { ...reading, text: lower(reading.text) };
      // One by one: an answer may have more places than a call takes arguments.
      for (const key of this.#plain) for (const span of placesOf(key, small)) spans.push(span);
      for (const code of this.#encoded) {
        for (const span of placesOf(code, reading)) spans.push(span);
      }
      reading = readOn(reading);
    }
    return spans.length === 0 ? text : cover(text, spans);
  }

  /** The same for every text in a piece of data, whatever its shape. */
  maskAll<T>(data: T): T {
    const json = JSON.stringify(data);
    const clean = this.mask(json);
    return clean === json ? data : (JSON.parse(clean) as T); // the same but for texts
  }
}
