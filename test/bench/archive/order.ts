import type { Cost } from './cost.ts';

/** What the bench asks of a run, in the environment as JSON. */
export interface Order {
  /** Absolute path of an empty folder. */
  readonly folder: string;
  readonly links: readonly string[];
  readonly simultaneous: number;
}

/** What a run answers, on a line of its own. */
export interface Report extends Cost {
  readonly archived: number;
  /** Resident memory before the core was made: Electron itself. */
  readonly idleBytes: number;
  /** The longest time the main thread was not free. */
  readonly longestBlockMs: number;
}

/** What stands before the report on its line. */
export const reportMark = 'bench-report ';
