import type { TaskId } from '../../shared/id.ts';
import { withWholeIds } from './broken-ids.ts';
import { withoutMailCoding } from './mail-coding.ts';
import { withoutMarkup } from './markup.ts';
import { captionGoesOn, reachesFar } from './label.ts';
import { PassageReader } from './passage.ts';
import { withoutUnseen } from './plain-text.ts';
import { readPossible } from './possible.ts';
import { bareId } from './spelling.ts';
import { isOpenRow, readTable, Table } from './table.ts';
import { withPlainEnds } from './text-windows.ts';
import { isRule, readWordTable, type WordTable } from './word-table.ts';

/** A pasted line and the ids in it, in order; none when it holds none. */
export interface ParsedLine {
  readonly text: string;
  readonly ids: readonly TaskId[];
  /** Words of a line without an id that may be ids in undocumented forms. */
  readonly perhaps?: readonly TaskId[];
  /** A line without an id that has the beginning of one. */
  readonly isCutOff?: true;
}

/** Longest line that is shown back to the user, in UTF-16 units. */
const shownLength = 200;

/** A row whose quotes do not close within this many lines is taken as it is. */
const maxLinesOfRow = 30;

/** Lines between two pauses, should they be blank or heads of tables. */
const linesPerPulse = 2_000;

/** Ids of one line between two pauses. */
const idsPerPulse = 2_000;

