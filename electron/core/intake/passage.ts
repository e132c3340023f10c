import type { TaskId } from '../../shared/id.ts';
import { Ahead, BracketFinder } from './ahead.ts';
import { scanBrackets, type BracketsFound } from './brackets.ts';
import { findFields, findWords } from './bare-ids.ts';

/** Bodies in bodies: a HAR holds a callback whose message holds an answer. Deeper is not looked. */
const deepest = 5;

/** Structures between two pauses, should they be many and small. */
const structuresPerPulse = 500;

/** A line that a shell or a database runs, or a browser's “Copy as fetch”: full of other things' ids. */
const command =
  /^[\s$>#]*(?:[A-Z_]+=\S+ )*(?:curl(?:\.exe)?|wget|https?|xh|iwr|irm|Invoke-(?:WebRequest|RestMethod))\s+\S|\bcurl\s+['"-]|\bfetch\(|^\s*(?:INSERT\s+INTO|insert\s+into)\s/;

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
  readonly #newlines: Ahead;
  readonly #brackets: BracketFinder;

  constructor(text: string) {
    this.#text = text;
    this.#newlines = new Ahead(text, '\n');
    this.#brackets = new BracketFinder(text);
  }

  /** Whether the line from `start` begins with a structure. */
  *beginsWithBracket(start: number): Generator<undefined, boolean> {
    const bracket = yield* this.#brackets.next(start);
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
    let first: string | undefined;
    const gaps: string[] = []; // the others that may hold words
    let at = start;
    let lineEnd = this.endOfLine(start);
    const isCommand = command.test(text.slice(start, Math.min(lineEnd, start + 500)));
    for (let structures = 0; ; structures++) {
      if (structures % structuresPerPulse === 0) yield undefined;
      const bracket = Math.min(yield* this.#brackets.next(at), lineEnd);
      const gap = text.slice(at, bracket);
      for (const id of yield* findFields(gap)) ids.push(id);
      if (first === undefined) first = gap;
      else if (!isCommand && gap !== '') gaps.push(gap);
      if (bracket < lineEnd) {
        at = yield* scanBrackets(this.#newlines, bracket, collectInto(ids, 1));
        if (at > lineEnd) lineEnd = this.endOfLine(at);
      } else {
        if (!isCommand || !continued.test(gap.slice(-20)) || lineEnd >= text.length) break;
        at = lineEnd + 1;
        lineEnd = this.endOfLine(at);
      }
    }
    const isWordless = ids.length > 0 || isCommand || looseField.test(first);
    for (const [n, gap] of isWordless ? [] : [first, ...gaps].entries()) {
      for (const id of yield* findWords(gap, n === 0 ? above : '')) ids.push(id);
      yield undefined;
    }
    return { end: lineEnd, ids };
  }

  endOfLine(from: number): number {
    return Math.min(this.#newlines.from(from), this.#text.length);
  }
}

function collectInto(ids: TaskId[], depth: number): BracketsFound {
  return {
    id: (id) => void ids.push(id),
    text: (text) => findInString(text, ids, depth),
  };
}

/** Ids in a string of a structure: an address, or another structure. Words do not count there. */
function* findInString(text: string, ids: TaskId[], depth: number): Generator<undefined, void> {
  const newlines = new Ahead(text, '\n');
  const brackets = new BracketFinder(text);
  for (let at = 0, structures = 1; at < text.length; structures++) {
    if (structures % structuresPerPulse === 0) yield undefined;
    const bracket = Math.min(depth < deepest ? yield* brackets.next(at) : Infinity, text.length);
    for (const id of yield* findFields(text.slice(at, bracket))) ids.push(id);
    if (bracket === text.length) break;
    at = yield* scanBrackets(newlines, bracket, collectInto(ids, depth + 1));
  }
}
