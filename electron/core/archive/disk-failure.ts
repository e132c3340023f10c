import type { DiskFailure } from '../../shared/failure.ts';
import { fail, type Outcome } from '../../shared/outcome.ts';

/** The system's code of an error, `ENOENT`; `undefined` for errors that are not the system's. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  return String(error.code);
}

/** Thrown inside the archive to carry a failure out to the outcome. */
export class DiskTrouble extends Error {
  override readonly name = 'DiskTrouble';
  readonly failure: DiskFailure;

  constructor(failure: DiskFailure) {
    super(failure.code);
    this.failure = failure;
  }
}

function toFailure(code: string, path: string): DiskFailure {
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'disk-full', path };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return { code: 'folder-not-writable', path, detail: code };
  }
  return { code: 'disk-error', path, detail: code };
}

/**
 * Runs work on files under a path.
 * @returns its outcome, or the failure that the system's error comes to; other errors are bugs and
 * stay thrown
 */
export async function onDisk<T>(
  path: string,
  work: () => Promise<Outcome<T, DiskFailure>>,
): Promise<Outcome<T, DiskFailure>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DiskTrouble) return fail(error.failure);
    const code = systemCode(error);
    if (code === undefined) throw error;
    return fail(toFailure(code, path));
  }
}
