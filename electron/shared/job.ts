/** The long jobs in the archive. Only one of them runs at a time. */
export const jobKinds = ['scrub', 'move', 'rename', 'rebuild', 'repair', 'mirror'] as const;

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

/** How far a job is, as it reports itself. */
export type JobProgress = Pick<JobView, 'done' | 'total' | 'unit'>;
