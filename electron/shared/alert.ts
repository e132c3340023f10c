import type { Failure } from './failure.ts';

/**
 * What Reelkeep has to say of itself as a whole, until it is over or the user has taken note of it. A
 * code without words in `messages/alerts.ts` does not compile.
 */
export type Alert =
  /** A job in the archive stopped before its end. */
  { readonly code: 'job-failed'; readonly job: JobKind; readonly failure: Failure };

/** An alert's code. */
export type AlertCode = Alert['code'];

/** An alert on show. */
export interface AlertView {
  /** The same for as long as it is about the same thing. */
  readonly key: string;
  readonly alert: Alert;
}

/** The long jobs in the archive. Only one of them runs at a time. */
export const jobKinds = ['scrub', 'move', 'rename', 'rebuild', 'mirror'] as const;

/** One of the jobs. */
export type JobKind = (typeof jobKinds)[number];

/** A job under way. */
export interface JobView {
  readonly kind: JobKind;
  readonly done: number;
  /** Absent until it is known. */
  readonly total?: number;
  /** What is counted. */
  readonly unit: 'files' | 'bytes';
  /** It has been asked to stop, and does so at its next safe place. */
  readonly isStopping?: true;
}

/** How far a job is, as the one who does its work tells it. */
export type JobProgress = Pick<JobView, 'done' | 'total' | 'unit'>;
