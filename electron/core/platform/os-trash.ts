import type { Failure } from '../../shared/failure.ts';
import type { Outcome } from '../../shared/outcome.ts';

/** The system's trash: the only way in which Reelkeep ever takes a user's file away. */
export interface OsTrash {
  /**
   * Moves one file or folder into the trash.
   * @param path absolute
   * @returns `trash-refused` when the system did not take it; it is then where it was
   */
  put(path: string): Promise<Outcome<undefined, Failure>>;
}
