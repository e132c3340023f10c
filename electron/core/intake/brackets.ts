import { fieldKind, readFieldValue, readKnownForm } from './form.ts';
import type { TaskId } from '../../shared/task.ts';

/**
 * Where a bracketed structure begins: JSON, and what looks like it (a JavaScript or Python literal, a
 * PHP or PowerShell table). A `{` needs a key behind it, a `[` a quote or another bracket: prose has neither.
 */
export const bracketStart =
  /\{\s*(?:"[^"\n]{0,120}"|'[^'\n]{0,120}'|[a-z_$][\w$-]{0,80})\s*(?:=>?|:)|\[\s*["'{[]/gi;

/** What the scan hands on. */
export interface BracketsFound {
  readonly id: (id: TaskId) => void;
  /** A string that is not a task's field, but speaks of a task: an address, a body within a body. */
  readonly text: (text: string) => void;
}

/** An object or a list that is open. */
interface Frame {
  readonly isList: boolean;
  /** The key under which it hangs; empty at the top. */
  readonly name: string;
  key: string;
  /** HAR, Postman and forms: `{"name": "taskId", "value": "…"}`. */
  pairName?: string;
  pairValue?: string;
}

type Expected = 'key' | 'sign' | 'value' | 'next';

const space = /[\s\uFEFF]*/y;
const bare = /[^\s,:{}[\]"'=]+/y;
const sign = /=>|[:=]/y;

/** Tokens between two pauses: about a millisecond's work. */
const tokensPerPulse = 4_000;

/**
 * Reads one bracketed structure, in linear time and without recursion. Only the values of a task's
 * fields, and strings in a list that is the whole structure, are ids. What breaks the syntax ends the
 * scan there, and what was found before counts.
 * @yields now and then, for the caller to pause.
 * @returns the index behind the last character read; always beyond `start`.
 */
export function* scanBrackets(
  text: string,
  start: number,
  found: BracketsFound,
): Generator<undefined, number> {
  const scan = new BracketScan(text, start, found);
  for (let tokens = 1; scan.step(); tokens++) if (tokens % tokensPerPulse === 0) yield undefined;
  return scan.at;
}

class BracketScan {
  at: number;
  readonly #text: string;
  readonly #found: BracketsFound;
  readonly #frames: Frame[] = [];
  #expected: Expected = 'value';
  #nextNewline = -1;

  constructor(text: string, start: number, found: BracketsFound) {
    this.#text = text;
    this.at = start;
    this.#found = found;
  }

  /** Reads a token; false at the end of the structure, or where it breaks. */
  step(): boolean {
    if (this.#frames.length > 0) this.#take(space);
    const char = this.#text[this.at];
    if (char === undefined) return false;
    if (char === '{' || char === '[') return this.#open(char === '[');
    if (char === '}' || char === ']') return this.#close(char === ']');
    if (char === '"' || char === "'") return this.#string(char);
    if (this.#expected === 'sign') return this.#take(sign) !== '' && this.#expect('value');
    if (char === ',') {
      if (this.#expected !== 'next') return false;
      this.at += 1;
      return this.#expect(this.#frames.at(-1)?.isList === true ? 'value' : 'key');
    }
    const word = this.#take(bare);
    return word !== '' && this.#word(word);
  }

  #expect(expected: Expected): true {
    this.#expected = expected;
    return true;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const taken = pattern.exec(this.#text)?.[0] ?? '';
    this.at += taken.length;
    return taken;
  }

  #open(isList: boolean): boolean {
    if (this.#expected !== 'value') return false;
    this.at += 1;
    const above = this.#frames.at(-1);
    this.#frames.push({ isList, name: above === undefined ? '' : nameOf(above), key: '' });
    return this.#expect(isList ? 'value' : 'key');
  }

  #close(isList: boolean): boolean {
    const frame = this.#frames.at(-1);
    if (frame?.isList !== isList || this.#expected === 'sign') return false;
    this.at += 1;
    this.#frames.pop();
    const { pairName = '', pairValue = '' } = frame;
    if (fieldKind(pairName) === 'task-id') this.#report(readFieldValue(pairValue));
    this.#expected = 'next';
    return this.#frames.length > 0;
  }

  #string(quote: string): boolean {
    const from = this.at + 1;
    const end = endOfString(this.#text, from, quote);
    // A string does not run over lines: this one was cut, or is an apostrophe.
    if (end === -1 || this.#newlineAfter(from) < end) return false;
    const raw = this.#text.slice(from, end);
    if (this.#expected !== 'key' && this.#expected !== 'value') return false;
    this.at = end + 1;
    return this.#token(raw, quote);
  }

  /** A name or a value without quotes. A value goes on over spaces, but not over lines. */
  #word(word: string): boolean {
    if (this.#expected === 'key' || this.#expected === 'value') return this.#token(word, '');
    return this.#newlineAfter(this.at - word.length) > this.at;
  }

  #token(raw: string, quote: string): boolean {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return false;
    if (this.#expected === 'key') {
      frame.key = raw;
      return this.#expect('sign');
    }
    this.#value(raw, quote, frame);
    return this.#expect('next');
  }

  #value(raw: string, quote: string, frame: Frame): void {
    const name = nameOf(frame);
    if (name === 'name' || name === 'key') frame.pairName = raw;
    else if (name === 'value') frame.pairValue = raw;
    const kind = kindOf(frame, name, this.#frames.at(-2));
    if (kind === 'task-id') this.#report(readFieldValue(raw));
    else if (kind === 'task') this.#report(readKnownForm(raw));
    else if (quote !== '' && raw.length > 12 && /task/i.test(raw)) this.#found.text(unescape(raw));
  }

  #report(id: TaskId | undefined): void {
    if (id !== undefined) this.#found.id(id);
  }

  /** Searched once for every line, not for every string of a long one. */
  #newlineAfter(from: number): number {
    if (this.#nextNewline < from) {
      const next = this.#text.indexOf('\n', from);
      this.#nextNewline = next === -1 ? Infinity : next;
    }
    return this.#nextNewline;
  }
}

/** The key that a value in this frame stands under. Lists hand theirs on. */
function nameOf({ isList, name, key }: Frame): string {
  return isList ? name : key;
}

function kindOf(
  frame: Frame,
  name: string,
  above: Frame | undefined,
): 'task-id' | 'task' | 'other' {
  const isListOnly = frame.isList && name === '' && (above === undefined || above.isList);
  if (isListOnly) return 'task';
  // `{"task": {"id": …}}` and `{"tasks": [{"id": …}]}`
  if (!frame.isList && name === 'id' && fieldKind(frame.name) === 'task') return 'task';
  return fieldKind(name);
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

/** What a string's letters stand for. Only what can stand around an id matters. */
function unescape(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(/\\(u[0-9a-f]{4}|[^])/gi, (_all, mark: string) => {
    if (mark.length > 1) return String.fromCharCode(Number.parseInt(mark.slice(1), 16));
    return mark === 'n' || mark === 'r' || mark === 't' ? '\n' : mark;
  });
}
