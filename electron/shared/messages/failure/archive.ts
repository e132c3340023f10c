import type { JobKind } from '../../job.ts';
import type { Failure, FailureCode } from '../../failure.ts';

type FailureOf<C extends FailureCode> = Extract<Failure, { readonly code: C }>;

const busyWords: { readonly [K in JobKind]: string } = {
  scrub: 'The archive is being checked',
  move: 'The archive is being moved',
  rename: 'Files are being renamed',
  rebuild: 'The archive is being read',
  repair: 'Videos are being repaired',
  mirror: 'The mirror is being filled',
};

/** The words for what keeps an archive from being opened or worked at. */
export const archiveWords = {
  'not-an-archive': ({ path }: FailureOf<'not-an-archive'>) => ({
    sentence: `The folder “${path}” is not an archive of Reelkeep.`,
    remedy:
      'Choose the folder that holds the file “.reelkeep”. To begin a new archive here, choose it as the archive folder instead.',
  }),
  'archive-copy': ({ path, otherPath }: FailureOf<'archive-copy'>) => ({
    sentence: `The folder “${path}” is a copy of the archive in “${otherPath}”, which is still there.`,
    remedy:
      'Go on with the one that you have. To use the copy instead, take the other one away first, or rename it.',
  }),
  busy: ({ job }: FailureOf<'busy'>) => ({
    sentence: `${busyWords[job]} right now.`,
    remedy: 'Wait until it has ended, or stop it, and try again.',
  }),
};
