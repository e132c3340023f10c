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

/**
 * What a spreadsheet computes instead of showing it (OWASP, CSV Injection), also behind white space and in
 * the wide forms that some of them take for the same characters.
 */
const formula = /^[\s\u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|^[\t\r\n]/;

/** A cell as RFC 4180 has it. A text that would be computed begins with an apostrophe. */
export function csvCell(value: Cell): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const safe = formula.test(value) ? `'${value}` : value;
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
