import { linkSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EntryFacts } from '../entry.ts';
import { closeQuietly } from './close.ts';
import { codeOf } from './code.ts';
import type { OperationContext } from './context.ts';
import { flushNames } from './flush.ts';
import { makeFile, unlinkOwn } from './open.ts';
import { at, ForeignEntry, kindOf, lookAt, toFacts, type Place } from './place.ts';
import { renameFile, renameOver, unlinkFile } from './rename.ts';
import { isSameFile } from './same.ts';

/** Where hard links are not possible: FAT and exFAT, some network and FUSE file systems, Android. */
const noLinkCodes: ReadonlySet<unknown> = new Set([
  'EPERM',
  'EACCES',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EXDEV',
  'EMLINK',
  'EINVAL',
  'EIO',
  'UNKNOWN',
]);

/** From where to where, below one root. */
export interface Passage {
  readonly from: Place;
  readonly to: Place;
  /** `false` treats the file system as one without hard links. */
  readonly hardLinks: boolean;
}

/** How giving a second name ended. */
export type LinkEnd = 'linked' | 'taken' | 'no-links';

function regular(path: string, place: Place): EntryFacts {
  const seen = lookAt(path);
  if (seen === undefined) {
    throw Object.assign(new Error('There is no such file.'), { code: 'ENOENT', syscall: 'lstat' });
  }
  if (!seen.isFile()) throw new ForeignEntry(kindOf(seen), place.segments);
  return toFacts(seen);
}

function linkAt(from: string, to: string, hardLinks: boolean): LinkEnd {
  if (!hardLinks) return 'no-links';
  try {
    linkSync(from, to);
    return 'linked';
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return 'taken';
    if (noLinkCodes.has(code)) return 'no-links';
    throw error;
  }
}

/** Makes sure that the very file that was examined has the new name. @throws ForeignEntry */
function arrived(target: string, seen: EntryFacts, { segments }: Place): void {
  const found = lookAt(target);
  const isIt = found?.isFile() === true && isSameFile(toFacts(found), seen, target);
  if (!isIt) throw new ForeignEntry(found === undefined ? 'other' : kindOf(found), segments);
}

/** link(2), then the proof that it was the examined file; what else got the name loses it again. */
function linkExamined(
  { source, target, seen }: { source: string; target: string; seen: EntryFacts },
  passage: Passage,
): LinkEnd {
  const end = linkAt(source, target, passage.hardLinks);
  if (end !== 'linked') return end;
  try {
    arrived(target, seen, passage.from);
  } catch (error) {
    unlinkFile(target); // made above, exclusively
    throw error;
  }
  return end;
}

/** Gives a regular file a second name. @throws ForeignEntry or the system's error */
export function link(_: OperationContext, passage: Passage): LinkEnd {
  const { from, to } = passage;
  return at(from, (source) => {
    const seen = regular(source, from);
    return at(to, (target) => linkExamined({ source, target, seen }, passage));
  });
}

/**
 * Gives a regular file another name without ever replacing anything. rename(2) replaces silently, so the
 * name is made by link(2), which fails when it is taken; where links are not possible the name is taken
 * by an empty file first, made exclusively, and only that is renamed over.
 * @returns `false` when the name is taken
 * @throws ForeignEntry or the system's error
 */
export function move(_: OperationContext, passage: Passage): boolean {
  const { from, to } = passage;
  return at(from, (source) => {
    const seen = regular(source, from);
    return at(to, (target, check) => {
      const end = linkExamined({ source, target, seen }, passage);
      if (end === 'taken') return false;
      if (end === 'no-links') {
        if (!moveOverPlaceholder(source, target, check)) return false;
        arrived(target, seen, from);
        return true;
      }
      flushNames(dirname(target));
      unlinkOwn(source, seen);
      return true;
    });
  });
}

function moveOverPlaceholder(source: string, target: string, check: () => void): boolean {
  const placeholder = takeName(target, check);
  if (placeholder === undefined) return false;
  try {
    renameOver(source, target);
  } catch (error) {
    unlinkOwn(target, placeholder);
    throw error;
  }
  flushNames(dirname(target));
  return true;
}

function takeName(path: string, check: () => void): EntryFacts | undefined {
  try {
    const { fd, facts } = makeFile(path, check);
    closeQuietly(fd);
    return facts;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  }
}

/**
 * Gives whatever has a name another one, itself and never what it leads to, where nothing has that name.
 * @returns `false` when the other name is taken, or nothing is there
 * @throws ForeignEntry for a link on the way; the system's error
 */
export function setAside(context: OperationContext, passage: Passage): boolean {
  const { from, to } = passage;
  return at(from, (source) => {
    const seen = lookAt(source);
    if (seen === undefined) return false;
    if (seen.isFile()) return move(context, passage);
    return at(to, (target) => {
      // Links, pipes and folders have no way to be named exclusively: look first, then rename.
      if (lookAt(target) !== undefined) return false;
      renameFile(source, target);
      flushNames(dirname(target));
      return true;
    });
  });
}

/** Gives a regular file a name that another regular file of Reelkeep's may have, in one step. */
export function replace(_: OperationContext, { from, to }: Passage): void {
  at(from, (source) => {
    const seen = regular(source, from);
    at(to, (target) => {
      const old = lookAt(target);
      if (old !== undefined && !old.isFile()) throw new ForeignEntry(kindOf(old), to.segments);
      renameOver(source, target);
      arrived(target, seen, from);
      flushNames(dirname(target));
    });
  });
}

/**
 * Removes a regular file's name.
 * @param expected what was examined; anything else stays
 * @returns `false` when nothing is there
 * @throws ForeignEntry for what is no regular file or not the one that was examined; the system's error
 */
export function remove(_: OperationContext, place: Place, expected?: EntryFacts): boolean {
  try {
    return at(place, (path) => {
      if (lookAt(path) === undefined) return false;
      const found = regular(path, place);
      if (expected !== undefined && !isSame(found, expected, path)) {
        throw new ForeignEntry('file', place.segments);
      }
      unlinkFile(path);
      return true;
    });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(String(codeOf(error)))) return false;
    throw error;
  }
}

/** Removes the names of regular files, one after another; anything else stays. @throws the system's error */
export function removeEach(context: OperationContext, places: readonly Place[]): void {
  for (const place of places) {
    try {
      remove(context, place);
    } catch (error) {
      if (!(error instanceof ForeignEntry)) throw error;
    }
  }
}

function isSame(one: EntryFacts, other: EntryFacts, path: string): boolean {
  return (
    one.sizeBytes === other.sizeBytes &&
    one.modifiedAtMs === other.modifiedAtMs &&
    isSameFile(one, other, path)
  );
}

/** Removes a folder that nothing is left in. @returns `false` when something is, or it is not there */
export function removeFolder(_: OperationContext, place: Place): boolean {
  try {
    at(place, (path) => {
      if (lookAt(path)?.isDirectory() === true) rmdirSync(path);
      else throw new ForeignEntry('other', place.segments);
    });
    return true;
  } catch {
    return false;
  }
}

/** Removes the root itself, if nothing is left in it. @returns `false` when something is, or it is not there */
export function removeRoot(_: OperationContext, root: string): boolean {
  try {
    rmdirSync(root);
    return true;
  } catch {
    return false;
  }
}
