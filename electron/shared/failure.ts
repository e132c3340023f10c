import type { JobKind } from './job.ts';
import type { TaskId } from './id.ts';

/**
 * Everything that is expected to go wrong, as data. A code has its sentence and its remedy in
 * the catalogues of `messages`; a code without words does not compile.
 */
export type Failure =
  | ProviderFailure
  | AddressFailure
  | MediaFailure
  | DiskFailure
  | AccountFailure
  | IntakeFailure
  /** The system's trash did not take a file: network drives and some others have none. */
  | { readonly code: 'trash-refused'; readonly path: string; readonly detail: string }
  /** A template of file names that cannot be used. `detail` is the part of it that is meant. */
  | {
      readonly code: 'template-invalid';
      readonly input: string;
      readonly reason:
        | 'empty'
        | 'absolute'
        | 'empty-segment'
        | 'dots'
        | 'hidden'
        | 'reserved'
        | 'too-long'
        | 'too-deep'
        | 'brace'
        | 'unknown-token'
        | 'character';
      readonly detail: string;
    }
  /** A long job in the archive is under way, and another has to wait for its end. */
  | { readonly code: 'busy'; readonly job: JobKind }
  /** Reelkeep has ended badly so often in a row while it worked on this task. Unix milliseconds. */
  | { readonly code: 'set-aside'; readonly crashes: number; readonly nextTryAtMs: number }
  /** A bug in Reelkeep. It costs one try and a line in the log, never the task. */
  | { readonly code: 'internal-error'; readonly detail: string };

/** No connection: name not found, refused, reset, timed out. `detail` is the system's own word. */
export interface UnreachableFailure {
  readonly code: 'unreachable';
  readonly host: string;
  readonly detail: string;
}

/**
 * The system's proxy answers, but does not lead to the host: it wants a password (407), forbids it, or
 * cannot reach it. The host itself was never asked, so this says nothing about a task or a file.
 */
export interface ProxyFailure {
  readonly code: 'proxy-refused';
  readonly host: string;
  /** Host and port, never a password. */
  readonly proxy: string;
  /** The proxy's own word. */
  readonly detail: string;
  /** Of its answer to CONNECT; absent for SOCKS. */
  readonly httpStatus?: number;
}

/** When a host wants to be asked again, where it has said so. */
export interface AskedPause {
  /** `Retry-After` (RFC 9110, 10.2.3) in milliseconds, a day at the most. */
  readonly retryAfterMs?: number;
}

/** A call to the provider that brought no usable answer. */
export type ProviderFailure =
  | UnreachableFailure
  | ProxyFailure
  /** The host's certificate is not to be trusted. */
  | { readonly code: 'bad-certificate'; readonly host: string; readonly detail: string }
  /** 401, in the body or as the HTTP status. */
  | { readonly code: 'key-refused'; readonly host: string }
  /** HTTP 403 from the gateway: the client or its network, not the key, is refused. */
  | ({ readonly code: 'client-blocked'; readonly host: string } & AskedPause)
  /** 429: the call was dropped. */
  | ({ readonly code: 'rate-limited'; readonly host: string } & AskedPause)
  /** 455: maintenance. */
  | ({ readonly code: 'maintenance'; readonly host: string } & AskedPause)
  /** 402. */
  | { readonly code: 'no-credits'; readonly host: string }
  /** 433: the limit of a sub-key. */
  | { readonly code: 'sub-key-limit'; readonly host: string }
  /** Something answered that does not speak the provider's API. */
  | ({
      readonly code: 'not-the-provider';
      readonly host: string;
      readonly httpStatus: number;
      /** `unknown-data`: the envelope is the provider's, what is in it is not what was asked for. */
      readonly got: 'html' | 'empty' | 'not-json' | 'unknown-shape' | 'unknown-data';
    } & AskedPause)
  /** The answer is about another task than the one that was asked about, so it says nothing of this one. */
  | { readonly code: 'other-task'; readonly host: string }
  /** The provider's own error, in its own words. `providerCode` is the body's code or the HTTP status. */
  | ({
      readonly code: 'provider-error';
      readonly host: string;
      readonly providerCode: number;
      readonly message: string;
    } & AskedPause);

