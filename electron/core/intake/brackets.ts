import type { Ahead } from './ahead.ts';
import { fieldKind, readFieldValue, readKnownForm } from './form.ts';
import { kindOf, nameOf, type Frame } from './frame.ts';
import type { TaskId } from '../../shared/id.ts';

/** What the scan hands on. */
export interface BracketsFound {
  readonly id: (id: TaskId) => void;
  /** A string that is not a task's field, but speaks of a task: an address, a body within a body. */
  readonly text: (text: string) => Generator<undefined, void>;
}

interface Token {
  readonly raw: string;
  /** Empty for a word without quotes. */
  readonly quote: string;
  readonly from: number;
}

type Expected = 'key' | 'separator' | 'value' | 'next';

const space = /[\s\uFEFF]*/y;
const bare = /[^\s,:{}[\]"'=]+/y;
const separator = /=>|[:=]/y;

/** Tokens between two pauses: about a millisecond's work. */
const tokensPerPulse = 4_000;

/** A structure of no more tokens is as good as no work. */
const fewTokens = 40;

/** Brackets in brackets. What is deeper is read as a structure of its own, so memory stays small. */
const deepest = 1_000;

/**
 * Reads one bracketed structure, in linear time and without recursion. Only the values of a task's
 * fields, and strings in a list that is the whole structure, are ids. What breaks the syntax ends the
 * scan there, and what was found before counts.
 * @param newlines of the text to read.
 * @yields now and then, for the caller to pause.
 * @returns where to read on, always beyond `start`: behind the structure, or at the last key before it broke.
 */
export function* scanBrackets(
  newlines: Ahead,
  start: number,
  found: BracketsFound,
): Generator<undefined, number> {
  const scan = new BracketScan(newlines, start, found.id);
  let tokens = 1;
  for (; scan.step(); tokens++) {
    const said = scan.takeSaid();
    if (said !== undefined) yield* found.text(unescape(said));
    if (tokens % tokensPerPulse === 0) yield undefined;
  }
  if (tokens > fewTokens) yield undefined; // hundreds of such may follow one another
  return scan.end;
}

class BracketScan {
  at: number;
  readonly #text: string;
  readonly #newlines: Ahead;
  readonly #start: number;
  readonly #report: BracketsFound['id'];
  readonly #frames: Frame[] = [];
  #expected: Expected = 'value';
  #resumeAt = 0;
  #said: string | undefined;

  constructor(newlines: Ahead, start: number, report: BracketsFound['id']) {
    this.#text = newlines.text;
    this.#newlines = newlines;
    this.#start = start;
    this.at = start;
    this.#report = report;
  }

  /** Where reading goes on. A structure that broke is left at its last key, which says what its value is. */
  get end(): number {
    return this.#frames.length === 0 ? this.at : Math.max(this.#resumeAt, this.#start + 1);
  }

  /** The string just read, as it was written, if it is worth looking into. */
  takeSaid(): string | undefined {
    const said = this.#said;
    this.#said = undefined;
    return said;
  }

  /** Reads a token; false at the end of the structure, or where it breaks. */
  step(): boolean {
    const before = this.at;
    if (this.#frames.length > 0 && this.#mayBeSpace()) this.#take(space);
    const char = this.#text[this.at];
    if (char === undefined || char === ',' || char === ']') this.#settle();
    if (char === undefined) return false;
    if (char === '{' || char === '[') return this.#open(char === '[');
    if (char === '}' || char === ']') return this.#close(char === ']');
    if (char === '"' || char === "'") return this.#string(char);
    if (this.#expected === 'separator')
      return this.#take(separator) !== '' && this.#expect('value');
    if (char === ',') {
      if (this.#expected !== 'next') return false;
      this.at += 1;
      return this.#expect(this.#frames.at(-1)?.isList === true ? 'value' : 'key');
    }
    if (this.#expected === 'next') return this.#more(before);
    // A blank line before the value: the structure was cut off, and this is something else.
    if (this.#expected === 'value' && /\n\s*\n/.test(this.#text.slice(before, this.at)))
      return false;
    const from = this.at;
    const word = this.#take(bare);
    return word !== '' && this.#token({ raw: word, quote: '', from });
  }

  /** A value without quotes goes on over spaces, but not over lines. */
  #more(before: number): boolean {
    return this.#newlines.from(before) >= this.at && this.#take(bare) !== '';
  }

  #expect(expected: Expected): true {
    this.#expected = expected;
    return true;
  }

  /** Most tokens follow each other without one, and are not worth the closer look. */
  #mayBeSpace(): boolean {
    const code = this.#text.charCodeAt(this.at);
    return code <= 0x20 || code > 0x7f;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const taken = pattern.exec(this.#text)?.[0] ?? '';
    this.at += taken.length;
    return taken;
  }

  #open(isList: boolean): boolean {
    if (this.#expected !== 'value' || this.#frames.length >= deepest) return false;
    this.at += 1;
    this.#resumeAt = this.at;
    const above = this.#frames.at(-1);
    this.#frames.push({ isList, name: above === undefined ? '' : nameOf(above), key: '' });
    return this.#expect(isList ? 'value' : 'key');
  }

  #close(isList: boolean): boolean {
    const frame = this.#frames.at(-1);
    if (frame?.isList !== isList || this.#expected === 'separator') return false;
    this.at += 1;
    this.#frames.pop();
    const { pairName = '', pairValue = '' } = frame;
    if (fieldKind(pairName) === 'task-id') this.#found(readFieldValue(pairValue));
    this.#expected = 'next';
    return this.#frames.length > 0;
  }

  #string(quote: string): boolean {
    const from = this.at + 1;
    const end = endOfString(this.#text, from, quote);
    // A string does not run over lines: this one was cut, or is an apostrophe.
    if (end === -1 || this.#newlines.from(from) < end) return false;
    const raw = this.#text.slice(from, end);
    if (this.#expected !== 'key' && this.#expected !== 'value') return false;
    this.at = end + 1;
    return this.#token({ raw, quote, from: from - 1 });
  }

  #token(token: Token): boolean {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return false;
    if (this.#expected === 'key' || frame.isList) this.#resumeAt = token.from;
    if (this.#expected === 'key') {
      frame.key = token.raw;
      return this.#expect('separator');
    }
    this.#value(token, frame);
    return this.#expect('next');
  }

  #value({ raw, quote }: Token, frame: Frame): void {
    const name = nameOf(frame);
    if (name === 'name' || name === 'key') frame.pairName = raw;
    else if (name === 'value') frame.pairValue = raw;
    const kind = kindOf(frame, name, this.#frames.at(-2));
    // In a list it is known to be a value, and no key, only by what comes next.
    if (kind === 'task' && frame.isList) frame.pending = readKnownForm(raw);
    else if (kind === 'task-id' && (quote !== '' || isNumber(raw)))
      this.#found(readFieldValue(raw));
    else if (kind !== 'other') this.#found(readKnownForm(raw));
    else if (quote !== '' && raw.length > 12 && /task/i.test(raw)) this.#said = raw;
  }

  #settle(): void {
    const frame = this.#frames.at(-1);
    this.#found(frame?.pending);
    if (frame !== undefined) delete frame.pending;
  }

  #found(id: TaskId | undefined): void {
    if (id !== undefined) this.#report(id);
  }
}

/** A number without quotes, as languages write ids that can count. It is read as text: none loses a digit. */
function isNumber(raw: string): boolean {
  return /^\d+$/.test(raw);
}

/** The index of the closing quote, or -1. A quote behind an odd number of backslashes does not close. */
function endOfString(text: string, from: number, quote: string): number {
  for (let at = text.indexOf(quote, from); at !== -1; at = text.indexOf(quote, at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return -1;
}

/** What a string's letters stand for. What JSON does not know is only freed of its backslashes. */
function unescape(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw.replace(/\\([^])/g, '$1');
  }
}
