import { closeSync, constants, fstatSync, openSync, type BigIntStats } from 'node:fs';
import type { EntryFacts } from '../entry.ts';
import { closeQuietly } from './close.ts';
import { codeOf, unsupported } from './code.ts';
import { openPatiently, withPatience } from './patience.ts';
import {
  at,
  ForeignEntry,
  kindOf,
  lookAt,
  noFollow,
  safeFlags,
  toFacts,
  type Place,
} from './place.ts';
import { unlinkFile } from './rename.ts';
import { isAlike, isSameFile } from './same.ts';

/** An open regular file. The number is the process's own, good in every thread. */
export interface OpenFile {
  readonly fd: number;
  readonly facts: EntryFacts;
}

const mode = 0o644;

/** Only what is not there yet, under this very name. */
const newFlags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL;

/**
 * Opens with the safe flags, of which some file systems refuse some; what was seen to be a regular file lets
 * nobody wait. Without the one against links, what was opened must be the very file that was seen.
 */
function openSafely(
  path: string,
  flags: number,
): { readonly fd: number; readonly isPlain: boolean } {
  for (const safe of [safeFlags, noFollow]) {
    try {
      return { fd: openSync(path, flags | safe, mode), isPlain: true };
    } catch (error) {
      if (!unsupported.has(codeOf(error))) throw error;
    }
  }
  return { fd: openSync(path, flags, mode), isPlain: false };
}

/** Whether what was opened is what was seen: by its number, or where no link was followed by all its facts. */
function isSeen(seen: BigIntStats, opened: BigIntStats, isPlain: boolean): boolean {
  if (toFacts(seen).identity === toFacts(opened).identity) return true;
  return isPlain && noFollow !== 0 && isAlike(seen, opened);
}

/** The same, telling a link that came since the look: open(2) says ELOOP of one that it does not follow. */
function openNoLink(
  path: string,
  { segments }: Place,
  flags: number,
): ReturnType<typeof openSafely> {
  try {
    return openSafely(path, flags);
  } catch (error) {
    if (noFollow !== 0 && codeOf(error) === 'ELOOP') throw new ForeignEntry('link', segments);
    throw error;
  }
}

/**
 * Opens what is at an examined path, and makes sure that it is the very file that was seen there.
 * @throws ForeignEntry for everything but a regular file; the system's error, `ENOENT` for nothing
 */
function openSeen(path: string, place: Place, flags: number): OpenFile {
  const seen = lookAt(path);
  if (seen !== undefined && !seen.isFile()) throw new ForeignEntry(kindOf(seen), place.segments);
  const access = flags === constants.O_RDONLY ? constants.R_OK : constants.R_OK | constants.W_OK;
  const { fd, isPlain } = openPatiently(path, access, () => openNoLink(path, place, flags));
  try {
    const stats = fstatSync(fd, { bigint: true });
    if (!stats.isFile()) throw new ForeignEntry(kindOf(stats), place.segments);
    if (seen === undefined ? !isPlain : !isSeen(seen, stats, isPlain)) {
      throw new ForeignEntry('file', place.segments); // swapped between the look and the opening
    }
    return { fd, facts: toFacts(stats) };
  } catch (error) {
    closeQuietly(fd);
    throw error;
  }
}

/** Opens a regular file to be read. @throws ForeignEntry or the system's error */
export function openForReading(place: Place): OpenFile {
  return at(place, (path) => openSeen(path, place, constants.O_RDONLY), closeAgain);
}

function closeAgain({ fd }: OpenFile): void {
  closeQuietly(fd);
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
  // Without the flags it is made exclusively all the same, which follows no link (open(2), O_EXCL).
  const { fd } = withPatience(path, () => openSafely(path, newFlags));
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
    closeQuietly(fd);
    throw error;
  }
}

/** Takes a name away again that was just made, if it still leads to the file that it was made for. */
export function unlinkOwn(path: string, facts: EntryFacts): void {
  const found = lookAt(path);
  if (found?.isFile() === true && isSameFile(toFacts(found), facts, path)) unlinkFile(path);
}

/**
 * Opens a file of Reelkeep's own to be changed. One that has a second name is not only ours: a change
 * would reach whoever has the other.
 * @throws ForeignEntry for everything but a regular file with one name; the system's error
 */
export function openToChange(place: Place): OpenFile {
  const opened = at(place, (path) => openSeen(path, place, constants.O_RDWR), closeAgain);
  if (opened.facts.names <= 1) return opened;
  closeQuietly(opened.fd);
  throw new ForeignEntry('second-name', place.segments);
}

/** Runs work on an open file that is only read, and closes it. */
export function readFrom<T>({ fd }: OpenFile, work: (fd: number) => T): T {
  try {
    return work(fd);
  } finally {
    closeQuietly(fd);
  }
}

/** Runs work on an open file, and closes it. @throws also what is said of its bytes as late as that */
export function withFile<T>({ fd }: OpenFile, work: (fd: number) => T): T {
  try {
    return work(fd);
  } finally {
    closeSync(fd);
  }
}
