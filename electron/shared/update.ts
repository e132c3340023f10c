/** Which versions are offered. */
export const updateChannels = ['stable', 'beta'] as const;

/** One of the channels. */
export type UpdateChannel = (typeof updateChannels)[number];

/** Who brings new versions of this copy. */
export type UpdatedBy =
  /** Reelkeep replaces itself. */
  | 'self'
  /** The system's package manager, with a file that Reelkeep fetches and proves. */
  | 'package'
  /** A store or a distribution: Reelkeep does not even ask. */
  | 'other'
  /** It was unpacked by hand, or is built from its sources: it only says that there is a new one. */
  | 'nobody';

/** Why something about an update did not come to its end. */
export type UpdateFailure =
  /** This build has no key that a feed could be proved with, so none is asked for. */
  | { readonly code: 'no-key' }
  | { readonly code: 'unreachable'; readonly host: string; readonly detail: string }
  | { readonly code: 'odd-status'; readonly host: string; readonly httpStatus: number }
  /** A redirect left the hosts that files may come from. */
  | { readonly code: 'other-host'; readonly host: string }
  /** A page came: a sign-in of a network, or an error's. */
  | { readonly code: 'feed-is-page'; readonly host: string }
  | { readonly code: 'feed-too-large'; readonly maxBytes: number }
  | { readonly code: 'feed-malformed' }
  /** It is written in a way that only newer versions read. */
  | { readonly code: 'feed-too-new' }
  | {
      readonly code: 'signature';
      readonly reason: 'missing' | 'malformed' | 'unknown-key' | 'wrong';
    }
  /** A feed that is older than one that was seen before. */
  | { readonly code: 'replayed'; readonly version: string }
  /** The version is fine, and has no file for this system. */
  | { readonly code: 'no-file'; readonly version: string }
  /** The connection ended before the file did; the next try goes on from there. */
  | { readonly code: 'cut'; readonly receivedBytes: number; readonly sizeBytes: number }
  | { readonly code: 'wrong-size'; readonly sizeBytes: number }
  | { readonly code: 'wrong-hash' }
  | { readonly code: 'disk-full'; readonly folder: string; readonly neededBytes: number }
  | { readonly code: 'disk'; readonly folder: string; readonly detail: string }
  /** Videos are being saved or copied. */
  | { readonly code: 'bytes-move' }
  /** A video expires within the hour, or has just. */
  | { readonly code: 'deadline-near' }
  /** The list of videos could not be copied before. */
  | { readonly code: 'no-backup'; readonly detail: string }
  /** The file that was fetched is gone, or not as it was. */
  | { readonly code: 'file-changed' }
  /** The user has closed the system's question. */
  | { readonly code: 'declined' }
  | { readonly code: 'not-installed'; readonly detail: string }
  /** After the restart the old version is still there. */
  | { readonly code: 'old-runs'; readonly version: string };

/** A version that can be had. Its texts are plain, and bounded. */
export interface UpdateRelease {
  readonly version: string;
  /** When its feed was signed, in Unix milliseconds. */
  readonly signedAtMs: number;
  readonly notes: string;
  /** Bytes of the file for this system; absent where there is none to fetch. */
  readonly sizeBytes?: number;
}

/** How far it is. */
export type UpdatePhase =
  /** Nothing is known of a newer version. */
  | { readonly kind: 'none' }
  /** The last look found none. */
  | { readonly kind: 'newest' }
  | { readonly kind: 'offered'; readonly release: UpdateRelease }
  | {
      readonly kind: 'fetching';
      readonly release: UpdateRelease;
      readonly receivedBytes: number;
      readonly bytesPerSecond: number;
    }
  /** Its file is here, and proven. */
  | { readonly kind: 'fetched'; readonly release: UpdateRelease }
  | { readonly kind: 'installing'; readonly release: UpdateRelease }
  /** Reelkeep may not install it by itself: this is the file, and what to type in a terminal. */
  | {
      readonly kind: 'by-hand';
      readonly release: UpdateRelease;
      readonly path: string;
      readonly command: string;
    }
  /** It is in its place, and runs after a restart. */
  | { readonly kind: 'installed'; readonly release: UpdateRelease };

/** What is known of updates. */
export interface UpdateState {
  readonly phase: UpdatePhase;
  readonly isLooking: boolean;
  /** What came of the last try; gone with the next one. */
  readonly problem?: UpdateFailure;
}

/** Why it is not known whether there is a newer version. */
export interface Staleness {
  readonly kind:
    /** The newest feed that can be had should have been followed by another. */
    | 'not-renewed'
    /** For long every look has failed. */
    | 'unheard';
  /** Unix milliseconds: when that feed was signed, or of the first look that failed. */
  readonly sinceMs: number;
}

/** The same as the window sees it. */
export interface UpdateView extends UpdateState {
  readonly updater: UpdatedBy;
  /** Unix milliseconds of the last look that got an answer. */
  readonly lookedAtMs?: number;
  readonly stale?: Staleness;
  /** Where versions can be had by hand. */
  readonly address: string;
}

/** What is new in a version, out of the changelog: plain text. */
export interface VersionNotes {
  /** `Unreleased` for a build between two versions. */
  readonly version: string;
  readonly date?: string;
  readonly groups: readonly {
    readonly title: string;
    readonly items: readonly string[];
  }[];
}
