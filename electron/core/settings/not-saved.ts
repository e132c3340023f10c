import type { Failure } from '../../shared/failure.ts';

/**
 * The disk refused to keep a choice of the user's, and nothing has changed. Thrown, not answered: any
 * setting may meet it, and what stands between the user's wish and the disk has nothing to add.
 */
export class NotSaved extends Error {
  readonly failure: Failure;

  constructor(error: unknown) {
    const detail = error instanceof Error ? error.message : String(error);
    super(`Not saved: ${detail}`, { cause: error });
    this.failure = { code: 'not-saved', detail };
  }
}
