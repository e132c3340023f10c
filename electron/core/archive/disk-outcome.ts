import type { DiskFailure } from '../../shared/failure.ts';
import { fail, type Outcome } from '../../shared/outcome.ts';
import { diskFailureOf } from '../platform/disk-error.ts';

/**
 * Runs work on files under a path.
 * @returns its outcome, or the failure that the system's error comes to; other errors are bugs and
 * stay thrown
 */
export async function diskOutcome<T>(
  path: string,
  work: () => Promise<Outcome<T, DiskFailure>>,
): Promise<Outcome<T, DiskFailure>> {
  try {
    return await work();
  } catch (error) {
    return fail(diskFailureOf(error, path));
  }
}
