import { constants, fsyncSync, openSync } from 'node:fs';
import { closeQuietly } from './close.ts';
import { codeOf, unsupported } from './code.ts';

/**
 * Codes of systems that cannot flush a folder: Windows, some network and FUSE file systems. EIO is what
 * WSL and some FUSE drives say to it: the file itself is flushed by then, and a disk that is about to
 * fail says EIO to that flush as well. Some let nobody open a folder, or forbid it.
 */
const noFolderSync: ReadonlySet<unknown> = new Set([
  ...unsupported,
  'EISDIR',
  'EPERM',
  'EACCES',
  'EBADF',
  'EIO',
  'EROFS',
  'ENOTDIR',
]);

/**
 * Makes the names of a folder durable, where the file system can: fsync(2) on a file says nothing of the
 * entry that leads to it.
 * @param path absolute, already examined
 * @throws the system's error for what is no sign of a file system without it
 */
export function flushNames(path: string): void {
  let fd: number | undefined;
  try {
    fd = openSync(path, constants.O_RDONLY);
    fsyncSync(fd);
  } catch (error) {
    if (!noFolderSync.has(codeOf(error))) throw error;
  } finally {
    if (fd !== undefined) closeQuietly(fd);
  }
}

/**
 * Puts an open file's bytes on disk. A file system that has no such call (fsync(2), EINVAL) has nothing to
 * be asked for; every other error says that the bytes may not be there.
 * @throws the system's error
 */
export function flushBytes(fd: number): void {
  try {
    fsyncSync(fd);
  } catch (error) {
    if (!unsupported.has(codeOf(error))) throw error;
  }
}
