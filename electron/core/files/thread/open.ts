import { closeSync, constants, fstatSync, openSync, unlinkSync } from 'node:fs';
import type { EntryFacts } from '../entry.ts';
import { at, ForeignEntry, kindOf, lookAt, safeFlags, toFacts, type Place } from './place.ts';

/** An open regular file. The number is the process's own, good in every thread. */
export interface OpenFile {
  readonly fd: number;
  readonly facts: EntryFacts;
}

const mode = 0o644;

/** Only what is not there yet, under this very name. */
const newFlags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | safeFlags;

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
      throw new ForeignEntry('file', place.segments); // swapped between the look and the opening
    }
    return { fd, facts };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** Opens a regular file to be read. @throws ForeignEntry or the system's error */
export function openForReading(place: Place): OpenFile {
  return at(place, (path) => openSeen(path, place, constants.O_RDONLY), closeAgain);
}

function closeAgain({ fd }: OpenFile): void {
  closeSync(fd);
}

/** Makes a file that is not there yet. @throws the system's error, `EEXIST` where something has the name */
export function openNew(place: Place): OpenFile {
  return at(place, (path, check) => makeFile(path, check));
}

/**
 * Makes a file at an examined path, and makes sure that it lies in the folder that was examined before
 * anything is written to it.
 * @throws ForeignEntry or the system's error, `EEXIST` where something has the name
 */
export function makeFile(path: string, check: () => void): OpenFile {
  const fd = openSync(path, newFlags, mode);
  try {
    const facts = toFacts(fstatSync(fd, { bigint: true }));
    try {
      check();
    } catch (error) {
      unlinkOwn(path, facts);
      throw error;
    }
    return { fd, facts };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** Takes a name away again that was just made, if it still leads to the file that it was made for. */
export function unlinkOwn(path: string, { identity }: EntryFacts): void {
  const found = lookAt(path);
  if (found?.isFile() === true && toFacts(found).identity === identity) unlinkSync(path);
}

/**
 * Opens a file of Reelkeep's own to be changed. One that has a second name is not only ours: a change
 * would reach whoever has the other.
 * @throws ForeignEntry for everything but a regular file with one name; the system's error
 */
export function openToChange(place: Place): OpenFile {
  const opened = at(place, (path) => openSeen(path, place, constants.O_RDWR), closeAgain);
  if (opened.facts.names <= 1) return opened;
  closeSync(opened.fd);
  throw new ForeignEntry('second-name', place.segments);
}

/** Runs work on an open file, and closes it. */
export function withFile<T>({ fd }: OpenFile, work: (fd: number) => T): T {
  try {
    return work(fd);
  } finally {
    closeSync(fd);
  }
}
