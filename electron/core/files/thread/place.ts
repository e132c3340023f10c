import {
  closeSync,
  constants,
  existsSync,
  lstatSync,
  openSync,
  realpathSync,
  type BigIntStats,
} from 'node:fs';
import { join } from 'node:path';
import type { EntryFacts, EntryKind } from '../entry.ts';

/** A path below a root: the root's absolute path, and the names that lead down from it. */
export interface Place {
  readonly root: string;
  readonly segments: readonly string[];
}

/** Something in the way that is not what it has to be: a link, a pipe, a folder in a file's place. */
export class ForeignEntry extends Error {
  override readonly name = 'ForeignEntry';
  readonly kind: EntryKind;
  /** Relative to the root, with `/`. */
  readonly path: string;

  constructor(kind: EntryKind, segments: readonly string[]) {
    super(`A ${kind} is in the way.`);
    this.kind = kind;
    this.path = segments.join('/');
  }
}

// Windows has neither flag; there a link is found by looking (lstat) before and after.
const flag = (name: 'O_DIRECTORY' | 'O_NOFOLLOW' | 'O_NONBLOCK' | 'O_NOCTTY'): number =>
  name in constants ? constants[name] : 0;

/** No link is followed, nothing waits for the other end of a pipe, no terminal becomes ours. */
export const safeFlags = flag('O_NOFOLLOW') | flag('O_NONBLOCK') | flag('O_NOCTTY');

const folderFlags = constants.O_RDONLY | flag('O_DIRECTORY') | flag('O_NOFOLLOW');

/** Where the system lets a path begin at an open folder (proc(5), `/proc/self/fd`). */
const openFolders = '/proc/self/fd';
const canPin = process.platform === 'linux' && existsSync(openFolders);

/** What kind of entry its facts show. */
export function kindOf(
  stats: Pick<BigIntStats, 'isFile' | 'isDirectory' | 'isSymbolicLink'>,
): EntryKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  return stats.isSymbolicLink() ? 'link' : 'other';
}

/** A system's answer as facts that can be sent. */
export function toFacts(stats: BigIntStats): EntryFacts {
  return {
    kind: kindOf(stats),
    sizeBytes: Number(stats.size),
    modifiedAtMs: Number(stats.mtimeNs) / 1e6,
    identity: `${stats.dev}:${stats.ino}`,
    device: String(stats.dev),
    names: Number(stats.nlink),
  };
}

/** The entry itself, never what it leads to; `undefined` when it is not there. @throws the system's error */
export function lookAt(path: string): BigIntStats | undefined {
  return lstatSync(path, { bigint: true, throwIfNoEntry: false });
}

/**
 * Works in a folder below a root, with every name on the way proven to be a real folder. On Linux the
 * folder is held open, so that whatever is put in its place meanwhile is not reached. Elsewhere it is
 * looked at once more afterwards.
 * @param work is given a path that leads to the folder for as long as it runs
 * @throws ForeignEntry for a link, or the system's error, `ENOENT` for a folder that is not there
 */
export function inFolder<T>(folder: Place, work: (path: string) => T): T {
  return canPin ? inPinnedFolder(folder, work) : inSeenFolder(folder, work);
}

/** Works on an entry of a folder; see `inFolder`. */
export function at<T>({ root, segments }: Place, work: (path: string) => T): T {
  const name = segments.at(-1);
  if (name === undefined) throw new ForeignEntry('folder', segments); // the root is no entry below it
  return inFolder({ root, segments: segments.slice(0, -1) }, (folder) => work(join(folder, name)));
}

function inPinnedFolder<T>({ root, segments }: Place, work: (path: string) => T): T {
  // The root itself is the user's own choice, and may be reached by a link.
  let held = openSync(root, constants.O_RDONLY | flag('O_DIRECTORY'));
  try {
    for (const [index, name] of segments.entries()) {
      const path = `${openFolders}/${held}/${name}`;
      const next = openReal(path, segments.slice(0, index + 1));
      closeSync(held);
      held = next;
    }
    return work(`${openFolders}/${held}`);
  } finally {
    closeSync(held);
  }
}

function openReal(path: string, segments: readonly string[]): number {
  try {
    return openSync(path, folderFlags);
  } catch (error) {
    // ENOTDIR says nothing of what it is; ELOOP is a link on some systems.
    const found = lookAt(path);
    if (found !== undefined && !found.isDirectory())
      throw new ForeignEntry(kindOf(found), segments);
    throw error;
  }
}

function inSeenFolder<T>({ root, segments }: Place, work: (path: string) => T): T {
  const before = seeFolder(root, segments);
  const result = work(before.path);
  if (seeFolder(root, segments).real !== before.real) throw new ForeignEntry('link', segments);
  return result;
}

function seeFolder(root: string, segments: readonly string[]): { path: string; real: string } {
  const realRoot = realpathSync.native(root);
  let path = realRoot;
  for (const [index, name] of segments.entries()) {
    path = join(path, name);
    const found = lstatSync(path, { bigint: true });
    if (!found.isDirectory()) throw new ForeignEntry(kindOf(found), segments.slice(0, index + 1));
  }
  const real = realpathSync.native(path);
  // Systems that do not tell cases or compositions apart answer with the name as it is on disk.
  const isSame = foldPath(real) === foldPath(path);
  if (!isSame) throw new ForeignEntry('link', segments);
  return { path, real };
}

function foldPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
