import type { Failure } from '../../../shared/failure.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import type { ArchivedFile, ArchivedTask, FileRole } from '../../../shared/task.ts';

/** A file that an archived task has beside its results, and that is not in the archive yet. */
export interface Extra {
  /** Where it hangs, as the task has it. */
  readonly url: string;
  /** Which of its kind, from 1. */
  readonly count: number;
}

/** When an extra that could not be had is tried again. */
export interface NextTry {
  readonly afterMs: number;
  /** Another network, or a computer that has slept, may be free of what stood in the way. */
  readonly endsAtWake: boolean;
}

/** One kind of extras: which are wanted, where they come from, and how patient to be with them. */
export interface ExtraKind {
  readonly role: Extract<FileRole, 'thumbnail' | 'input'>;
  /** The one that is next to be tried; `undefined` for none, or none any more. */
  next(task: ArchivedTask): Extra | undefined;
  /** Whether a file of an earlier try may lie in the archive, so that it is looked for before it is fetched. */
  mayLieThere(task: ArchivedTask, extra: Extra): boolean;
  /** The link to try this time. */
  linkTo(task: ArchivedTask, extra: Extra, signal: AbortSignal): Promise<Outcome<string, Failure>>;
  /** It is in the archive, and its task's sidecar says so. */
  kept(task: ArchivedTask, extra: Extra, file: ArchivedFile): void;
  /** It could not be had. @returns when to try again; `undefined` for never */
  missed(task: ArchivedTask, extra: Extra, failure: Failure): NextTry | undefined;
}
