import type { Outcome } from '../../shared/outcome.ts';
import type { UpdateFailure } from '../../shared/update.ts';
import type { FeedFile, UpdateTarget } from './feed.ts';
import type { FeedKey } from './feed-signature.ts';
import type { Installation } from './policy.ts';

/** How far a file is. */
export interface FetchProgress {
  readonly receivedBytes: number;
  /** Bytes per second, over the last few. */
  readonly bytesPerSecond: number;
}

/** A file's bytes from somewhere on. */
export interface FileBody {
  /** Where the bytes begin in the file; 0 where the host does not go on in the middle. */
  readonly fromByte: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Asks for a file's bytes, from one of them on. @throws the network's error, while they come */
export type OpenUpdateFile = (fromByte: number) => Promise<Outcome<FileBody, UpdateFailure>>;

/** What installing came to. */
export type InstallEnd =
  /** The new version is in its place. */
  | { readonly kind: 'installed' }
  /** Not possible from here: no password can be asked for, or the app's folder is not writable. */
  | { readonly kind: 'by-hand'; readonly path: string; readonly command: string }
  /** Installing ends this run and starts the new version by itself. */
  | { readonly kind: 'restarts' };

/** What the updater needs of the system: it alone touches the disk and the installed app. */
export interface UpdatePorts {
  readonly installation: Installation;
  readonly target: UpdateTarget;
  /** The keys that feeds are believed by; those of `source.ts` if absent. */
  readonly keys?: readonly FeedKey[];
  /**
   * Fetches a file into Reelkeep's own folder, and proves its size and hash. What has come stays after a cut, for
   * the next time; what is wrong does not.
   */
  fetch(
    file: FeedFile,
    how: {
      readonly open: OpenUpdateFile;
      readonly signal: AbortSignal;
      readonly onProgress: (progress: FetchProgress) => void;
    },
  ): Promise<Outcome<undefined, UpdateFailure>>;
  /** Whether a file that was fetched is there, and as it was signed. */
  isProven(file: FeedFile): Promise<boolean>;
  /** Proves the file once more, and puts it in the place of the app. */
  install(file: FeedFile): Promise<Outcome<InstallEnd, UpdateFailure>>;
  /** The version that would run after a restart, as the system has it; `undefined` where it does not say. */
  installedVersion(): Promise<string | undefined>;
  /** The new version runs: what was kept in case it would not is not needed any more. */
  confirm(): Promise<void>;
  /** Takes away what was fetched, but for one file. Never rejects. */
  sweep(keep: string | undefined): Promise<void>;
  /** Ends this run in an orderly way, and starts the app again. */
  restart(): void;
  /** The changelog that came with this version; empty where it did not. */
  changelog(): Promise<string>;
}
