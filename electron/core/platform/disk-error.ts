import type { DiskFailure } from '../../shared/failure.ts';

/** The system's code of an error, `ENOENT`; `undefined` for errors that are not the system's. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  return String(error.code);
}

/** What systems say of a drive behind a connection that has ended or is in the middle of it (errno(3)). */
const silentCodes: ReadonlySet<string> = new Set([
  'ENOTCONN',
  'ECONNABORTED',
  'ECONNRESET',
  'ESHUTDOWN',
  'ESTALE',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ETIMEDOUT',
]);

/** Whether a system's code says that the drive does not answer (errno(3)). */
export function isSilence(code: string): boolean {
  return silentCodes.has(code);
}

/** The failure that a system's error on a path comes to (errno(3)). */
export function toDiskFailure(code: string, path: string): DiskFailure {
  if (isSilence(code)) return { code: 'drive-not-answering', path };
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'disk-full', path };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return { code: 'folder-not-writable', path, detail: code };
  }
  return { code: 'disk-error', path, detail: code };
}

/**
 * The failure that an error comes to which was thrown by work on a path.
 * @throws the error itself when it is none of the system's: a bug
 */
export function diskFailureOf(error: unknown, path: string): DiskFailure {
  if (error instanceof DiskError) return error.failure;
  const code = errnoOf(error);
  if (code === undefined) throw error;
  return toDiskFailure(code, path);
}

/** Carries a failure of the file system through the code that works on files, out to its outcome. */
export class DiskError extends Error {
  override readonly name = 'DiskError';
  readonly failure: DiskFailure;

  constructor(failure: DiskFailure, cause?: unknown) {
    super(failure.code, { cause });
    this.failure = failure;
  }
}

/** Whether `Root` refused what lies there: a link, a pipe, a file that belongs to the user. */
export function isForeignEntry(error: unknown): boolean {
  return error instanceof DiskError && error.failure.code === 'foreign-entry';
}
