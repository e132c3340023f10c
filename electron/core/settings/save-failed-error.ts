import type { DiskFailure, Saved } from '../../shared/failure.ts';
import { savingTrouble } from '../platform/store.ts';

/** The failure that a refused write of Reelkeep's own data comes to. */
export type NotSavedFailure = Extract<DiskFailure, { readonly code: 'not-saved' }>;

/**
 * The disk refused to keep a choice of the user's, and nothing has changed. Thrown, not answered: any
 * setting may meet it, and what stands between the user's wish and the disk has nothing to add.
 */
export class SaveFailedError extends Error {
  readonly failure: NotSavedFailure;

  constructor(what: Saved, error: unknown) {
    const trouble = savingTrouble(error);
    super(`Not saved: ${trouble.detail}`, { cause: error });
    this.failure = { code: 'not-saved', what, ...trouble };
  }
}
