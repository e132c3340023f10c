import type { Saved } from '../../shared/failure.ts';
import type { NotSavedFailure } from '../settings/save-failed-error.ts';
import { savingTrouble } from '../platform/store.ts';

/** The failure that a refused write of the ledger, or of what belongs to it, comes to. */
export function diskFailure(error: Error, what: Saved): NotSavedFailure {
  return { code: 'not-saved', what, ...savingTrouble(error) };
}

/** Whether a refused write says that no other can be made either: all but a document too large to be text. */
export function isOfAll(error: Error | undefined): boolean {
  return error !== undefined && !(error instanceof RangeError);
}
