import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { freeBytesOf } from '../core/files/free-bytes.ts';

/** Less than this, and hardly any document finds room. */
const leastRoomBytes = 64 * 1024;

/** What a file system says that has no such call; for a folder also one whose drive forbids it. */
const noFileSync: readonly unknown[] = ['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'];
const noFolderSync: readonly unknown[] = [
  ...noFileSync,
  ...['EIO', 'EPERM', 'EACCES', 'EBADF', 'EISDIR', 'ENOTDIR'],
];

/** What another program's hold of a file looks like: a virus scanner, an indexer, a sync client. */
const heldCodes: readonly unknown[] = ['EPERM', 'EACCES', 'EBUSY', 'ETXTBSY', 'EAGAIN'];

/** The window waits meanwhile: half a second in all. */
const pausesMs = [5, 20, 75, 150, 250];

const never = new Int32Array(new SharedArrayBuffer(4));

function codeOf(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code; // what Node's errors carry
}

/**
 * Puts a file's bytes on disk; a folder's names where the file system can, for the file itself lies there by
 * then, and a disk that is about to fail has refused that.
 * @throws the system's error
 */
export function flush(path: string, kind: 'file' | 'folder'): void {
  // Windows flushes only what is open for writing, and has no folders to flush.
  if (kind === 'folder' && process.platform === 'win32') return;
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, kind === 'file' ? 'r+' : 'r');
    fsyncSync(descriptor);
  } catch (error) {
    const isMissing = descriptor !== undefined && noFileSync.includes(codeOf(error));
    if (!isMissing && !(kind === 'folder' && noFolderSync.includes(codeOf(error)))) throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
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
    return (freeBytesOf(statfsSync(folder)) ?? Infinity) < leastRoomBytes;
  } catch {
    return false;
  }
}

/** Copies a document's bytes. Node's own way sets the copy's rights, which vfat and CIFS may refuse. */
export function copyBytes(from: string, to: string): void {
  writeFileSync(to, readFileSync(from), { mode: 0o600 });
}

function isWritable(folder: string): boolean {
  // access(2) answers for the real user, who may have other rights than the one we act as.
  if (process.getuid?.() !== process.geteuid?.()) return false;
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
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
      const mayPass = heldCodes.includes(codeOf(error)) && isWritable(dirname(to));
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
    !['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'ENOENT', 'ENOTDIR'].includes(code) && isWritable(folder)
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
