import type { PublicTask } from './task-shape.ts';

type Cell = string | number | boolean | undefined;

/** The columns, each by what it takes from a video. */
const columns: readonly (readonly [string, (task: PublicTask) => Cell])[] = [
  ['id', ({ id }) => id],
  ['state', ({ state }) => state],
  ['isPaused', ({ isPaused }) => isPaused],
  ['account', ({ account }) => account],
  ['endpoint', ({ endpoint }) => endpoint],
  ['prompt', ({ prompt }) => prompt],
  ['addedAt', ({ addedAt }) => addedAt],
  ['finishedAt', ({ finishedAt }) => finishedAt],
  ['deadline', ({ deadline }) => deadline],
  ['archivedAt', ({ archivedAt }) => archivedAt],
  ['creditsConsumed', ({ creditsConsumed }) => creditsConsumed],
  ['tags', ({ tags }) => tags.join('; ')],
  ['notes', ({ notes }) => notes],
  ['path', ({ files }) => files.find(({ role }) => role === 'video')?.path],
  ['sizeBytes', ({ files }) => files.find(({ role }) => role === 'video')?.sizeBytes],
  ['sha256', ({ files }) => files.find(({ role }) => role === 'video')?.sha256],
  ['damage', ({ damage }) => damage?.kind],
  ['trouble', ({ trouble }) => trouble],
];

/** White space on a line, also wide or unbreakable, and quotes: a spreadsheet looks behind them. */
const lead = String.raw`(?:[^\S\t\r\n]|")*`;

/** What a formula begins with, also in the wide forms that some take for the same characters. */
const sign = String.raw`[=+\-@\uff1d\uff0b\uff0d\uff20|%]`;

/** What a spreadsheet computes instead of showing it (OWASP, CSV Injection). */
const formula = new RegExp(`^${lead}(?:${sign}|[\\t\\r\\n])`);

/**
 * The same behind what ends a cell for a spreadsheet whose list separator is not the comma, as in most of
 * Europe: there a cell's quotes do not count, since they do not stand at its beginning.
 */
const formulaInside = new RegExp(`([;\\t\\r\\n]${lead})(?=${sign})`, 'g');

/** A cell as RFC 4180 has it. What would be computed has an apostrophe before it. */
export function csvCell(value: Cell): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const plain = formula.test(value) ? `'${value}` : value;
  const safe = plain.replaceAll(formulaInside, "$1'");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function row(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** The names of the columns. The mark before them tells spreadsheets that it is UTF-8. */
export const csvHead = `\ufeff${row(columns.map(([name]) => name))}`;

/** A video's row. */
export function csvRow(task: PublicTask): string {
  return row(columns.map(([, take]) => take(task)));
}
