import { closeSync } from 'node:fs';

/**
 * Lets go of a file or folder whatever the system says (close(2)): what it says is of bytes that were written.
 * For what was only looked at, and after an earlier trouble, which is what counts.
 */
export function closeQuietly(fd: number): void {
  try {
    closeSync(fd);
  } catch {
    // The number is free all the same.
  }
}
