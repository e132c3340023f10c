import type { JobKind } from '../../../job.ts';
import type { FailureTable } from '../../words.ts';

const running: { readonly [K in JobKind]: string } = {
  scrub: 'An archive check is running.',
  move: 'The archive is being moved.',
  rename: 'Files are being renamed.',
  rebuild: 'The archive is being scanned.',
  repair: 'Videos are being repaired.',
  mirror: 'Videos are being copied to the mirror.',
};

/** What keeps an archive from being opened or worked at. */
export const archive = {
  'not-an-archive': ({ path }) => ({
    sentence: `The folder “${path}” isn't a Reelkeep archive.`,
    remedy:
      'Choose the folder that contains the file “.reelkeep”. To start a new archive here, choose it as the archive folder instead.',
  }),
  'archive-copy': ({ path, otherPath }) => ({
    sentence: `The folder “${path}” is a copy of the archive in “${otherPath}”, which is still there.`,
    remedy: 'Keep using the current one. To use the copy, first move or rename the other.',
  }),
  busy: ({ job }) => ({
    sentence: running[job],
    remedy: 'Wait for it to finish, or stop it, and try again.',
  }),
} satisfies Partial<FailureTable>;