/** An address that Reelkeep will not ask. */
export type AddressFailure =
  | { readonly code: 'address-invalid'; readonly input: string }
  | { readonly code: 'address-not-https'; readonly input: string }
  | { readonly code: 'address-private'; readonly input: string }
  /** A link to a port that no proxy is asked for; without a proxy it would do. */
  | { readonly code: 'address-port'; readonly input: string };

/** What a host's answer says beside its status. */
export interface HostSigns extends AskedPause {
  /** The page of a check for bots: the host refuses this computer, not the file. */
  readonly isBotCheck?: true;
}

/** A transfer that brought no proven file. */
export type MediaFailure =
  /** A 4xx for the file, such as 403, 404, 410 or 451. No end by itself: many a host changes its mind. */
  | ({
      readonly code: 'media-refused';
      readonly host: string;
      readonly httpStatus: number;
    } & HostSigns)
  /** Another HTTP error, or more redirects than a real host needs. */
  | ({
      readonly code: 'media-http';
      readonly host: string;
      readonly httpStatus: number;
    } & HostSigns)
  /** What came is not a video or picture; `got` says what its first bytes look like. */
  | ({ readonly code: 'media-not-media'; readonly host: string; readonly got: string } & HostSigns)
  /** The host refuses everybody right now: a bot check, or one refusal after the other. */
  | { readonly code: 'host-refuses'; readonly host: string }
  /** The host wants to be left alone, for so many milliseconds where it has said how long. */
  | { readonly code: 'host-busy'; readonly host: string; readonly retryAfterMs?: number }
  /** The connection ended early, and resuming did not bring the rest. */
  | {
      readonly code: 'media-truncated';
      readonly host: string;
      readonly receivedBytes: number;
      readonly expectedBytes: number;
    }
  /** The bytes came, but they are no whole video or picture. */
  | { readonly code: 'media-damaged'; readonly detail: string }
  /** More bytes than announced, or more than Reelkeep takes for one file. */
  | { readonly code: 'media-too-large'; readonly host: string; readonly limitBytes: number }
  /** The host sent nothing for longer than the idle timeout. */
  | { readonly code: 'media-stalled'; readonly host: string }
  /** The record says that the media have expired. */
  | { readonly code: 'media-expired' }
  /** The transfer was stopped by the user, by pausing, or by quitting. */
  | { readonly code: 'transfer-stopped' };

/** The archive folder or the disk under it. */
export type DiskFailure =
  | { readonly code: 'folder-not-absolute'; readonly path: string }
  | { readonly code: 'folder-not-writable'; readonly path: string; readonly detail: string }
  /** The page named a folder, and the user did not confirm it in the system's own box. */
  | { readonly code: 'folder-not-confirmed'; readonly path: string }
  /** No archive folder has been chosen yet; this is the one that is proposed. */
  | { readonly code: 'folder-not-chosen'; readonly path: string }
  /** The folder has no marker: it is not an archive that Reelkeep made. */
  | { readonly code: 'not-an-archive'; readonly path: string }
  /** The folder is a copy of an archive that is still where it was. */
  | { readonly code: 'archive-copy'; readonly path: string; readonly otherPath: string }
  /** The folder, or the marker file in it, was there before and is not now: an unplugged drive. */
  | { readonly code: 'folder-missing'; readonly path: string }
  /** The file that marks the archive is there, and does not say, or nobody can read, which archive it is. */
  | {
      readonly code: 'marker-unreadable';
      /** Of the file. */
      readonly path: string;
      readonly why: 'content' | 'forbidden' | 'foreign';
      /** What it has to say; absent where this was no archive of the user's before. */
      readonly id?: string;
    }
  /** The archive cannot move into a folder that has other files in it. */
  | { readonly code: 'folder-not-empty'; readonly path: string }
  /** One of two folders that must be apart lies in the other. */
  | {
      readonly code: 'folder-nested';
      readonly path: string;
      readonly other: string;
      /** What the other one is. */
      readonly use: 'archive' | 'mirror';
      /** How `path` lies to the other one. */
      readonly lies: 'same' | 'inside' | 'around';
    }
  /** A folder that can serve for nothing of Reelkeep's. */
  | {
      readonly code: 'folder-unsuitable';
      readonly path: string;
      readonly reason: UnsuitableFolder | 'file' | 'below-file' | 'not-there';
    }
  | { readonly code: 'disk-full'; readonly path: string }
  /** The drive takes too long: a network drive that hangs, a disk that is about to fail. */
  | { readonly code: 'drive-not-answering'; readonly path: string }
  /** A link, or anything but a file, in the place of a file or folder of Reelkeep's. Never followed. */
  | {
      readonly code: 'foreign-entry';
      readonly path: string;
      readonly found:
        'file' | 'folder' | 'link' | 'second-name' | 'pipe' | 'socket' | 'device' | 'other';
    }
  /** Another video has a file of this name: nothing is put in its place. */
  | { readonly code: 'file-of-another'; readonly path: string }
  /** A transfer would leave the disk with less than is kept free. */
  | {
      readonly code: 'disk-reserve';
      readonly path: string;
      readonly freeBytes: number;
      /** What has to be freed at the least. */
      readonly shortBytes: number;
      readonly keptBytes: number;
      /** No other transfer would fit either. */
      readonly isForAll: boolean;
    }
  /** Something of Reelkeep's own could not be written into its data folder. */
  | ({ readonly code: 'not-saved'; readonly what: Saved } & SavingTrouble)
  | { readonly code: 'disk-error'; readonly path: string; readonly detail: string }
  /** The system refuses one path, while the rest of the archive can be written: one task's own trouble. */
  | { readonly code: 'path-refused'; readonly path: string; readonly detail: string }
  /**
   * A disk that files are copied to does not take the name of one of them: too long, of letters that it does
   * not have, or (`EEXIST`) one that it does not tell from another's.
   */
  | { readonly code: 'name-refused'; readonly path: string; readonly detail: string };

