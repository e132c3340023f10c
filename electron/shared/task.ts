import type { JsonObject, JsonValue } from './json.ts';
import type { EndpointId } from './endpoint.ts';
import type { WaysKnown } from './evidence.ts';
import type { Failure } from './failure.ts';
import type { AccountId, TaskId } from './id.ts';

/** How far a generation is, by the provider's word. `unknown` is a word nobody has documented. */
export type Phase = 'waiting' | 'queued' | 'generating' | 'unknown';

/** Where the media of a finished task hang. Both links die; `videoUrl` is never the input video. */
export interface MediaLinks {
  readonly videoUrl: string;
  readonly thumbnailUrl?: string;
  /** Further results of the same task, in the provider's order. */
  readonly moreUrls?: readonly string[];
  /** Further results that are not fetched: no honest task has so many. */
  readonly omitted?: number;
}

/** What a provider's answer says about a task, in one shape for all endpoints. */
export interface TaskRecord {
  readonly prompt?: string;
  /** The generation's parameters as the provider repeats them. */
  readonly parameters: JsonObject;
  readonly parentTaskId?: TaskId;
  /** Unix milliseconds. The earliest plausible reading when the provider's time has no zone. */
  readonly startedAtMs?: number;
  /** Unix milliseconds. */
  readonly finishedAtMs?: number;
  /** The provider's id of the video, which is not the task id. */
  readonly videoId?: string;
  /** What the provider took for it, in its credits, fractions included. */
  readonly creditsConsumed?: number;
  /** How long the provider says that it took, in milliseconds. */
  readonly costTimeMs?: number;
}

/** What role a file has for its task: a result, its picture, or something that the task was made from. */
export type FileRole = 'video' | 'thumbnail' | 'input';

/** A file whose bytes were proven: length, structure and SHA-256. */
export interface ProvenMedia {
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** From the bytes, never from the link: `mp4`, `mov`, `webm`, a picture's or a sound's. */
  readonly extension: string;
  readonly mimeType: string;
  readonly width?: number;
  readonly height?: number;
  readonly durationMs?: number;
  /** Four letters for the coding of a film's picture, where not every player knows it: `hvc1`, `apch`. */
  readonly codec?: string;
}

/** A proven file under its final name. */
export interface ArchivedFile extends ProvenMedia {
  readonly role: FileRole;
  /** Relative to the archive folder, with `/`. */
  readonly path: string;
  /** The hash it had at first: it was damaged, and what could be fetched again had other bytes. */
  readonly formerSha256?: string;
}

/** The states in which a task has ended without a video. Each of them may turn out to be wrong. */
export type EndWithoutVideo = 'failed' | 'not-found' | 'lost';

/** What every tracked task has, whatever its state. */
interface TaskBase {
  readonly id: TaskId;
  readonly accountId: AccountId;
  /** The account's name as the archive tells it; only for an account that is not known here. */
  readonly accountName?: string;
  /** `undefined` until the owner of the id is known. */
  readonly endpoint?: EndpointId;
  /** Unix milliseconds. */
  readonly addedAtMs: number;
  /** The place among the ids that were added together, from 0: lists that people paste have an order. */
  readonly batchIndex?: number;
  /** Unix milliseconds of the last change: the newer of two copies of a task wins. */
  readonly updatedAtMs: number;
  /** The task is here only because another one was made from it; absent for what the user added. */
  readonly isAncestor?: true;
  /** Held by the user: neither asked about nor downloaded. */
  readonly paused: boolean;
  readonly record?: TaskRecord;
  readonly media?: MediaLinks;
  /** Unix milliseconds of the first answer that had the media. */
  readonly mediaSeenAtMs?: number;
  /** Unix milliseconds. The latest moment the media can still be fetched, read pessimistically. */
  readonly deadlineMs?: number;
  /** Base name in the archive, without extension, relative, with `/`; reserved before the transfer. */
  readonly reservedPath?: string;
  /** Id of the archive in which the name is reserved and the files lie. */
  readonly archiveId?: string;
  readonly thumbnail?: ArchivedFile;
  /** The user's own words for finding it again; absent when there are none. */
  readonly tags?: readonly string[];
  /** The user's own text about it; absent when there is none. */
  readonly notes?: string;
  /** Tags and notes have changed since the sidecar was written: it is written again when that is possible. */
  readonly isSidecarBehind?: true;
  /**
   * Ends without a video that it had come to before and that the user has heard of, each once: the same is not
   * told again. Absent for none.
   */
  readonly formerEnds?: readonly EndWithoutVideo[];
  /**
   * Unix milliseconds at which it came to its end, later than those of all ends before it, whatever the clock said.
   * Absent for what has not ended, and for what was found in the archive.
   */
  readonly endStampMs?: number;
  /** What last stood in the way; gone with the next progress. It is never an end by itself. */
  readonly hindrance?: Failure;
  /** The provider's last answer word for word, for the sidecar. Dropped once that is written. */
  readonly rawAnswer?: JsonValue;
}

