import type { Alert, AlertCode, JobKind } from '../alert.ts';
import { describeFailure, type Words } from './en.ts';

/** How grave an alert is, and its words. */
export interface AlertWords extends Words {
  /** What it is about, in a word or two. */
  readonly about: string;
  readonly tone: 'info' | 'warn' | 'bad';
}

/** What a job is called in the window. */
export const jobNames: { readonly [K in JobKind]: string } = {
  scrub: 'Checking the archive',
  move: 'Moving the archive',
  rename: 'Renaming files',
  rebuild: 'Reading the archive',
  mirror: 'Copying to the mirror',
};

type Table = { readonly [C in AlertCode]: (alert: Extract<Alert, { code: C }>) => AlertWords };

const alertWords: Table = {
  'job-failed': ({ job, failure }) => {
    const { sentence, remedy } = describeFailure(failure);
    return {
      tone: 'warn',
      about: jobNames[job],
      sentence: `${jobNames[job]} has stopped: ${sentence}`,
      remedy,
    };
  },
};

/** The words for an alert. */
export function describeAlert(alert: Alert): AlertWords {
  const words = alertWords[alert.code]; // looked up by its own code
  return words(alert);
}
