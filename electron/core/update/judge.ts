import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { UpdateChannel, UpdateFailure, UpdateRelease } from '../../shared/update.ts';
import { readFeed, type Feed, type FeedFile, type UpdateTarget } from './feed.ts';
import { verifyFeed, type FeedKey } from './feed-signature.ts';
import { compareVersions, parseVersion } from './version.ts';

/** A feed as it came. */
export interface SignedFeed {
  readonly bytes: Buffer;
  /** The text of its `.minisig` file; absent where there is none. */
  readonly signature: string | undefined;
  /** Whose it is, to be named. */
  readonly host: string;
}

/** The newest feed that was believed before. */
export interface Seen {
  readonly version: string;
  /** Unix milliseconds. */
  readonly signedAtMs: number;
  /** When another was to be there, in Unix milliseconds. */
  readonly expiresAtMs: number;
}

/** Who is asked to believe it. */
export interface Believer {
  readonly keys: readonly FeedKey[];
  /** The version that runs. */
  readonly version: string;
  readonly channel: UpdateChannel;
  readonly target: UpdateTarget;
  /** What was seen of this channel; absent at the first time. */
  readonly seen?: Seen | undefined;
}

/** What is offered, and the file that it comes as. */
export interface Offer {
  readonly release: UpdateRelease;
  /** Absent where nothing can be installed by Reelkeep. */
  readonly file?: FeedFile | undefined;
}

/** What a feed that is believed comes to. */
export interface Judgement {
  readonly seen: Seen;
  /** Absent while nothing newer is there. */
  readonly offer?: Offer;
  /** How many of a hundred are offered it by themselves. */
  readonly rolloutPercent: number;
}

/** Signed before the one that was seen, or at the same time for an older version: an old one is shown again. */
function isReplay(feed: Feed, { version, signedAtMs }: Seen): boolean {
  const [offered, known] = [parseVersion(feed.version), parseVersion(version)];
  const isOlder =
    offered !== undefined && known !== undefined && compareVersions(offered, known) < 0;
  // A version may be taken back by a feed that is signed later, and names the one before.
  return feed.signedAtMs < signedAtMs || (isOlder && feed.signedAtMs === signedAtMs);
}

function isNewer(version: string, than: string): boolean {
  const [offered, own] = [parseVersion(version), parseVersion(than)];
  // A build whose version is none of ours is nothing that a release comes after.
  return offered !== undefined && own !== undefined && compareVersions(offered, own) > 0;
}

/** What came, if it may be believed and was not shown before. */
function believe(came: SignedFeed, believer: Believer): Outcome<Feed, UpdateFailure> {
  const { bytes, signature, host } = came;
  const read = readFeed(bytes, host);
  // A page or a flood is named as such: its signature would say nothing to anybody.
  if (!read.ok && read.failure.code !== 'feed-malformed' && read.failure.code !== 'feed-too-new')
    return read;
  if (signature === undefined) return fail({ code: 'signature', reason: 'missing' });
  const proof = verifyFeed(bytes, signature, believer.keys);
  if (!proof.ok) return fail({ code: 'signature', reason: proof.failure });
  if (!read.ok) return read;
  const { seen, channel } = believer;
  if (seen !== undefined && isReplay(read.value, seen))
    return fail({ code: 'replayed', version: read.value.version });
  // The stable channel's feed names releases only.
  const isBeta = parseVersion(read.value.version)?.beta !== undefined;
  return isBeta && channel === 'stable' ? fail({ code: 'feed-malformed' }) : read;
}

/**
 * Decides what a feed comes to for this copy: never a version that is older than the one that runs, and nothing
 * out of a feed that was signed before one that was seen.
 */
export function judgeFeed(came: SignedFeed, believer: Believer): Outcome<Judgement, UpdateFailure> {
  const believed = believe(came, believer);
  if (!believed.ok) return believed;
  const { version, signedAtMs, expiresAtMs, notes, files, rolloutPercent } = believed.value;
  const seen = { version, signedAtMs, expiresAtMs };
  if (!isNewer(version, believer.version)) return succeed({ seen, rolloutPercent });
  const { kind, arch } = believer.target;
  const file = files.find((each) => each.kind === kind && each.arch === arch);
  if (kind !== undefined && file === undefined) return fail({ code: 'no-file', version });
  const size = file === undefined ? {} : { sizeBytes: file.sizeBytes };
  const release = { version, signedAtMs, notes, ...size };
  return succeed({ seen, rolloutPercent, offer: { release, file } });
}
