import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import type { EntryFacts } from '../entry.ts';
import { at, ForeignEntry, kindOf, lookAt, safeFlags, toFacts, type Place } from './place.ts';

/** An open regular file. The number is the process's own, good in every thread. */
export interface OpenFile {
  readonly fd: number;
  readonly facts: EntryFacts;
}

const mode = 0o644;

/**
 * Opens what is at an examined path, and makes sure that it is the very file that was seen there.
 * @throws ForeignEntry for everything but a regular file; the system's error, `ENOENT` for nothing
 */
function openSeen(path: string, place: Place, flags: number): OpenFile {
  const seen = lookAt(path);
  if (seen !== undefined && !seen.isFile()) throw new ForeignEntry(kindOf(seen), place.segments);
  const fd = openSync(path, flags | safeFlags);
  try {
    const stats = fstatSync(fd, { bigint: true });
    if (!stats.isFile()) throw new ForeignEntry(kindOf(stats), place.segments);
    const facts = toFacts(stats);
    if (seen !== undefined && facts.identity !== toFacts(seen).identity) {
      throw new ForeignEntry('link', place.segments); // swapped between the look and the opening
    }
    return { fd, facts };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** Opens a regular file to be read. @throws ForeignEntry or the system's error */
export function openForReading(place: Place): OpenFile {
  return at(place, (path) => openSeen(path, place, constants.O_RDONLY));
}

/** Makes a file that is not there yet. @throws the system's error, `EEXIST` where something has the name */
export function openNew(place: Place): OpenFile {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | safeFlags;
  return at(place, (path) => {
    const fd = openSync(path, flags, mode);
    return { fd, facts: toFacts(fstatSync(fd, { bigint: true })) };
  });
}

/**
 * Opens a file of Reelkeep's own to be changed. One that has a second name is not only ours: a change
 * would reach whoever has the other.
 * @throws ForeignEntry for everything but a regular file with one name; the system's error
 */
export function openToChange(place: Place): OpenFile {
  const opened = at(place, (path) => openSeen(path, place, constants.O_RDWR));
  if (opened.facts.names <= 1) return opened;
  closeSync(opened.fd);
  throw new ForeignEntry('link', place.segments);
}

/** Runs work on an open file, and closes it. */
export function withFile<T>({ fd }: OpenFile, work: (fd: number) => T): T {
  try {
    return work(fd);
  } finally {
    closeSync(fd);
  }
}
