import { z } from 'zod';
import type { JsonValue } from '../../shared/json.ts';
import { updateChannels, type Staleness, type UpdateChannel } from '../../shared/update.ts';
import { textShape, whenShape } from '../platform/storable.ts';
import type { Store } from '../platform/store.ts';
import { maxFeedBytes, maxSignatureBytes } from './feed.ts';
import type { Seen, SignedFeed } from './judge.ts';
import { staleness } from './policy.ts';

/** The document's name in the store. */
const updateDocument = 'update';

const versionShape = textShape(40);

const seenShape = z.object({
  version: versionShape,
  signedAtMs: whenShape,
  expiresAtMs: whenShape,
});

const documentShape = z.object({
  lookedAtMs: whenShape.optional().catch(undefined),
  /** The first and the last of the looks that have failed since. */
  failing: z.object({ sinceMs: whenShape, untilMs: whenShape }).optional().catch(undefined),
  /** Since when it was not known whether there is a newer version, when the user was told of that. */
  toldStaleMs: whenShape.optional().catch(undefined),
  /** Which hundredth of all copies this one is, where a version is offered to some first. It is never sent. */
  bucket: z.number().int().min(0).max(99).optional().catch(undefined),
  /** The newest feed of each channel. */
  seen: z.partialRecord(z.enum(updateChannels), seenShape).catch({}),
  /** The feed whose version is offered, to be believed again at the next start. */
  feed: z
    .object({
      channel: z.enum(updateChannels),
      text: textShape(maxFeedBytes),
      signature: textShape(maxSignatureBytes),
      host: textShape(300),
    })
    .optional()
    .catch(undefined),
  /** The version that the user was told of last. */
  toldVersion: versionShape.optional().catch(undefined),
  /** The version that ran last. */
  ranVersion: versionShape.optional().catch(undefined),
  /** A restart into this version was asked for. */
  awaited: versionShape.optional().catch(undefined),
});

/** What is kept of updates over a restart. */
export type KeptUpdate = Readonly<z.output<typeof documentShape>>;

/** What a document says; whatever of it cannot be read is left out. */
function readUpdate(value: unknown): KeptUpdate {
  const read = documentShape.safeParse(value);
  return read.success ? read.data : { seen: {} };
}

/** A look that got an answer. */
export interface Look {
  readonly channel: UpdateChannel;
  /** Unix milliseconds. */
  readonly atMs: number;
  readonly seen: Seen;
  readonly bucket: number;
  /** The feed, where its version is offered. */
  readonly offered?: { readonly feed: SignedFeed; readonly version: string } | undefined;
}

/** What is remembered of updates, in a document of its own. */
export class UpdateMemory {
  readonly #store: Store;
  #kept: KeptUpdate;

  constructor(store: Store) {
    this.#store = store;
    this.#kept = readUpdate(store.read(updateDocument).value);
  }

  get kept(): KeptUpdate {
    return this.#kept;
  }

  /** Holds for this run in any case; what the disk refuses is said once more, or looked for again. */
  keep(change: { readonly [K in keyof KeptUpdate]?: KeptUpdate[K] | undefined }): void {
    this.#kept = readUpdate({ ...this.#kept, ...change });
    try {
      // Without what is undefined, which no JSON has.
      const document = JSON.parse(JSON.stringify({ version: 1, ...this.#kept })) as JsonValue;
      this.#store.write(updateDocument, document);
    } catch {
      // The store has said why.
    }
  }

  /** Why it is not known whether there is a newer version, if that has gone on for too long. */
  stale(channel: UpdateChannel): Staleness | undefined {
    const { lookedAtMs, failing, seen } = this.#kept;
    return staleness({ lookedAtMs, failing, feed: seen[channel] });
  }

  /** The same, unless it was told before; it counts as told from here on. */
  staleToTell(channel: UpdateChannel): Staleness | undefined {
    const stale = this.stale(channel);
    if (stale === undefined || stale.sinceMs === this.#kept.toldStaleMs) return undefined;
    this.keep({ toldStaleMs: stale.sinceMs });
    return stale;
  }

  /** A look that failed. */
  keepFailure(atMs: number): void {
    const sinceMs = Math.min(this.#kept.failing?.sinceMs ?? atMs, atMs);
    this.keep({ failing: { sinceMs, untilMs: atMs } });
  }

  keepLook({ channel, atMs, seen, bucket, offered }: Look): void {
    // Signed in the future: a clock is wrong, and must not keep later feeds away. Nor does a clock that was set
    // back let older ones in.
    const knownMs = this.#kept.seen[channel]?.signedAtMs ?? 0;
    const bounded = { ...seen, signedAtMs: Math.max(knownMs, Math.min(seen.signedAtMs, atMs)) };
    const { bytes, signature = '', host } = offered?.feed ?? {};
    const text = bytes?.toString('utf8');
    this.keep({
      lookedAtMs: atMs,
      failing: undefined,
      bucket,
      seen: { ...this.#kept.seen, [channel]: bounded },
      feed:
        text === undefined || host === undefined ? undefined : { channel, text, signature, host },
      ...(offered !== undefined && { toldVersion: offered.version }),
    });
  }
}
