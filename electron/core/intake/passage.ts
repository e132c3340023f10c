import type { TaskId } from '../../shared/task.ts';
import { bracketStart, scanBrackets } from './brackets.ts';
import { findFields, findWords } from './words.ts';

/** Bodies in bodies: a HAR holds a callback whose message holds an answer. Deeper is not looked. */
const deepest = 5;

/** A line that a shell runs, or a browser's “Copy as fetch”: full of keys, cookies and request ids. */
const command =
  /^[\s$>#]*(?:[A-Z_]+=\S+ )*(?:curl(?:\.exe)?|wget|https?|xh|iwr|irm|Invoke-(?:WebRequest|RestMethod))\s+\S|\bcurl\s+['"-]|\bfetch\(/;

/** The shell's, Windows' and PowerShell's sign that the next line belongs to this one. */
const continued = /[\\^`]\s*$/;

/** One field of a structure that lacks its brackets: `"video_url": "…",`. */
const looseField = /^\s*(["'])[^"'\n]{1,80}\1\s*:/;

/** A line, or the lines that a structure or a command goes over. */
export interface Passage {
  /** The index behind its last line. */
  readonly end: number;
  readonly ids: readonly TaskId[];
}

/** Reads a text passage by passage, from its start to its end and never back. */
export class PassageReader {
  readonly #text: string;
  #nextBracket = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether the line from `start` begins with a structure. */
  beginsWithBracket(start: number): boolean {
    const bracket = this.#bracketFrom(start);
    return bracket !== Infinity && this.#text.slice(start, bracket).trim() === '';
  }

  /**
   * Reads the passage that begins with the line from `start`. Fields of tasks count for all of it; only
   * without any, and outside of commands, do words count.
   * @param above the line before, which may be a caption.
   * @yields now and then, for the caller to pause.
   */
  *read(start: number, above: string): Generator<undefined, Passage> {
    const text = this.#text;
    const ids: TaskId[] = [];
    const gaps: string[] = [];
    let at = start;
    let lineEnd = this.endOfLine(start);
    const isCommand = command.test(text.slice(start, Math.min(lineEnd, start + 500)));
    for (;;) {
      const bracket = Math.min(this.#bracketFrom(at), lineEnd);
      const gap = text.slice(at, bracket);
      ids.push(...findFields(gap));
      gaps.push(gap);
      if (bracket < lineEnd) {
        at = yield* scanBrackets(text, bracket, collectInto(ids, 1));
        if (at > lineEnd) lineEnd = this.endOfLine(at);
      } else {
        if (!isCommand || !continued.test(gap.slice(-20)) || lineEnd >= text.length) break;
        at = lineEnd + 1;
        lineEnd = this.endOfLine(at);
      }
    }
    const isWordless = ids.length > 0 || isCommand || looseField.test(gaps[0] ?? '');
    if (!isWordless) gaps.forEach((gap, n) => ids.push(...findWords(gap, n === 0 ? above : '')));
    return { end: lineEnd, ids };
  }

  endOfLine(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end === -1 ? this.#text.length : end;
  }

  /** Searched once for every structure, not for every line. */
  #bracketFrom(from: number): number {
    if (this.#nextBracket < from) this.#nextBracket = findBracket(this.#text, from);
    return this.#nextBracket;
  }
}

function findBracket(text: string, from: number): number {
  bracketStart.lastIndex = from;
  return bracketStart.exec(text)?.index ?? Infinity;
}

function collectInto(ids: TaskId[], depth: number) {
  return {
    id: (id: TaskId) => void ids.push(id),
    text: (text: string) => {
      if (depth < deepest) ids.push(...findInString(text, depth + 1));
    },
  };
}

/** Ids in a string of a structure: an address, or another structure. Words do not count there. */
function findInString(text: string, depth: number): readonly TaskId[] {
  const ids: TaskId[] = [];
  for (let at = 0; at < text.length;) {
    const bracket = Math.min(findBracket(text, at), text.length);
    ids.push(...findFields(text.slice(at, bracket)));
    if (bracket === text.length) break;
    const scan = scanBrackets(text, bracket, collectInto(ids, depth));
    let step = scan.next();
    while (step.done !== true) step = scan.next();
    at = step.value;
  }
  return ids;
}
