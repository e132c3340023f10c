import { DiskTrouble } from '../disk.ts';

/** The longest name that any of the usual file systems takes, in bytes of UTF-8. */
const longestNameBytes = 255;

/** More folders below one another than any template makes; a hostile list has more. */
const deepest = 64;

/** On Windows `:` leads to another stream, and `\` into a folder. */
const foreignCharacters = process.platform === 'win32' ? /[\0/\\:]/ : /[\0/]/;

/**
 * The names on the way from a root to a path below it: the one place where a path's names are looked at
 * before the disk sees them.
 * @param path relative, with `/`; nothing for the root itself
 * @throws DiskTrouble `disk-error` with the detail `outside` for every path that could lead elsewhere:
 * absolute ones, `.` and `..`, empty names, NUL, and names that no file system takes
 */
export function toSegments(path: string): readonly string[] {
  if (path === '') return [];
  const segments = path.split('/');
  if (segments.length <= deepest && segments.every(isName)) return segments;
  throw new DiskTrouble({ code: 'disk-error', path: path.slice(0, 1000), detail: 'outside' });
}

function isName(segment: string): boolean {
  if (segment === '' || segment === '.' || segment === '..') return false;
  return !foreignCharacters.test(segment) && Buffer.byteLength(segment) <= longestNameBytes * 4;
}
