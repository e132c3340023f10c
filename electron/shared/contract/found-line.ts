import type { RemovalNote } from '../trash-view.ts';
import type { TaskId } from '../id.ts';

/** One line of what the user pasted, and what Reelkeep makes of it. */
export interface FoundLine {
  /** The line, cut to a length that can be shown. */
  readonly text: string;
  /**
   * `removed` was tracked once and taken off the list; it can be added again. `perhaps` has the looks of an
   * id in a form that nobody has documented: it is added only when the user insists.
   */
  readonly verdict: 'new' | 'tracked' | 'removed' | 'perhaps' | 'not-an-id';
  /** Of a line without an id: it holds the beginning of one, and the rest is missing. */
  readonly isCutOff?: true;
  /** What is known of a removed one. */
  readonly removal?: RemovalNote;
  readonly taskId?: TaskId;
  /** How many more lines without an id this one stands for, in a text with very many. */
  readonly more?: number;
}