/** Accepted, and no answer yet that knows the id. */
export interface CheckingTask extends TaskBase {
  readonly state: 'checking';
  /** Endpoints that have said "unknown id" in the round, or in the last look, that is under way. */
  readonly missedAt: readonly EndpointId[];
  /** Unix milliseconds of the first "unknown id": the grace for fresh tasks counts from here. */
  readonly firstMissAtMs?: number;
  /** Every endpoint has been asked once; the likeliest are asked once more when the grace is over. */
  readonly isRoundOver?: true;
  /** Accounts that did not know the id in this round, the task's own first. Absent in most. */
  readonly triedAccounts?: readonly AccountId[];
  /** Somebody who may own the id has not answered in the round: it is not over for good. */
  readonly isUnanswered?: true;
}

/** Unix milliseconds of the first answer that called it finished without a file, and the text it gave. */
type MaybeWithoutFile = { readonly withoutFileSinceMs?: number; readonly text?: string };

/** At work at the provider. */
export interface RunningTask extends TaskBase, MaybeWithoutFile {
  readonly state: 'running';
  readonly phase: Phase;
  /** The provider's own word. */
  readonly rawState: string;
  /** Unix milliseconds since when Reelkeep knows it to run. */
  readonly sinceMs: number;
}

/** Which way to the bytes is next: the link at hand, a fresh one, a converted one. */
export type LinkStep = 'stored' | 'refreshed' | 'converted';

/** Finished at the provider, waiting for its turn. */
export interface ReadyTask extends TaskBase, WaysKnown {
  readonly state: 'ready';
  readonly media: MediaLinks;
  readonly linkStep: LinkStep;
  /** 0 until a transfer has ended without a file. */
  readonly attempts: number;
  /** What made the task leave its first link: the cause, should every other way fail as well. */
  readonly origin?: Failure;
  /** Results that the last try saved while others could not be had. */
  readonly kept?: readonly ArchivedFile[];
}

/** Bytes are moving. */
export interface DownloadingTask extends TaskBase, WaysKnown {
  readonly state: 'downloading';
  readonly media: MediaLinks;
  readonly linkStep: LinkStep;
  readonly attempts: number;
  readonly origin?: Failure;
  readonly kept?: readonly ArchivedFile[];
}

/** A picture or video that the task was made from, to be saved too, and not in the archive. */
export interface WantedInput {
  readonly url: string;
  /** From 1, in the order of the parameters; its name in the archive goes by it. */
  readonly count: number;
  /** How often it could not be had. */
  readonly tries: number;
  /** Why not, the last time. */
  readonly failure?: Failure;
  /** It is not tried any more. */
  readonly isOver?: true;
}

