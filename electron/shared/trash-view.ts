import type { Failure } from './failure.ts';
import type { TaskState } from './task.ts';
import type { TaskId } from './id.ts';

/** For how long a removed task can be put back, in milliseconds: 30 days. */
export const removedKeptMs = 30 * 24 * 60 * 60 * 1000;

/**
 * How long after a removal its files are left alone, in milliseconds, so that undoing it never has to
 * take anything out of the system's trash. Longer than the message with "Undo" is ever shown.
 */
export const undoMs = 60_000;

/** Why a file was left where it is, although it was to go to the trash with its task. */
export type LeftReason =
  /** Its bytes are not those that were archived. */
  | 'changed'
  /** A folder, a link or something else that is no plain file. */
  | 'not-a-file'
  /** Its path leads out of the archive, or through a link. */
  | 'outside'
  /** Another task has it as well. */
  | 'shared'
  /** The system's trash did not take it. */
  | 'refused';

/** A file that was left. */
export interface LeftFile {
  /** As the ledger has it. */
  readonly path: string;
  readonly why: LeftReason;
}

/** What becomes of a removed task's files. */
export type FilesFate =
  /** They stay in the archive, or there are none. */
  | { readonly kind: 'kept' }
  /** They go to the system's trash, at this time (Unix milliseconds) or when what hinders it is over. */
  | {
      readonly kind: 'due';
      readonly atMs: number;
      /** Some may have gone already: it was begun. */
      readonly hasBegun?: true;
      readonly hindrance?: Failure;
    }
  /** They went to the system's trash. */
  | {
      readonly kind: 'gone';
      /** Unix milliseconds. */
      readonly atMs: number;
      readonly files: number;
      readonly left: readonly LeftFile[];
    };

/** A removed task, as the window sees it. */
export interface RemovedView {
  readonly id: TaskId;
  /** Its prompt, or its id. */
  readonly title: string;
  readonly state: TaskState;
  /** Unix milliseconds. */
  readonly removedAtMs: number;
  /** Unix milliseconds; as long as it was not archived when it was removed. */
  readonly deadlineMs?: number;
  readonly files: FilesFate;
  /** Archived files, the sidecar included, and the bytes of the media among them. */
  readonly fileCount: number;
  readonly sizeBytes: number;
  readonly hasPicture: boolean;
}

/** A part of the list of removed tasks, the latest first. */
export interface RemovedPage {
  /** The list's, as in `TrashView`. */
  readonly revision: number;
  /** How many there are in all. */
  readonly total: number;
  readonly removed: readonly RemovedView[];
}

/** What is known of an id that was removed. */
export interface RemovalNote {
  /** Unix milliseconds; absent when it was not noted. */
  readonly atMs?: number;
  /** It is in the trash: adding it puts it back as it was. */
  readonly canPutBack: boolean;
}

/** How the trash stands. The tasks in it are asked for when they are to be shown. */
export interface TrashView {
  readonly count: number;
  /** Another number whenever anything in it has changed. */
  readonly revision: number;
}

/** What a call about many tasks could not do, while it did the rest. */
export interface Refused {
  readonly ids: readonly TaskId[];
  readonly failure: Failure;
}

/** What a removal came to. */
export interface Removed {
  /** They are off the list. */
  readonly ids: readonly TaskId[];
  /** They are as they were before. */
  readonly refused?: Refused;
}

/** What putting tasks back came to. */
export interface PutBack extends Removed {
  /** Those of them whose files went to the system's trash and are not back at their places. */
  readonly withoutFiles: readonly TaskId[];
}
