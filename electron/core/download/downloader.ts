import type { LookupFunction } from 'node:net';
import { validateDownloadUrl } from '../network/url-policy.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyMask } from '../platform/key-mask.ts';
import type { Log } from '../platform/log.ts';
import type { DiskFailure, Failure } from '../../shared/failure.ts';
import { fail, type Outcome } from '../../shared/outcome.ts';
import type { ProvenMedia } from '../../shared/task.ts';
import { DiskError } from '../platform/disk-error.ts';
import type { Root } from '../files/root.ts';
import { longestWaitMs } from './response.ts';
import { mostMediaBytes } from '../platform/storable.ts';
import { MediaHttpClient } from './media-http-client.ts';
import { Part } from './part.ts';
import { prove } from './prove.ts';
import { leadsToMedia } from './sample.ts';
import type { MediaKind } from '../media/sniff.ts';
import type { TrustedCertificates } from '../network/certificates.ts';
import type { ProxyRouter } from '../network/proxy-router.ts';
import type { SpeedLimit } from './speed-limit.ts';
import { Transfer } from './transfer.ts';

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
  maxBytes: { video: mostMediaBytes, image: 64 * 1024 ** 2, any: mostMediaBytes },
};

/** For a transfer that nobody begins anew by himself when it has failed. */
export const patientAttempts = 5;

/** What a downloader is made of. */
export interface DownloaderOptions {
  /** In browser form, with the product's name in it. */
  readonly userAgent: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: Partial<TransferLimits>;
  /** Shared by all transfers; absent: as fast as it goes. */
  readonly speedLimit?: SpeedLimit;
  /** The ways through the system's proxies; absent: always direct. */
  readonly ways?: ProxyRouter | undefined;
  /** The authorities that are trusted; absent: Node's own. */
  readonly certificates?: TrustedCertificates | undefined;
  /** Takes the accounts' keys out of what a host says of a file. */
  readonly keys?: KeyMask | undefined;
  /** From 0 up to but without 1; for the backoff. */
  readonly chance?: () => number;
  /** What is asked in the hosts' place, for simulations. */
  readonly origin?: Pick<MediaHttpClient, 'open'> | undefined;
  /** How names are resolved; the system's way unless a test says otherwise. */
  readonly lookup?: LookupFunction;
}

/** Fetches files, one call each, and hands back only what is proven. */
export class Downloader {
  readonly #options: DownloaderOptions;
  readonly #limits: TransferLimits;
  readonly #origin: Pick<MediaHttpClient, 'open'>;

  constructor(options: DownloaderOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#origin = options.origin ?? new MediaHttpClient(options);
  }

  /**
   * Fetches one file into its `.part`, continuing what is there, until its length is right, its
   * structure is that of a whole video or picture, and all of it is on disk (fsync).
   *
   * The `.part` stays for `Archive.keep`. After a failure it stays as long as it can be continued. Two
   * calls at a time must not share a `.part`.
   * @returns `media-refused` (any 4xx, a check for bots), `host-busy` (429), `media-http`, `media-not-media`, `media-truncated`,
   * `media-damaged`, `media-too-large`, `media-stalled`, `transfer-stopped`, `unreachable`,
   * `proxy-refused`, `bad-certificate`, an address failure or a disk failure
   */
  async fetch(request: TransferRequest): Promise<Outcome<ProvenMedia, Failure>> {
    const address = validateDownloadUrl(request.url, request.baseUrl);
    if (!address.ok) return address;
    let part: Part | undefined;
    try {
      const { root, partPath, kind, signal } = request;
      part = await Part.open(root, partPath, { mostBytes: this.#limits.maxBytes[kind], signal });
      if (signal.aborted) return fail({ code: 'transfer-stopped' });
      const { clock, log, speedLimit, chance = Math.random } = this.#options;
      const { fruitlessAttempts = this.#limits.fruitlessAttempts } = request;
      const limits = { ...this.#limits, fruitlessAttempts };
      const transfer = new Transfer({
        request,
        part,
        limits,
        clock,
        log,
        chance,
        speedLimit,
        origin: this.#origin,
      });
      return await transfer.run();
    } catch (error) {
      if (error instanceof DiskError) return fail(error.failure);
      throw error;
    } finally {
      await part?.close();
    }
  }

  /** Whether a link leads to media just now: asks for a few bytes, and keeps nothing. */
  leadsToMedia(
    request: Pick<TransferRequest, 'url' | 'baseUrl' | 'kind' | 'signal'>,
  ): Promise<boolean> {
    const { clock } = this.#options;
    return leadsToMedia({ ...request, clock, origin: this.#origin, limits: this.#limits });
  }

  /**
   * Proves what an earlier run brought whole, without asking anyone: for a task whose link is dead or
   * can no longer be had.
   * @returns `undefined` when the part is not whole, and stays to be continued, or cannot be read
   */
  async proveStored(
    root: Root,
    partPath: string,
    kind: MediaKind,
  ): Promise<ProvenMedia | undefined> {
    let part: Part | undefined;
    try {
      part = await Part.open(root, partPath, { mostBytes: this.#limits.maxBytes[kind] });
      if (!part.isWhole) return undefined;
      const proof = await prove(part, kind);
      return proof.ok ? proof.value : undefined;
    } catch (error) {
      if (error instanceof DiskError) return undefined;
      throw error;
    } finally {
      await part?.close();
    }
  }
}
