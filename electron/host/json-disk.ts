import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  statfsSync,
  statSync,
} from 'node:fs';

/** Less than this, and hardly any document finds room. */
const leastRoomBytes = 64 * 1024;

/** Puts a file's bytes, or a folder's names, on disk. */
export function flush(path: string, kind: 'file' | 'folder'): void {
  // Windows flushes only what is open for writing, and has no folders to flush.
  if (kind === 'folder' && process.platform === 'win32') return;
  const descriptor = openSync(path, kind === 'file' ? 'r+' : 'r');
  try {
    fsyncSync(descriptor);
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
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < leastRoomBytes;
  } catch {
    return false;
  }
}
