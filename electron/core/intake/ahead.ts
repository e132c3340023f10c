/**
 * Finds the next of a character, for one who goes through a text and never back: each stretch is
 * searched once, however often it is asked about.
 */
export class Ahead {
  readonly text: string;
  readonly #char: string;
  #from = 0;
  #next = -1;

  constructor(text: string, char: string) {
    this.text = text;
    this.#char = char;
  }

  /** The index of the first one at `from` or behind it; `Infinity` when there is none. */
  from(from: number): number {
    if (from < this.#from) return this.#justBefore(from);
    if (from <= this.#next) return this.#next;
    const next = this.text.indexOf(this.#char, from);
    this.#from = from;
    this.#next = next === -1 ? Infinity : next;
    return this.#next;
  }

  /** After a small step back: only the stretch of that step is not known. */
  #justBefore(from: number): number {
    const step = this.text.slice(from, this.#from).indexOf(this.#char);
    return step === -1 ? this.#next : from + step;
  }
}

/**
 * How a bracketed structure begins: JSON, and what looks like it (a JavaScript or Python literal, a PHP
 * or PowerShell table). A `{` needs a key behind it, a `[` a quote or another bracket: prose has neither.
 */
const beginning =
  /\{\s*(?:"[^"\n]{0,120}"|'[^'\n]{0,120}'|[a-z_$][\w$-]{0,80})\s*(?:=>?|:)|\[\s*["'{[]/iy;

/** Brackets that begin nothing, between two pauses. */
const bracketsPerPulse = 2_000;

/** Finds where the structures of a text begin, in the same way. */
export class BracketFinder {
  readonly #text: string;
  readonly #objects: Ahead;
  readonly #lists: Ahead;
  #next = -1;

  constructor(text: string) {
    this.#text = text;
    this.#objects = new Ahead(text, '{');
    this.#lists = new Ahead(text, '[');
  }

  /**
   * The first structure that begins at `from` or behind it; `Infinity` when there is none. Yields now and
   * then, for the caller to pause.
   */
  *next(from: number): Generator<undefined, number> {
    for (let at = from, looked = 1; this.#next < from; at++, looked++) {
      if (looked % bracketsPerPulse === 0) yield undefined;
      at = Math.min(this.#objects.from(at), this.#lists.from(at));
      if (at === Infinity || this.#isBeginning(at)) this.#next = at;
    }
    return this.#next;
  }

  #isBeginning(bracket: number): boolean {
    beginning.lastIndex = bracket;
    return beginning.test(this.#text);
  }
}
