import { DiskError } from '../platform/disk-error.ts';

/** The longest name that any of the usual file systems takes, in bytes of UTF-8. */
const longestNameBytes = 255;

/** More folders below one another than any template makes; a hostile list has more. */
const deepest = 64;

/** In UTF-16 units; as many as that many names of that length may have. */
const longestPath = deepest * longestNameBytes * 4;

/** A surrogate without its other half. */
const halfCharacter = /\p{Surrogate}/u;

/** On Windows `:` leads to another stream, and `\` into a folder. */
const foreignOnWindows = /[\p{Control}\\:*?"<>|]/u;

/** Windows takes these for devices, whatever follows the first dot, and drops dots and spaces at the end. */
const deviceOnWindows = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])\s*(\.|$)|[. ]$/i;

/**
 * The names on the way from a root to a path below it: the one place where a path's names are looked at
 * before the disk sees them.
 * @param path relative, with `/`; nothing for the root itself
 * @param platform whose rules for names count besides the common ones
 * @throws DiskError `disk-error` with the detail `outside` for every path that could lead elsewhere:
 * absolute ones, `.` and `..`, empty names, NUL, halves of characters, and names that no file system takes
 */
export function toSegments(
  path: string,
  platform: NodeJS.Platform = process.platform,
): readonly string[] {
  if (path === '') return [];
  // Looked at before it is split: a hostile list may hold megabytes.
  const segments = path.length > longestPath ? [] : path.split('/');
  const isPath = segments.length > 0 && segments.length <= deepest;
  if (isPath && segments.every((segment) => isName(segment, platform))) return segments;
  throw new DiskError({ code: 'disk-error', path: path.slice(0, 1000), detail: 'outside' });
}

function isName(segment: string, platform: NodeJS.Platform): boolean {
  if (segment === '' || segment === '.' || segment === '..') return false;
  // Half a character would be written as another one, and lead to another file's name.
  if (segment.includes('\0') || halfCharacter.test(segment)) return false;
  if (Buffer.byteLength(segment) > longestNameBytes * 4) return false;
  return platform !== 'win32' || !(foreignOnWindows.test(segment) || deviceOnWindows.test(segment));
}
