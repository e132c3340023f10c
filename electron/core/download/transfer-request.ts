import type { DiskFailure } from '../../shared/failure.ts';
import type { Root } from '../files/root.ts';
import type { MediaKind } from '../media/sniff.ts';
import { maxMediaBytes } from '../platform/storable.ts';
import { longestWaitMs } from './response.ts';

/** One file to fetch. */
export interface TransferRequest {
  readonly url: string;
  /** The account's base URL, for the rules of addresses. */
  readonly baseUrl: string;
  /** Where the file is to lie. */
  readonly root: Root;
  /** Relative to the root; ends in `.part`. Its folder exists. `….part.json` is written beside it. */
  readonly partPath: string;
  readonly kind: MediaKind;
  /** Stops the transfer; what came so far is kept to be continued. */
  readonly signal: AbortSignal;
  /** Calls in a row without a single new byte; absent: as the limits say. */
  readonly fruitlessAttempts?: number;
  /**
   * Asked before the first byte and while bytes come, whether there is room for what is still to come;
   * a failure ends the transfer, and what came so far is kept to be continued.
   */
  readonly room?: (leftBytes: number | undefined) => Promise<DiskFailure | undefined>;
  /** Called after every piece that is on its way to the disk. */
  onProgress(progress: TransferBytes): void;
  /** The host has asked to be left alone for a while: `true` at the beginning, `false` at the end. */
  onWait?(isWaiting: boolean): void;
}

/** How far a transfer is. */
export interface TransferBytes {
  readonly receivedBytes: number;
  /** Absent while the host has not said. */
  readonly totalBytes?: number;
}

/** What a transfer puts up with. */
export interface TransferLimits {
  /** From the request to the answer's head. */
  readonly connectTimeoutMs: number;
  /** Between two pieces of a body. Full GETs hang now and then at the provider's hosts. */
  readonly idleTimeoutMs: number;
  /** Calls in a row without a single new byte, in one transfer. */
  readonly fruitlessAttempts: number;
  /** In all: also a transfer that creeps comes to an end, and is continued at its next turn. */
  readonly attempts: number;
  /** A host that wants to be left alone for longer gets its way: the transfer ends for now. */
  readonly longestRetryAfterMs: number;
  readonly maxBytes: { readonly [K in MediaKind]: number };
}

/**
 * Limits that suit the provider's files of 2.5 to 15 MB, and leave room for far longer ones. A transfer calls
 * once more at once, since a connection that was kept open may just have died; whoever waits longer does not
 * hold a slot meanwhile.
 */
export const defaultLimits: TransferLimits = {
  connectTimeoutMs: 20_000,
  idleTimeoutMs: 20_000,
  fruitlessAttempts: 2,
  attempts: 100,
  longestRetryAfterMs: longestWaitMs,
  maxBytes: { video: maxMediaBytes, image: 64 * 1024 ** 2, any: maxMediaBytes },
};

/** For a transfer that nobody begins anew by himself when it has failed. */
export const patientAttempts = 5;
