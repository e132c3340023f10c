import type { DiskFailure } from '../../shared/failure.ts';

/** An error of the file system on its way out of a transfer, as the failure it comes to. */
export class DiskTrouble extends Error {
  override readonly name = 'DiskTrouble';
  readonly failure: DiskFailure;

  constructor(failure: DiskFailure, cause: unknown) {
    super(failure.code, { cause });
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
 * Awaits work on a file.
 * @throws DiskTrouble for an error of the system; any other error is a bug and stays what it is
 */
export async function onDisk<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) throw error;
    throw new DiskTrouble(toFailure(String(error.code), path), error);
  }
}
