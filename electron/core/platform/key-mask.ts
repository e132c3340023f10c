/** Keys shorter than this could be anybody's word: masking them would spoil every text. */
const shortestKey = 8;

/** What stands where a key was. */
const masked = '[key]';

/** How often a text is read as written in another one: a link in JSON in JSON. */
const deepestReading = 3;

/** A text as read, and where each of its characters begins and ends in the text as it came: there, where absent. */
interface Reading {
  readonly text: string;
  readonly starts?: Uint32Array;
  readonly ends?: Uint32Array;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A character that is written as several: its UTF-16 unit, and how many there are. */
interface Written {
  readonly unit: number;
  readonly length: number;
}

const zero = 0x30;
const smallA = 0x61;
const smallX = 0x78;
const backslash = 0x5c;
const percent = 0x25;
const ampersand = 0x26;

/** The number of a character as a digit, 16 and more for none. */
function digitAt(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if (unit >= zero && unit < zero + 10) return unit - zero;
  const small = unit | 0x20;
  return small >= smallA && small < smallA + 6 ? small - smallA + 10 : 16;
}

/** A number in hexadecimal digits from there on; -1 where there is another character among them. */
function hexAt(text: string, from: number, digits: number): number {
  let unit = 0;
  for (let at = from; at < from + digits; at += 1) {
    const digit = digitAt(text, at);
    if (digit > 15) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

/** `&#123;` and `&#x7b;`, which may have zeros before them. */
function entityAt(text: string, index: number): Written | undefined {
  if (text[index + 1] !== '#') return undefined;
  const isHex = (text.charCodeAt(index + 2) | 0x20) === smallX;
  const [base, from, most] = isHex ? [16, index + 3, 6] : [10, index + 2, 7];
  let unit = 0;
  let at = from;
  for (; at < from + most && digitAt(text, at) < base; at += 1)
    unit = unit * base + digitAt(text, at);
  if (at === from || text[at] !== ';') return undefined;
  return { unit: unit & 0xffff, length: at + 1 - index };
}

/** The character that digits stand for, with that many characters before them. */
function byNumber(unit: number, length: number): Written | undefined {
  return unit < 0 ? undefined : { unit, length };
}

/** A character as JSON, JavaScript, URLs and HTML may write it; `undefined` when it stands for itself. */
function writtenAt(text: string, index: number): Written | undefined {
  const code = text.charCodeAt(index);
  if (code === percent) return byNumber(hexAt(text, index + 1, 2), 3);
  if (code === ampersand) return entityAt(text, index);
  if (code !== backslash) return undefined;
  const kind = text[index + 1];
  if (kind === 'u' || kind === 'U') return byNumber(hexAt(text, index + 2, 4), 6);
  if (kind === 'x' || kind === 'X') return byNumber(hexAt(text, index + 2, 2), 4);
  if (kind === '/' || kind === '"') return { unit: kind.charCodeAt(0), length: 2 };
  return kind === '\\' ? { unit: backslash, length: 2 } : undefined;
}

/** Reads what is written in another way; `undefined` when nothing is. Linear. */
function readOn({ text, starts, ends }: Reading): Reading | undefined {
  if (!/[\\%&]/.test(text)) return undefined;
  const units = new Uint16Array(text.length);
  const next = { starts: new Uint32Array(text.length), ends: new Uint32Array(text.length) };
  let to = 0;
  for (let from = 0; from < text.length; to += 1) {
    const written = writtenAt(text, from);
    const length = written?.length ?? 1;
    const last = from + length - 1;
    units[to] = written?.unit ?? text.charCodeAt(from);
    next.starts[to] = starts?.[from] ?? from;
    next.ends[to] = ends?.[last] ?? last + 1;
    from += length;
  }
  if (to === text.length) return undefined;
  return { text: Buffer.from(units.buffer, 0, to * 2).toString('utf16le'), ...next };
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

/** In small letters, and as long as before: all but one character are. */
function lower(text: string): string {
  return text.replaceAll('İ', 'ı').toLowerCase();
}

function* placesOf(needle: string, { text, starts, ends }: Reading): Generator<Span> {
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
    const last = at + needle.length - 1;
    yield { start: starts?.[at] ?? at, end: ends?.[last] ?? last + 1 };
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
    let reading: Reading | undefined = { text };
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
