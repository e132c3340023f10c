import {
  closeSync,
  constants,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { freeBytesOf } from '../../core/files/free-bytes.ts';
import { codeOf, heldCodes } from '../../core/files/thread/code.ts';
import { flushBytes, flushNames } from '../../core/files/thread/flush.ts';
import { isPermitted } from '../../core/files/thread/patience.ts';

/** Less than this, and hardly any document finds room. */
const minRoomBytes = 64 * 1024;

/** The window waits meanwhile: half a second in all. */
const pausesMs = [5, 20, 75, 150, 250];

const never = new Int32Array(new SharedArrayBuffer(4));

/**
 * Puts a file's bytes on disk; a folder's names where the file system can, for the file itself lies there by
 * then, and a disk that is about to fail has refused that.
 * @throws the system's error
 */
export function flush(path: string, kind: 'file' | 'folder'): void {
  // Windows flushes only what is open for writing, and has no folders to flush.
  if (kind === 'folder') {
    if (process.platform !== 'win32') flushNames(path);
    return;
  }
  const descriptor = openSync(path, 'r+');
  try {
    flushBytes(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The names in a folder; none when it is not there, is no folder, or may not be read. */
export function filesIn(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Whether two files hold the same, byte for byte. */
export function isSameFile(a: string, b: string): boolean {
  try {
    if (statSync(a).size !== statSync(b).size) return false;
    return readFileSync(a).equals(readFileSync(b));
  } catch {
    return false;
  }
}

/** Gives a file a second name. @returns false where there is no such thing: FAT, some network drives */
export function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}

/** Whether a folder's disk has no room for a document; `false` also where that cannot be told. */
export function isFull(folder: string): boolean {
  try {
    return (freeBytesOf(statfsSync(folder)) ?? Infinity) < minRoomBytes;
  } catch {
    return false;
  }
}

/**
 * Finds out at once whether a folder still refuses what it has refused: electron-store tries a refused write for
 * a second, and the window waits meanwhile.
 * @throws the system's error; none for a folder that is not there, which the write makes
 */
export function tryFolder(path: string): void {
  const probe = join(path, '.json.tmp-probe');
  try {
    closeSync(openSync(probe, 'w', 0o600));
    rmSync(probe, { force: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** Copies a document's bytes. Node's own way sets the copy's rights, which vfat and CIFS may refuse. */
export function copyBytes(from: string, to: string): void {
  writeFileSync(to, readFileSync(from), { mode: 0o600 });
}

/**
 * Gives a file or folder a name, and waits a little where another program holds it.
 * @throws the system's error
 */
export function renamePatiently(from: string, to: string): void {
  for (const pauseMs of [...pausesMs, undefined]) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const mayPass = heldCodes.has(codeOf(error)) && isPermitted(dirname(to), constants.W_OK);
      if (pauseMs === undefined || !mayPass) throw error;
      Atomics.wait(never, 0, 0, pauseMs);
    }
  }
}

/**
 * Whether another way of writing may do where the usual one was refused: rights that cannot be set, names that
 * cannot be replaced, a program that holds the file. A disk that is full, read-only or failing refuses all.
 */
export function mayPass(error: unknown, folder: string): boolean {
  const code = codeOf(error);
  if (typeof code !== 'string') return false;
  return (
    !['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'ENOENT', 'ENOTDIR'].includes(code) &&
    isPermitted(folder, constants.W_OK)
  );
}

/**
 * Writes a document with as few calls as can be: beside, flushed, then renamed over; where the name cannot be
 * replaced, over the old bytes, whose copy is there.
 * @throws the system's error
 */
export function writePlainly(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.tmp-own`;
  writeFileSync(beside, text, { mode: 0o600 });
  flush(beside, 'file');
  try {
    renamePatiently(beside, path);
  } catch (error) {
    if (!mayPass(error, dirname(path))) throw error;
    writeFileSync(path, text, { mode: 0o600 });
    flush(path, 'file');
  }
}