/**
 * Why a folder is no place for videos: it is the root of the system's disk, the system's own, the user's
 * own as a whole, or what the system empties.
 */
export type UnsuitableFolder = 'root' | 'system' | 'home' | 'temporary';

/**
 * What Reelkeep keeps in its own data folder, by what it means that it was not written: `ids` were to be
 * added, `list` is what has changed of tracked videos, `removal` and `put-back` lead to the Trash and back.
 */
export type Saved = 'ids' | 'list' | 'removal' | 'put-back' | 'settings' | 'keys' | 'names';

/** Why the disk refused to keep something in Reelkeep's own data folder. */
export interface SavingTrouble {
  readonly reason: 'full' | 'not-writable' | 'other';
  /** Absolute path of the data folder; absent where only the system's word is known. */
  readonly folder?: string;
  /** The system's own word, `ENOSPC`. */
  readonly detail: string;
}

/** Accounts and their keys. */
export type AccountFailure =
  | { readonly code: 'account-unknown' }
  | { readonly code: 'account-no-key'; readonly name: string }
  /** A transfer's call was not made, for the account has just been resting. */
  | { readonly code: 'account-resting'; readonly host: string }
  | { readonly code: 'key-empty' }
  /** The base URL has changed, and a key is never sent to a host it was not given for. */
  | { readonly code: 'key-elsewhere' }
  | { readonly code: 'key-malformed' }
  | { readonly code: 'name-empty' }
  /** The system has no keyring: only session or plain storage is possible, and the user must choose. */
  | { readonly code: 'keyring-missing' }
  /** The keyring refused: locked, or made by another installation. */
  | { readonly code: 'keyring-failed' };

/** What the user asked to track. */
export type IntakeFailure =
  | { readonly code: 'nothing-to-add' }
  /** Reelkeep is about to end, and begins nothing new. */
  | { readonly code: 'quitting' }
  | { readonly code: 'endpoint-unknown'; readonly endpoint: string }
  | { readonly code: 'task-unknown'; readonly taskId: TaskId }
  | { readonly code: 'file-missing'; readonly path: string }
  /** What lies there is not what was archived: another size, or no video or picture. */
  | { readonly code: 'file-changed'; readonly path: string };

/** A failure in a line of the log: its code, and the system's own word where it has one. */
export function codeAndDetail(failure: Failure): string {
  return 'detail' in failure ? `${failure.code} (${failure.detail})` : failure.code;
}

/** A failure's code. */
export type FailureCode = Failure['code'];