/** Nothing but brackets, rules and bullets; one field of a broken structure; a spreadsheet's first line. */
const ornament = /^(?:[\s{}[\](),;|:+\-=*_#>"'`\\.]+|sep=.)$/;
const looseField = /^\s*(["'])[^"'\n]{1,80}\1\s*:/;

/**
 * Finds task ids in any text, in time that grows with its length only. What is structured (JSON and its
 * like, also over many lines and within strings; shell commands; addresses; tables with heads) gives
 * only the values of its task fields; elsewhere a UUID or 32 hex digits count, unless their label names
 * another thing. Blank lines are left out, a structure is one line, and an id that appears twice, in any
 * spelling, is reported where it appears first.
 * @yields a line, or `undefined` where the caller may pause.
 */
export function* parse(text: string): Generator<ParsedLine | undefined> {
  const seen = new SeenIds();
  let firstSilent: string | undefined;
  let isAnyShown = false;
  const uncoded = yield* withoutMailCoding(yield* withPlainEnds(text));
  const readable = yield* withoutUnseen(yield* withoutMarkup(uncoded));
  const reader = new LineReader(yield* withWholeIds(readable));
  for (const line of reader.lines()) {
    if (line === undefined) {
      yield undefined;
      continue;
    }
    const fresh = yield* freshOf(line.ids, seen);
    const isSilent = line.ids.length === 0 ? isBoilerplate(line.text) : fresh.length === 0;
    isAnyShown ||= !isSilent;
    if (isSilent) firstSilent ??= line.text;
    else yield line.ids.length > 0 ? shown(line.text, fresh) : silent(line.text, seen);
  }
  if (!isAnyShown && firstSilent !== undefined) yield shown(firstSilent, []);
}

/** The ids that have not been seen before, each once. */
function* freshOf(ids: readonly TaskId[], seen: SeenIds): Generator<undefined, TaskId[]> {
  const fresh: TaskId[] = [];
  for (const [n, id] of ids.entries()) {
    if (n % idsPerPulse === idsPerPulse - 1) yield undefined;
    if (seen.isNew(id)) fresh.push(id);
  }
  return fresh;
}

/** `parse` in one go, for short text. */
export function parseIds(text: string): readonly ParsedLine[] {
  return [...parse(text)].filter((line) => line !== undefined);
}

/** A line as it is shown; the id itself where the line's beginning does not tell it. */
function shown(line: string, ids: readonly TaskId[]): ParsedLine {
  const text = line.trimStart().slice(0, shownLength).trimEnd();
  const [only = ''] = ids;
  return { text: ids.length === 1 && !text.includes(only) ? only : text, ids };
}

/** A line without an id, and what it may hold all the same. */
function silent(line: string, seen: SeenIds): ParsedLine {
  const { ids, isCutOff } = readPossible(line);
  const perhaps = ids.filter((id) => seen.isNew(id));
  return {
    ...shown(line, []),
    ...(perhaps.length > 0 && { perhaps }),
    ...(isCutOff && { isCutOff }),
  };
}

/** Ids that have been reported, whatever their spelling: case and hyphens make no second video. */
class SeenIds {
  readonly #seen = new Set<string>();

  /** Whether an id comes for the first time; from now on it does not. */
  isNew(id: TaskId): boolean {
    const bare = bareId(id);
    if (this.#seen.has(bare)) return false;
    this.#seen.add(bare);
    return true;
  }
}

/** Lines that nobody would take for an id: they would only hide those that matter. */
function isBoilerplate(line: string): boolean {
  return line.length < 1_000 && (ornament.test(line) || looseField.test(line));
}

/** Goes through a text line by line, table by table and passage by passage, and never back. */
class LineReader {
  readonly #text: string;
  readonly #passages: PassageReader;
  #at: number;
  #table: Table | WordTable | undefined;
  /** The line before this one, which may be its caption. */
  #above = '';

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith('\uFEFF') ? 1 : 0;
    this.#passages = new PassageReader(text);
  }

  /** The text's passages and rows, each with its first line. */
  *lines(): Generator<ParsedLine | undefined> {
    for (let n = 1; this.#at < this.#text.length; n++) {
      if (n % linesPerPulse === 0) yield undefined;
      const start = this.#at;
      const line = this.#lineAt(start);
      const isBlank = line.trim() === '';
      if (isBlank || (yield* this.#endsTable(line))) this.#table = undefined;
      if (isBlank) this.#at += line.length + 1;
      else if (this.#table !== undefined) yield yield* this.#row(this.#table, line);
      else if (yield* this.#beginsTable(line)) this.#at += line.length + 1;
      else {
        const passage = yield* this.#passages.read(start, this.#above);
        this.#at = passage.end + 1;
        yield { text: line, ids: passage.ids };
      }
      this.#remember(line, isBlank);
    }
  }

  /** A caption stands right above, or above a list; only a secret's and an id's reach over a blank line. */
  #remember(line: string, isBlank: boolean): void {
    if (isBlank) {
      if (this.#above !== '' && !reachesFar(this.#above)) this.#above = '';
    } else if (!captionGoesOn(this.#above, line)) this.#above = line;
  }

  #lineAt(from: number): string {
    return this.#text.slice(from, this.#passages.endOfLine(from));
  }

  *#endsTable(line: string): Generator<undefined, boolean> {
    const table = this.#table;
    if (!(table instanceof Table)) return table?.isRow(line) === false;
    return !(yield* table.isRow(line));
  }

  *#beginsTable(line: string): Generator<undefined, boolean> {
    if (yield* this.#passages.beginsWithBracket(this.#at)) return false;
    const next = this.#at + line.length + 1;
    const below = this.#lineAt(next);
    const first = isRule(below) ? this.#lineAt(next + below.length + 1) : below;
    this.#table = readTable(line, first) ?? readWordTable(line, first);
    return this.#table !== undefined;
  }

  /** A row, with the lines that a quoted cell goes over. */
  *#row(table: Table | WordTable, line: string): Generator<undefined, ParsedLine> {
    if (!(table instanceof Table)) {
      this.#at += line.length + 1;
      return { text: line, ids: table.idsIn(line) };
    }
    let row = line;
    let isOpen = yield* isOpenRow(line);
    for (let n = 1; isOpen && n < maxLinesOfRow; n++) {
      const next = this.#lineAt(this.#at + row.length + 1);
      row += `\n${next}`;
      isOpen = !(yield* isOpenRow(next));
    }
    if (isOpen) row = line;
    this.#at += row.length + 1;
    return { text: line, ids: yield* table.idsIn(row) };
  }
}
