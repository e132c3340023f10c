import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  renameSync,
  unlinkSync,
  type BigIntStats,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { EntryFacts } from '../entry.ts';
import { lookAt, toFacts } from './place.ts';

/**
 * Whether two looks at a file without a name of its own saw the same one, whatever its number: some FUSE and
 * network file systems make numbers up at each look. Nobody can give another file the time of the last change
 * of its facts (ctime) to the nanosecond.
 */
export function isAlike(one: BigIntStats, other: BigIntStats): boolean {
  return (
    one.mode === other.mode &&
    one.uid === other.uid &&
    one.gid === other.gid &&
    one.size === other.size &&
    one.mtimeNs === other.mtimeNs &&
    one.ctimeNs === other.ctimeNs
  );
}

/** What stays the same when a file gets another name. */
function looksLike(one: EntryFacts, other: EntryFacts): boolean {
  return (
    one.kind === other.kind &&
    one.sizeBytes === other.sizeBytes &&
    one.modifiedAtMs === other.modifiedAtMs
  );
}

/**
 * Whether two facts are of one file, looked at before and after it got another name.
 * @param path of the file as it is now, in an examined folder
 */
export function isSameFile(one: EntryFacts, other: EntryFacts, path: string): boolean {
  if (one.identity === other.identity) return true;
  return looksLike(one, other) && !keepsNumbers(dirname(path));
}

/** Whether this folder's file system gives a file one number, whatever its name, for as long as it is there. */
function keepsNumbers(folder: string): boolean {
  const names = [0, 1].map(() => join(folder, `.reelkeep-probe-${randomUUID()}`));
  const [first = '', second = ''] = names;
  try {
    const fd = openSync(first, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
    try {
      const seen = [fstatSync(fd, { bigint: true }), lookAt(first), lookAt(first)];
      renameSync(first, second);
      seen.push(fstatSync(fd, { bigint: true }), lookAt(second));
      const numbers = new Set(seen.map((each) => each && toFacts(each).identity));
      return numbers.size === 1;
    } finally {
      closeSync(fd);
    }
  } catch {
    return true; // nobody knows better
  } finally {
    for (const name of names) removeQuietly(name);
  }
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It is not there, or stays as an empty file.
  }
}
