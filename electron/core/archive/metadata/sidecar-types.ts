import type { JsonValue } from '../../../shared/json.ts';
import type { ArchivedFile, MediaLinks, TaskRecord } from '../../../shared/task.ts';

/** A picture or video that the task was made from, which could not be downloaded. */
export interface MissedInput {
  readonly host: string;
  /** A failure's code. */
  readonly reason: string;
}

/** Everything known of one task, kept beside its files: enough to build the ledger again. */
export interface Sidecar {
  readonly appVersion: string;
  readonly taskId: string;
  readonly endpoint?: string;
  readonly provider: string;
  /** Host of the account's base URL. Never a key. */
  readonly host: string;
  readonly accountName: string;
  /** The account's id in the library that archived the task. */
  readonly accountId?: string;
  readonly record?: TaskRecord;
  /** The provider's last answer, word for word but for what is secret or beyond all bounds. */
  readonly rawAnswer?: JsonValue;
  readonly files: readonly ArchivedFile[];
  /** Unix milliseconds. */
  readonly addedAtMs: number;
  /** Unix milliseconds; absent while only the thumbnail is here. */
  readonly archivedAtMs?: number;
  /** Where the media hung; most likely dead by now. */
  readonly media?: MediaLinks;
  /** Unix milliseconds of the first answer that had the media. */
  readonly mediaSeenAtMs?: number;
  /** Unix milliseconds. */
  readonly deadlineMs?: number;
  /** The task is here only because another one was made from it. */
  readonly isAncestor?: true;
  /** The place among the ids that were added together, from 0. */
  readonly batchIndex?: number;
  /** What the task was made from and could not be saved: whose host, and why. */
  readonly missedInputs?: readonly MissedInput[];
  readonly tags: readonly string[];
  readonly notes: string;
}
