import type { TaskId } from '../../shared/task.ts';
import { fieldKind, readFieldValue } from './form.ts';
import { isOtherThing } from './label.ts';
import { findWords } from './words.ts';

/** What a column holds, by its head: tasks' ids, ids of other things, or nothing that can be told. */
type Column = 'task' | 'other' | 'plain';

const delimiters = ['\t', ',', ';', '|'];

/** A longer line is no row of heads. */
const longestHeads = 4_000;

function columnOf(head: string): Column {
  if (head.length > 40 || head.split(' ').length > 3) return 'plain';
  if (fieldKind(head) === 'task-id') return 'task';
  return isOtherThing(head) ? 'other' : 'plain';
}

/**
 * The table that begins with this line of heads: CSV by comma, semicolon or tab, or Markdown. Without a
 * column that is a task's or another thing's, it is read as any other text.
 */
export function readTable(line: string, below: string): Table | undefined {
  if (line.length > longestHeads) return undefined;
  for (const delimiter of delimiters) {
    if (!line.includes(delimiter) || !below.includes(delimiter)) continue;
    const columns = splitRow(line, delimiter).map(columnOf);
    if (columns.some((column) => column !== 'plain')) return new Table(delimiter, columns);
  }
  return undefined;
}

/** A table whose heads say where its ids are. */
export class Table {
  readonly #delimiter: string;
  readonly #columns: readonly Column[];

  constructor(delimiter: string, columns: readonly Column[]) {
    this.#delimiter = delimiter;
    this.#columns = columns;
  }

  /** Whether a line belongs to the table at all. */
  isRow(line: string): boolean {
    return line.includes(this.#delimiter);
  }

  /** A row's ids: out of the tasks' columns; without one, out of those that are not another thing's. */
  idsIn(row: string): readonly TaskId[] {
    const cells = splitRow(row, this.#delimiter);
    const wanted: Column = this.#columns.includes('task') ? 'task' : 'plain';
    return cells.flatMap((cell, at) => {
      if (this.#columns[at] !== wanted) return [];
      if (wanted === 'plain') return findWords(cell, '');
      return cell.split(/[\s,;]+/).flatMap((word) => readFieldValue(word) ?? []);
    });
  }
}

/** Whether a quote is open at the row's end: its last cell goes on in the next line (RFC 4180, 2.6). */
export function isOpenRow(row: string): boolean {
  return (row.split('"').length - 1) % 2 === 1;
}

function splitRow(row: string, delimiter: string): readonly string[] {
  const cells: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at <= row.length; at++) {
    const char = row[at];
    if (char === '"') isQuoted = !isQuoted;
    if (char !== undefined && (char !== delimiter || isQuoted)) continue;
    const cell = row.slice(from, at).trim();
    cells.push(/^".*"$/s.test(cell) ? cell.slice(1, -1) : cell.replace(/^[`*]|[`*]$/g, ''));
    from = at + 1;
  }
  return cells;
}
