import type { JobKind } from '../../../job.ts';

/** What a job is called while it runs. */
export const jobs: { readonly [K in JobKind]: string } = {
  scrub: 'Checking the archive',
  move: 'Moving the archive',
  rename: 'Renaming files',
  rebuild: 'Scanning the archive',
  repair: 'Repairing videos',
  mirror: 'Copying to the mirror',
};
