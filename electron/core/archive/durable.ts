import { constants } from 'node:fs';
import { link, open, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from '../disk.ts';

/**
 * Makes names in a folder durable: fsync(2) on a file says nothing of the entry that leads to it.
 * Windows cannot open folders and keeps its own journal of names; there it does nothing.
 * @throws the system's error
 */
export async function syncFolder(path: string): Promise<void> {
  let folder;
  try {
    folder = await open(path, 'r');
    await folder.sync();
  } catch (error) {
    const code = systemCode(error) ?? '';
    // Network and FUSE file systems may know no fsync for folders (EINVAL, ENOTSUP).
    if (!['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP'].includes(code)) throw error;
  } finally {
    await folder?.close();
  }
}

// A link in the place of one of Reelkeep's own files would lead the bytes out of the archive. Windows
// has no such flag.
const noFollow = 'O_NOFOLLOW' in constants ? constants.O_NOFOLLOW : 0;

/**
 * Writes text into a file of Reelkeep's own, at its end or in its place, and puts it on disk (fsync).
 * @throws the system's error, `ELOOP` for a symbolic link
 */
export async function writeSynced(
  path: string,
  text: string,
  mode: 'append' | 'replace',
): Promise<void> {
  const how = mode === 'append' ? constants.O_APPEND : constants.O_TRUNC;
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | how | noFollow, 0o644);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Puts a small file on disk in one step: whoever reads the path sees the old content or the new one,
 * also after a power cut. The file beside it, `….tmp`, is Reelkeep's own.
 * @throws the system's error; the old content is then unharmed
 */
export async function writeDurably(path: string, text: string): Promise<void> {
  const besidePath = `${path}.tmp`;
  try {
    await writeSynced(besidePath, text, 'replace');
    await rename(besidePath, path);
  } catch (error) {
    await rm(besidePath, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Where hard links are not possible: FAT and exFAT, some network and FUSE file systems, Android. */
export const noLinkCodes: ReadonlySet<string> = new Set([
  'EPERM',
  'EACCES',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EXDEV',
  'EMLINK',
  'EINVAL',
  'UNKNOWN',
]);

/** The calls of the file system that a move needs; a test takes hard links away. */
export interface MoveCalls {
  readonly link: typeof link;
}

/**
 * Gives a file its final name without ever replacing another. rename(2) replaces silently, so the
 * name is made by link(2), which fails when it is taken; where links are not possible the name is taken
 * by an empty file first, made exclusively, and only that is renamed over.
 * @returns `false` when the name is taken
 * @throws the system's error
 */
export async function moveWithoutReplacing(
  from: string,
  to: string,
  calls: MoveCalls = { link },
): Promise<boolean> {
  try {
    await calls.link(from, to);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return false;
    if (code === undefined || !noLinkCodes.has(code)) throw error;
    return moveOverPlaceholder(from, to);
  }
  await syncFolder(dirname(to));
  await unlink(from);
  return true;
}

async function moveOverPlaceholder(from: string, to: string): Promise<boolean> {
  try {
    await (await open(to, 'wx', 0o644)).close();
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await rename(from, to);
  } catch (error) {
    const { size } = await stat(to);
    if (size === 0) await rm(to); // our own placeholder, made above
    throw error;
  }
  await syncFolder(dirname(to));
  return true;
}
