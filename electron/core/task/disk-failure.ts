import type { Failure } from '../../shared/failure.ts';

/** The failure that a refused write of the ledger, or of what belongs to it, comes to. */
export function diskFailure(error: Error): Failure {
  const { code, path = 'ledger' } = error as NodeJS.ErrnoException; // what the system's errors carry
  return code === 'ENOSPC'
    ? { code: 'disk-full', path }
    : { code: 'disk-error', path, detail: error.message };
}

/** Whether a refused write says that no other can be made either: all but a document too large to be text. */
export function isOfAll(error: Error | undefined): boolean {
  return error !== undefined && !(error instanceof RangeError);
}
