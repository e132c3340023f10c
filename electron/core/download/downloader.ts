import type { LookupFunction } from 'node:net';
import { validateDownloadUrl } from '../network/url-policy.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyMask } from '../platform/key-mask.ts';
import type { Log } from '../platform/log.ts';
import type { Failure } from '../../shared/failure.ts';
import { fail, type Outcome } from '../../shared/outcome.ts';
import type { ProvenMedia } from '../../shared/task.ts';
import { DiskError } from '../platform/disk-error.ts';
import type { Root } from '../files/root.ts';
import { MediaHttpClient } from './media-http-client.ts';
import { Part } from './part.ts';
import { prove } from './prove.ts';
import { leadsToMedia } from './sample.ts';
import type { MediaKind } from '../media/sniff.ts';
import type { TrustedCertificates } from '../network/certificates.ts';
import type { ProxyRouter } from '../network/proxy-router.ts';
import type { SpeedLimit } from './speed-limit.ts';
import { Transfer } from './transfer.ts';
import { defaultLimits, type TransferLimits, type TransferRequest } from './transfer-request.ts';

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
  readonly proxyRouter?: ProxyRouter | undefined;
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
      part = await Part.open(root, partPath, { maxBytes: this.#limits.maxBytes[kind], signal });
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

  /** Whether a link leads to media right now: asks for a few bytes, and keeps nothing. */
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
      part = await Part.open(root, partPath, { maxBytes: this.#limits.maxBytes[kind] });
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
