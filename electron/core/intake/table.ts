import type { TaskId } from '../../shared/id.ts';
import { headKind, type LabelKind } from './label.ts';
import { isRule } from './word-table.ts';
import { countOf, withoutPauses } from './text-windows.ts';
import { findValues, findWords } from './bare-ids.ts';

const delimiters = ['\t', ',', ';', '|', '│', '┃', '║'];

/** A head is a few words or none: no sentence, no assignment, no value. */
const headShape = /^(?:[\p{L}№#(][\p{L}\d_.\-()/#]{0,39}(?: [\p{L}\d_.\-()/#]{1,20}){0,3})?$/u;

/** A longer line is neither a row of heads nor the first one below it. */
const longestLine = 100_000;

/** Characters of a row between two pauses. */
const charactersPerPulse = 100_000;

/**
 * The table that begins with this line of heads: CSV by comma, semicolon or tab, Markdown, or drawn with
 * lines as databases and consoles do. Without a
 * column that is a task's or another thing's, it is read as any other text.
 */
export function readTable(line: string, below: string): Table | undefined {
  if (line.length > longestLine || below.length > longestLine) return undefined;
  for (const delimiter of delimiters) {
    if (!line.includes(delimiter)) continue;
    const heads = withoutPauses(splitRow(line, delimiter));
    if (!heads.every((head) => headShape.test(head))) continue;
    const columns = heads.map(headKind);
    if (columns.every((column) => column === 'none')) continue;
    const isWide =
      withoutPauses(splitRow(below, delimiter)).length === heads.length ||
      withoutPauses(isOpenRow(below));
    if (isWide) return new Table(delimiter, columns);
  }
  return undefined;
}

/** A table whose heads say where its ids are. */
export class Table {
  readonly #delimiter: string;
  readonly #columns: readonly LabelKind[];

  constructor(delimiter: string, columns: readonly LabelKind[]) {
    this.#delimiter = delimiter;
    this.#columns = columns;
  }

  /** Whether a line belongs to the table at all. Yields now and then, as do those below. */
  *isRow(line: string): Generator<undefined, boolean> {
    return line.includes(this.#delimiter) || isRule(line) || (yield* isOpenRow(line));
  }

  /** A row's ids: out of the tasks' columns; without one, out of those that are not another thing's. */
  *idsIn(row: string): Generator<undefined, readonly TaskId[]> {
    const cells = yield* splitRow(row, this.#delimiter);
    const wanted: LabelKind = this.#columns.includes('task') ? 'task' : 'none';
    const ids: TaskId[] = [];
    for (const [at, column] of this.#columns.entries()) {
      const cell = cells[at];
      if (column !== wanted || cell === undefined) continue;
      for (const id of yield* wanted === 'none' ? findWords(cell, '') : findValues(cell)) {
        ids.push(id);
      }
    }
    return ids;
  }
}

/** Whether a quote is open at the row's end: its last cell goes on in the next line (RFC 4180, 2.6). */
export function* isOpenRow(row: string): Generator<undefined, boolean> {
  return (yield* countOf(row, '"')) % 2 === 1;
}

function* splitRow(row: string, delimiter: string): Generator<undefined, readonly string[]> {
  const cells: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at <= row.length; at++) {
    if (at % charactersPerPulse === charactersPerPulse - 1) yield undefined;
    const char = row[at];
    if (char === '"') isQuoted = !isQuoted;
    if (char !== undefined && (char !== delimiter || isQuoted)) continue;
    const cell = row.slice(from, at).trim();
    const isWrapped = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"');
    cells.push(isWrapped ? cell.slice(1, -1) : cell.replace(/^[`*']|[`*']$/g, ''));
    from = at + 1;
  }
  return cells;
}
