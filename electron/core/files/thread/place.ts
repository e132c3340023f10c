import {
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  realpathSync,
  type BigIntStats,
} from 'node:fs';
import { join } from 'node:path';
import type { EntryFacts, EntryKind, ForeignKind } from '../entry.ts';
import { closeQuietly } from './close.ts';
import { codeOf, unsupported } from './code.ts';

/** A path below a root: the root's absolute path, and the names that lead down from it. */
export interface Place {
  readonly root: string;
  readonly segments: readonly string[];
  /** `false` treats the system as one that cannot hold a folder open while it works in it. */
  readonly pin?: boolean;
}

/** A folder to work in. */
export interface HeldFolder {
  /** Leads to the folder for as long as the work runs. */
  readonly path: string;
  /** Makes sure that it is still the very folder that was examined. @throws ForeignEntry */
  readonly check: () => void;
}

/** Something in the way that is not what it has to be: a link, a pipe, a folder in a file's place. */
export class ForeignEntry extends Error {
  override readonly name = 'ForeignEntry';
  readonly kind: ForeignKind;
  /** Relative to the root, with `/`. */
  readonly path: string;

  constructor(kind: ForeignKind, segments: readonly string[]) {
    super(`A ${kind} is in the way.`);
    this.kind = kind;
    this.path = segments.join('/');
  }
}

// Windows has neither flag; there a link is found by looking (lstat) before and after.
const flag = (name: 'O_DIRECTORY' | 'O_NOFOLLOW' | 'O_NONBLOCK' | 'O_NOCTTY'): number =>
  name in constants ? constants[name] : 0;

/** No link is followed; 0 where the system has no such flag. */
export const noFollow = flag('O_NOFOLLOW');

/** No link is followed, nothing waits for the other end of a pipe, no terminal becomes ours. */
export const safeFlags = noFollow | flag('O_NONBLOCK') | flag('O_NOCTTY');

/**
 * Holds a folder without opening it (open(2), O_PATH), which Node does not name: it takes no permission
 * to read and asks no drive for anything. The number is that of every processor that Node runs on.
 */
const pathOnly = process.platform === 'linux' ? 0o10000000 : 0;

const rootFlags = constants.O_RDONLY | flag('O_DIRECTORY') | pathOnly;
const folderFlags = rootFlags | noFollow;

/** Where the system lets a path begin at an open folder (proc(5), `/proc/self/fd`). */
const openFolders = '/proc/self/fd';
const canPin = process.platform === 'linux' && existsSync(openFolders);

/** What kind of entry its facts show. */
export function kindOf(
  stats: Pick<
    BigIntStats,
    | 'isFile'
    | 'isDirectory'
    | 'isSymbolicLink'
    | 'isFIFO'
    | 'isSocket'
    | 'isBlockDevice'
    | 'isCharacterDevice'
  >,
): EntryKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isFIFO()) return 'pipe';
  if (stats.isSocket()) return 'socket';
  return stats.isBlockDevice() || stats.isCharacterDevice() ? 'device' : 'other';
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
 * looked at once more afterwards, and before anything is written to what was opened.
 * @param undo takes back what the work made where it was not that folder any more
 * @throws ForeignEntry for a link, or the system's error, `ENOENT` for a folder that is not there
 */
export function inFolder<T>(
  folder: Place,
  work: (held: HeldFolder) => T,
  undo: (result: T) => void = () => undefined,
): T {
  const held = canPin && folder.pin !== false ? hold(folder) : undefined;
  if (held !== undefined) return inPinnedFolder(held, work);
  const check = seeFolder(folder);
  const result = work(check);
  try {
    check.check();
  } catch (error) {
    undo(result);
    throw error;
  }
  return result;
}

/** Works on an entry of a folder; see `inFolder`. */
export function at<T>(
  place: Place,
  work: (path: string, check: () => void) => T,
  undo?: (result: T) => void,
): T {
  const { segments } = place;
  const name = segments.at(-1);
  if (name === undefined) throw new ForeignEntry('folder', segments); // the root is no entry below it
  const folder = { ...place, segments: segments.slice(0, -1) };
  return inFolder(folder, ({ path, check }) => work(join(path, name), check), undo);
}

/** Holds a folder open. @returns `undefined` where the file system refuses to open one so */
function hold({ root, segments }: Place): number | undefined {
  let held: number | undefined;
  try {
    // The root itself is the user's own choice, and may be reached by a link.
    held = openSync(root, rootFlags);
    for (const [index, name] of segments.entries()) {
      const path = `${openFolders}/${held}/${name}`;
      const next = openReal(path, segments.slice(0, index + 1));
      closeQuietly(held);
      held = next;
    }
    return held;
  } catch (error) {
    if (held !== undefined) closeQuietly(held);
    if (unsupported.has(codeOf(error))) return undefined;
    throw error;
  }
}

function inPinnedFolder<T>(held: number, work: (held: HeldFolder) => T): T {
  try {
    return work({ path: `${openFolders}/${held}`, check: () => undefined });
  } finally {
    closeQuietly(held);
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

function seeFolder(place: Place): HeldFolder {
  const before = folderChain(place);
  return {
    path: before.path,
    check: () => {
      const { real, identities } = folderChain(place);
      const isSame = real === before.real && identities === before.identities;
      if (!isSame && (real !== before.real || isSteady(before.path))) {
        throw new ForeignEntry('link', place.segments);
      }
    },
  };
}

/** Where a folder lies, and which folders lead to it. */
function folderChain({ root, segments }: Place): {
  readonly path: string;
  readonly real: string;
  readonly identities: string;
} {
  let path = realpathSync.native(root);
  const identities: string[] = [];
  for (const [index, name] of segments.entries()) {
    path = join(path, name);
    const found = lstatSync(path, { bigint: true });
    if (!found.isDirectory()) throw new ForeignEntry(kindOf(found), segments.slice(0, index + 1));
    identities.push(`${found.dev}:${found.ino}`);
  }
  const real = realpathSync.native(path);
  // Systems that do not tell cases or compositions apart answer with the name as it is on disk.
  if (foldPath(real) !== foldPath(path)) throw new ForeignEntry('link', segments);
  return { path, real, identities: identities.join(' ') };
}

/** Whether a folder that is held open has one number at each look: some FUSE file systems make them up. */
function isSteady(path: string): boolean {
  let fd: number | undefined;
  try {
    fd = openSync(path, constants.O_RDONLY | noFollow);
    const one = fstatSync(fd, { bigint: true });
    const other = fstatSync(fd, { bigint: true });
    return one.dev === other.dev && one.ino === other.ino;
  } catch {
    return true; // nobody knows better
  } finally {
    if (fd !== undefined) closeQuietly(fd);
  }
}

function foldPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
