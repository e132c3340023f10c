import type { Failure } from '../../electron/shared/failure.ts';
import type { Outcome } from '../../electron/shared/outcome.ts';

/** The path that the user did not confirm in the system's box; `undefined` for any other outcome. */
export function declinedPath(outcome: Outcome<unknown, Failure>): string | undefined {
  return !outcome.ok && outcome.failure.code === 'folder-not-confirmed'
    ? outcome.failure.path
    : undefined;
}
