import type { JsonValue } from '../../shared/json.ts';
import type { EndpointId } from '../../shared/endpoint.ts';
import type { WaysKnown } from '../../shared/evidence.ts';
import type { Failure } from '../../shared/failure.ts';
import type {
  ArchivedTask,
  ArchiveDamage,
  ArchivedFile,
  LinkStep,
  MediaLinks,
  WantedInput,
} from '../../shared/task.ts';
import type { AccountId } from '../../shared/id.ts';
import type { KeyMask } from '../platform/key-mask.ts';
import type { Answer } from '../provider/adapter.ts';

/** An archived task as the archive alone tells it. */
export type FoundTask = Omit<ArchivedTask, 'state' | 'updatedAtMs'>;

/** Everything that can happen to a task. */
export type TaskEvent =
  /** An endpoint that knows the id said this. */
  | {
      readonly type: 'answered';
      readonly endpoint: EndpointId;
      readonly answer: Exclude<Answer, { readonly kind: 'unknown-id' }>;
      readonly raw: JsonValue;
      /** How long this provider keeps this endpoint's media, in milliseconds. */
      readonly retentionMs: number;
    }
  /** An endpoint does not know the id. `isLast`: every candidate has now been asked this round. */
  | {
      readonly type: 'missed';
      readonly endpoint: EndpointId;
      readonly isLast: boolean;
      /** Another account that may own the id, to be asked next; only with `isLast`. */
      readonly nextAccountId?: AccountId;
      /** Somebody who may own the id gave no answer, and is passed over for now. */
      readonly isUnanswered?: true;
      /** Something points to who may own a fresh id: worth one more look; only with `isLast`. */
      readonly isWorthALook?: true;
    }
  /** Something stood in the way of the next step. Not an end. */
  | { readonly type: 'hindered'; readonly failure: Failure }
  /** What stood in the way may be gone: the account was changed. */
  | { readonly type: 'unhindered' }
  | { readonly type: 'reserved'; readonly path: string; readonly archiveId: string }
  | { readonly type: 'thumbnail-kept'; readonly file: ArchivedFile }
  /** The transfer has begun; `isMoving`: bytes come, which is more than any refusal says. */
  | { readonly type: 'transfer-started'; readonly isMoving?: true }
  /** What is known of the ways to the bytes after a failed try, in the place of what was known before. */
  | { readonly type: 'ways-known'; readonly known: WaysKnown }
  /** The transfer ended without a file; `next` is the way to try the next time. */
  | {
      readonly type: 'transfer-failed';
      readonly failure: Failure;
      readonly next: LinkStep;
      /** 0 while no transfer has ended without a file. */
      readonly attempts: number;
      /** What made the task leave its first link; absent while it is on it. */
      readonly origin?: Failure;
      readonly media?: MediaLinks;
      /** What is known of the ways from now on; absent: as before. */
      readonly known?: WaysKnown;
    }
  /** The transfer was stopped on purpose. */
  | { readonly type: 'transfer-stopped' }
  | {
      readonly type: 'archived';
      readonly files: readonly ArchivedFile[];
      /** Unix milliseconds, as the sidecar says it; absent: now. */
      readonly archivedAtMs?: number;
      /** What it was made from, to be saved too when nothing else is to be done. */
      readonly inputs?: readonly WantedInput[];
      /** Tags or notes have changed since the sidecar was written. */
      readonly isSidecarBehind?: true;
    }
  /** Of what an archived task was made from, one is in the archive too, sealed. */
  | { readonly type: 'input-kept'; readonly count: number; readonly file: ArchivedFile }
  /** One source file could not be downloaded. Nothing depends on it. */
  | { readonly type: 'input-missed'; readonly input: WantedInput }
  /** Some results are in the archive for good, sealed; the others could not be had. */
  | { readonly type: 'results-kept'; readonly files: readonly ArchivedFile[] }
  | { readonly type: 'lost'; readonly cause: Failure }
  /** The endpoint of a lost task was asked once more, and had nothing. */
  | { readonly type: 'looked-again' }
  /** The media of a lost task are there again, by these links. */
  | { readonly type: 'found-again'; readonly media: MediaLinks }
  | { readonly type: 'paused'; readonly paused: boolean }
  /** The user's own tags and notes, as they are from now on. */
  | {
      readonly type: 'annotated';
      readonly tags: readonly string[];
      readonly notes: string;
      /** They were read from the sidecar, so it need not be written. */
      readonly isFromSidecar?: true;
    }
  /** The sidecar of an archived task says what the ledger says. */
  | { readonly type: 'sidecar-written' }
  /** The archive has the task's files, whatever the ledger said before. */
  | { readonly type: 'restored'; readonly found: FoundTask }
  /** A check has read an archived task's files; without damage they are as they were archived. */
  | { readonly type: 'checked'; readonly damage?: ArchiveDamage }
  /** An archived task's files lie under other names now, proven: renamed, found again or repaired. */
  | {
      readonly type: 'relocated';
      readonly reservedPath: string;
      readonly archiveId: string;
      readonly files: readonly ArchivedFile[];
    }
  /** The user asks again for a task that had ended without a video. */
  | {
      readonly type: 'asked-again';
      readonly accountId: AccountId;
      readonly endpoint: EndpointId | undefined;
    };

/** The event without the accounts' keys, should a host have repeated one in what it gives as its reason. */
export function withoutKeys(event: TaskEvent, keys: Pick<KeyMask, 'maskAll'>): TaskEvent {
  const isTold = 'failure' in event || 'cause' in event || event.type === 'input-missed';
  return isTold ? keys.maskAll(event) : event;
}