/** Proven, named, on disk. */
export interface ArchivedTask extends TaskBase {
  readonly state: 'archived';
  /** Unix milliseconds. */
  readonly archivedAtMs: number;
  readonly files: readonly ArchivedFile[];
  /** What it was made from and could not be saved, or not yet; absent for none. */
  readonly inputs?: readonly WantedInput[];
  /**
   * Unix milliseconds of the last time all its files were read and found as they were archived; 0 when
   * they have not been since the library was built again from the archive.
   */
  readonly checkedAtMs?: number;
  /** What the last check found wrong; absent when nothing was. */
  readonly damage?: ArchiveDamage;
}

/** What a check of the archive found wrong with a task's files. */
export interface ArchiveDamage {
  /** `missing`: a file is nowhere in the archive; `damaged`: its bytes are others, or cannot be read. */
  readonly kind: 'missing' | 'damaged';
  /** Paths of the files concerned, relative to the archive, with `/`, as they were archived. */
  readonly paths: readonly string[];
  /** Unix milliseconds. */
  readonly foundAtMs: number;
}

/** Ended at the provider without a video. */
export interface FailedTask extends TaskBase {
  readonly state: 'failed';
  readonly endedAtMs: number;
  /** The provider's code and words, as they came. */
  readonly providerCode: string;
  readonly providerMessage: string;
  /** It has succeeded by the provider's word, and never named a file; `text` is what it gave instead. */
  readonly withoutFile?: { readonly text?: string };
}

/** No endpoint knows the id. What is known of a round is that of the recheck under way. */
export interface NotFoundTask
  extends TaskBase, Pick<CheckingTask, 'missedAt' | 'triedAccounts' | 'isUnanswered'> {
  readonly state: 'not-found';
  readonly endedAtMs: number;
  /** How often it was asked again after the end, in case the id was only very young. */
  readonly rechecks: number;
}

/** No end after an hour; still asked now and then, at least once a day for two months. */
export interface StalledTask extends TaskBase, MaybeWithoutFile {
  readonly state: 'stalled';
  readonly phase: Phase;
  readonly rawState: string;
  readonly sinceMs: number;
}

/** The media were gone before they could be archived. The recipe is kept. */
export interface LostTask extends TaskBase {
  readonly state: 'lost';
  readonly endedAtMs: number;
  /** Unix milliseconds of the last time that its endpoint was asked once more, in case it is back. */
  readonly askedAgainAtMs?: number;
  readonly cause: Failure;
  /** Those of several results that are safe in the archive all the same; absent for none. */
  readonly files?: readonly ArchivedFile[];
}

/** One tracked generation. Only `advance` in core/task/lifecycle makes the next one. */
export type Task =
  | CheckingTask
  | RunningTask
  | ReadyTask
  | DownloadingTask
  | ArchivedTask
  | FailedTask
  | NotFoundTask
  | StalledTask
  | LostTask;

/** A state's name. */
export type TaskState = Task['state'];

/** A type with a field left out, kept apart for each member of a union. */
type OmitEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** A task as the window sees it. */
export type TaskView = OmitEach<Task, 'rawAnswer'>;

/** A task's files in the archive: all of an archived one's, and what was saved of a lost one. */
export function filesOf(task: TaskView): readonly ArchivedFile[] {
  return task.state === 'archived' || task.state === 'lost' ? (task.files ?? []) : [];
}

/** Bytes of a running transfer. Never in the ledger. */
export interface TransferProgress {
  readonly taskId: TaskId;
  readonly receivedBytes: number;
  /** `undefined` while the host has not said. */
  readonly totalBytes?: number;
  readonly bytesPerSecond: number;
}

/** Whether the provider or the archive can still change this task: it is not at an end. */
export function isUnfinished(task: TaskView): boolean {
  return (
    task.state === 'checking' ||
    task.state === 'running' ||
    task.state === 'stalled' ||
    task.state === 'ready' ||
    task.state === 'downloading'
  );
}
