import type { Refused } from '../trash-view.ts';
import type { TaskId } from '../id.ts';

/** Tasks in one call. */
export const maxIdsInCall = 100_000;

/** Removed tasks in one answer: a list of 100,000 is asked for in parts. */
export const maxRemovedInPage = 2_000;

/** How many ids an "Add" really added. */
export interface Added {
  readonly added: readonly TaskId[];
  readonly alreadyTracked: readonly TaskId[];
  /** Could not be written; they are not in the list. */
  readonly refused?: Refused;
}
