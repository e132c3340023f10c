import type { DiskFailure } from '../../../shared/failure.ts';
import { traitsOf } from '../../../shared/failure-traits.ts';
import { probeBytes } from '../../archive/make-root.ts';
import { diskOutcome } from '../../archive/disk-outcome.ts';
import { foldName } from '../../files/fold-name.ts';
import type { Root } from '../../files/root.ts';
import { succeed } from '../../../shared/outcome.ts';

/** What the system says of a single path, whatever the rest of the drive is like. */
const ofOnePath: ReadonlySet<string> = new Set([
  'outside',
  'EEXIST',
  'EFBIG',
  'EISDIR',
  'ENOTDIR',
  'EILSEQ',
  'ENAMETOOLONG',
]);

/** What says something of a name, and of nothing else. */
const ofNames: ReadonlySet<string> = new Set(['EEXIST', 'EILSEQ', 'ENAMETOOLONG']);

/** What FAT and SMB say of names with letters or ends that they do not take: and of much else. */
const maybeOfNames: ReadonlySet<string> = new Set(['EINVAL', 'ENOENT']);

/** Letters, or a last one, that some file systems do not take (learn.microsoft.com, "Naming Files"). */
// eslint-disable-next-line no-control-regex -- Windows takes no control characters in names, Linux does
const oddName = /[<>:"|?*\\\x00-\x1f]|[^\x20-\x7e]|[. ](?:\/|$)/;

/** What troubles one file, and no other. */
export type OwnTrouble = Extract<
  DiskFailure,
  { readonly code: 'foreign-entry' | 'name-refused' | 'path-refused' }
>;

/**
 * Tells trouble with one file of a copy from trouble of the whole place: by writing something else there.
 * @param to where it was to be copied to
 * @param path relative to it, with `/`
 * @returns the failure of that file alone; `undefined` where the place as a whole is in trouble
 */
export async function ownTroubleOf(
  to: Root,
  path: string,
  failure: DiskFailure,
): Promise<OwnTrouble | undefined> {
  if (failure.code === 'foreign-entry') return failure;
  if (traitsOf(failure).mayBeOnePath !== true || !('detail' in failure)) return undefined;
  const { detail } = failure;
  if (!ofOnePath.has(detail)) {
    const written = await diskOutcome(to.path, async () => {
      await to.probeWriting(probeBytes);
      return succeed(undefined);
    });
    if (!written.ok) return undefined;
  }
  const isOfName = ofNames.has(detail) || (maybeOfNames.has(detail) && oddName.test(path));
  return { code: isOfName ? 'name-refused' : 'path-refused', path: to.absolute(path), detail };
}

/**
 * A path as a file system reads it that tells neither capitals from small letters nor ends of dots and
 * blanks (FAT, NTFS, APFS): where two are the same, one file would take the other's place.
 */
export function foldPath(path: string): string {
  return foldName(path.replaceAll(/[. ]+(?=\/|$)/g, ''));
}
