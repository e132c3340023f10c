/**
 * What came of a task's tries once its deadline was over: the evidence for the verdict that it is lost.
 * Gone with the first byte that comes after all. Times are Unix milliseconds.
 */
export interface Overdue {
  /** The first try that failed. */
  readonly sinceMs: number;
  /** The last failed try that was counted. */
  readonly lastMs: number;
  /** Hours in which tries failed, whatever the reason. */
  readonly hours: number;
  /** Rounds in which every way to the file was refused. */
  readonly refusals: number;
  /** The first of these rounds; absent for none. */
  readonly refusedSinceMs?: number;
}

/** What is known of the ways to the bytes; absent where nothing is. Times are Unix milliseconds. */
export interface WaysKnown {
  /** The endpoint itself said that the media are gone. */
  readonly goneAtMs?: number;
  /** The provider was last asked for a fresh or a converted link. */
  readonly waysAtMs?: number;
  readonly overdue?: Overdue;
}
