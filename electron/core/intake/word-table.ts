import type { TaskId } from '../../shared/id.ts';
import { knownForm, readKnownForm } from './form.ts';
import { headKind, type LabelKind } from './label.ts';

/** A longer line is no row of heads that nothing but blanks parts, in UTF-16 units. */
const longestLine = 2_000;

/** A line of a table that is drawn: nothing but its borders. */
const rule = /^[\s+|:=─━═┄┈\-┼├┤╪╞╡╫│┃║┌┐└┘┬┴┏┓┗┛┣┫╋╔╗╚╝╦╩╠╣╬]+$/;

/** Heads of columns that hold ids, whatever of: `Task ID`, `requestId`, `UID`. */
const idHead =
  /(?<![\p{L}\w])\p{L}[\p{L}\w.]*?[ _-]?(?:ids?|uuid|keys?|hash|token)(?![\p{L}\w])/giu;

/** A head is words alone: a sentence or an assignment has other signs. */
const words = /^[\p{L}\d\s_.\-()#№]+$/u;

const known = new RegExp(`(?<![\\w-])${knownForm}(?![\\w-])`, 'gi');

/** Whether a line draws a table's border, and says nothing. */
export function isRule(line: string): boolean {
  return line.length <= longestLine && rule.test(line);
}

function idsOf(line: string): readonly string[] {
  return line.length > longestLine ? [] : (line.match(known) ?? []);
}

/** The table that begins with a line of heads which only blanks part, as shells and papers have them. */
export function readWordTable(line: string, below: string): WordTable | undefined {
  if (line.length > longestLine || !words.test(line)) return undefined;
  const heads = line.match(idHead) ?? [];
  const isTable = heads.length > 1 || (heads.length === 1 && /\S\s{2,}\S/.test(line));
  const columns = heads.map(headKind);
  const isTold = columns.some((column) => column !== 'none');
  const isWide = idsOf(line).length === 0 && idsOf(below).length === heads.length;
  return isTable && isTold && isWide ? new WordTable(columns) : undefined;
}

/** A table without signs between its columns: the ids of a row belong to the heads in their order. */
export class WordTable {
  readonly #columns: readonly LabelKind[];

  constructor(columns: readonly LabelKind[]) {
    this.#columns = columns;
  }

  /** Whether a line belongs to the table: it has an id for each column of ids. */
  isRow(line: string): boolean {
    return idsOf(line).length === this.#columns.length || isRule(line);
  }

  /** A row's ids that are not another thing's. */
  idsIn(row: string): readonly TaskId[] {
    const wanted: LabelKind = this.#columns.includes('task') ? 'task' : 'none';
    const ids = idsOf(row).filter((_, at) => this.#columns[at] === wanted);
    return ids.flatMap((id) => readKnownForm(id) ?? []);
  }
}
