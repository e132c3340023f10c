import { createHash } from 'node:crypto';
import { renameSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf, unsupported } from './code.ts';
import { withPatience } from './patience.ts';
import { lookAt } from './place.ts';

/** What a file system says that cannot give a name away which another file has (CIFS, WSL, some FUSE). */
const noReplacing: ReadonlySet<unknown> = new Set([
  ...unsupported,
  'EEXIST',
  'EPERM',
  'EACCES',
  'EBUSY',
  'EXDEV',
  'UNKNOWN',
]);

/** A name beside another one, short enough for every file system. */
export function shortNameBeside(path: string, ending: string): string {
  const sum = createHash('sha256')
    .update(path.slice(path.lastIndexOf('/') + 1))
    .digest('hex');
  return join(dirname(path), `.reelkeep-${sum.slice(0, 16)}${ending}`);
}

/** Gives a file a name that nothing else has; waits for who holds the file. @throws the system's error */
export function renameFile(source: string, target: string): void {
  withPatience(source, () => {
    renameSync(source, target);
  });
}

/**
 * Gives a file a name that another file may have. Where the file system cannot replace, the other one is
 * put beside first, and comes back should the name not be had.
 * @throws the system's error; the other file then has its name
 */
export function renameOver(source: string, target: string): void {
  withPatience(source, () => {
    try {
      renameSync(source, target);
    } catch (error) {
      const isThere = noReplacing.has(codeOf(error)) && lookAt(target)?.isFile() === true;
      if (!isThere || !renamedPast(source, target)) throw error;
    }
  });
}

function renamedPast(source: string, target: string): boolean {
  const aside = shortNameBeside(target, '.old');
  try {
    if (lookAt(aside)?.isFile() === true) unlinkSync(aside);
    renameSync(target, aside);
  } catch {
    return false;
  }
  try {
    renameSync(source, target);
  } catch {
    renameSync(aside, target);
    return false;
  }
  try {
    unlinkSync(aside);
  } catch {
    // The next one takes it away.
  }
  return true;
}

/** Removes a file's name; waits for who holds the file. @throws the system's error */
export function unlinkFile(path: string): void {
  withPatience(path, () => {
    unlinkSync(path);
  });
}
