import {
  accessSync,
  closeSync,
  constants,
  ftruncateSync,
  futimesSync,
  mkdirSync,
  openSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { besideOf, clearBeside } from './beside.ts';
import { closeQuietly } from './close.ts';
import { codeOf } from './code.ts';
import type { OperationContext } from './context.ts';
import { flushBytes, flushNames } from './flush.ts';
import {
  makeFile,
  openForReading,
  openNew,
  openToChange,
  unlinkOwn,
  withFile,
  type OpenFile,
} from './open.ts';
import { withPatience } from './patience.ts';
import { at, ForeignEntry, inFolder, kindOf, lookAt, type Place } from './place.ts';
import { renameOver, unlinkFile } from './rename.ts';

/** Flushes the names of a folder. @throws ForeignEntry or the system's error */
export function syncFolder(_: OperationContext, place: Place): void {
  inFolder(place, ({ path }) => {
    flushNames(path);
  });
}

/** Writes some bytes. @returns how many the system took, at least one. @throws the system's error */
function writeSome(fd: number, bytes: Uint8Array, position: number | null): number {
  const takenBytes = writeSync(fd, bytes, 0, bytes.length, position);
  if (takenBytes > 0 || bytes.length === 0) return takenBytes;
  // Some FUSE drives say so of what they refuse. Asked again, such a one would never end.
  throw Object.assign(new Error('Nothing was taken.'), { code: 'EIO', syscall: 'write' });
}

function writeFully(fd: number, bytes: Uint8Array, position: number | null): void {
  for (let done = 0; done < bytes.length;) {
    const where = position === null ? null : position + done;
    done += writeSome(fd, bytes.subarray(done), where);
  }
}

/** Opens a regular file to be read. */
export function openRead(_: OperationContext, place: Place): OpenFile {
  return openForReading(place);
}

/** Makes a file that is not there yet. */
export function create(_: OperationContext, place: Place): OpenFile {
  return openNew(place);
}

/** Opens a file of Reelkeep's own to be changed; `undefined` when it is not there. */
export function openOwn(_: OperationContext, place: Place): OpenFile | undefined {
  try {
    return openToChange(place);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Opens a file of Reelkeep's own to be changed, or makes it where it is not there. */
export function openOrCreate(context: OperationContext, place: Place): OpenFile {
  return openOwn(context, place) ?? create(context, place);
}

/** Writes bytes at a position of an open file. @returns how many the system took. @throws the system's error */
export function write(
  _: OperationContext,
  fd: number,
  { bytes, position }: { readonly bytes: Uint8Array; readonly position: number },
): number {
  return writeSome(fd, bytes, position);
}

/** Puts an open file's bytes on disk (fsync(2)). */
export function sync(_: OperationContext, fd: number): void {
  flushBytes(fd);
}

/** Cuts an open file. */
export function truncate(_: OperationContext, fd: number, sizeBytes: number): void {
  ftruncateSync(fd, sizeBytes);
}

/**
 * Sets the time of the last change, where the file system lets us: vfat and CIFS that are mounted for another
 * user forbid it, some have no times. A disk that is about to fail says so when the bytes are flushed.
 */
export function setModified(_: OperationContext, fd: number, modifiedAtMs: number): void {
  try {
    futimesSync(fd, modifiedAtMs / 1000, modifiedAtMs / 1000);
  } catch {
    // The time stays what it is.
  }
}

/** Lets go of an open file. */
export function close(_: OperationContext, fd: number): void {
  closeSync(fd);
}

/**
 * Puts a small file on disk in one step: whoever reads the path sees the old content or the new one,
 * also after a power cut. What is replaced must be a regular file.
 * @throws ForeignEntry or the system's error; the old content is then unharmed
 */
export function writeDurably(_: OperationContext, place: Place, bytes: Uint8Array): void {
  writeInOneStep(place, bytes, true);
}

/** The same for what may be lost with a power cut: nothing is flushed. */
export function writeAtomically(_: OperationContext, place: Place, bytes: Uint8Array): void {
  writeInOneStep(place, bytes, false);
}

function writeInOneStep(place: Place, bytes: Uint8Array, isFlushed: boolean): void {
  at(place, (path, check) => {
    const seen = lookAt(path);
    if (seen !== undefined && !seen.isFile()) throw new ForeignEntry(kindOf(seen), place.segments);
    const beside = besideOf(path, place);
    const made = makeFile(beside, check);
    try {
      withFile(made, (fd) => {
        writeFully(fd, bytes, 0);
        if (isFlushed) flushBytes(fd);
      });
      check();
      renameOver(beside, path);
    } catch (error) {
      unlinkOwn(beside, made.facts);
      throw error;
    }
    if (isFlushed) flushNames(dirname(path));
  });
}

const newFlags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/**
 * Adds text to the end of a file of Reelkeep's own, on disk. It is made if it is not there. What could be
 * written of the text only in part is taken away again.
 * @returns `false` where the file has a second name: a change would reach whoever has the other
 * @throws ForeignEntry or the system's error
 */
export function append(_: OperationContext, place: Place, bytes: Uint8Array): boolean {
  return at(place, (path) => {
    const seen = lookAt(path);
    if (seen?.isFile() === true && seen.nlink > 1n) return false;
    const opened = seen === undefined ? openNew(place) : openToChange(place);
    withFile(opened, (fd) => {
      const { sizeBytes } = opened.facts;
      try {
        writeFully(fd, bytes, sizeBytes);
        flushBytes(fd);
      } catch (error) {
        ftruncateSync(fd, sizeBytes);
        throw error;
      }
    });
    if (seen === undefined) flushNames(dirname(path));
    return true;
  });
}

/**
 * Writes text over a file of Reelkeep's own, in its place: on a full disk that needs no new room, so
 * nothing of it is given back before the text is written.
 * @throws ForeignEntry or the system's error
 */
export function overwrite(_: OperationContext, place: Place, bytes: Uint8Array): void {
  at(place, (path) => {
    clearBeside(path, place);
    const opened = lookAt(path) === undefined ? openNew(place) : openToChange(place);
    withFile(opened, (fd) => {
      writeFully(fd, bytes, 0);
      ftruncateSync(fd, bytes.length);
    });
  });
}

/**
 * Makes a folder with those above it, each proven to be a real folder below the root.
 * @throws ForeignEntry or the system's error
 */
export function makeFolder(_: OperationContext, place: Place): void {
  for (let depth = 1; depth <= place.segments.length; depth += 1) {
    const segments = place.segments.slice(0, depth);
    at({ ...place, segments }, (path) => {
      const seen = lookAt(path);
      if (seen === undefined && makeOne(path)) {
        flushNames(dirname(path));
        return;
      }
      const found = seen ?? lookAt(path); // somebody was faster
      if (found?.isDirectory() === false) throw new ForeignEntry(kindOf(found), segments);
    });
  }
}

function makeOne(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Makes the root itself, with the folders above it. @throws the system's error */
export function makeRoot(_: OperationContext, root: string): void {
  try {
    makeOne(root);
  } catch (error) {
    // Not Node's `recursive`: where the system refuses with ENOENT, as /proc does, that one never ends.
    const parent = dirname(root);
    if (codeOf(error) !== 'ENOENT' || parent === root) throw error;
    makeRoot(_, parent);
    makeOne(root);
  }
}

/** Whether the root may be written, by its permissions; EROFS also for root (access(2)). @throws if not */
export function checkWritable(_: OperationContext, root: string): void {
  accessSync(root, constants.W_OK);
}

/** Writes, flushes and removes a file in the root: permissions say little about network drives. */
export function probeWriting(
  _: OperationContext,
  root: string,
  { name, sizeBytes }: { readonly name: string; readonly sizeBytes: number },
): void {
  const path = join(root, name);
  const fd = withPatience(path, () => openSync(path, newFlags, 0o644));
  try {
    writeFully(fd, new Uint8Array(sizeBytes).fill(0x70), 0);
    flushBytes(fd);
  } finally {
    closeQuietly(fd);
    unlinkFile(path);
  }
}
