import type { Failure } from '../failure.ts';

/** How the mirror stands: the archive's second copy in another folder. */
export interface MirrorView {
  /** Absolute path. */
  readonly folder: string;
  readonly state:
    /** Its next look is to come, or its copies wait for another job. */
    | 'waiting'
    | 'copying'
    /** Everything that can be copied is. */
    | 'copied'
    /** The user stopped it; it goes on with the next video or when asked to. */
    | 'stopped'
    /** Its folder is not there right now. */
    | 'away'
    | 'failed'
    /** The archive is another one now than the one it mirrors. */
    | 'of-another-archive';
  /** Archived videos. */
  readonly videos: number;
  /** Of them, those with all their files in the mirror. */
  readonly copied: number;
  /** Files that only the mirror has: deleted or renamed in the archive. */
  readonly extra: number;
  /** Files that are not copied because they are damaged in the archive. */
  readonly damaged: number;
  /** A failing disk would take both copies. */
  readonly isSameDisk: boolean;
  readonly failure?: Failure;
}
