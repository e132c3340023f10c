import { diskFailureOf, DiskError } from './disk-error.ts';

/**
 * Awaits work on a file.
 * @throws DiskError for an error of the system; any other error is a bug and stays what it is
 */
export async function onDisk<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new DiskError(diskFailureOf(error, path), error);
  }
}
