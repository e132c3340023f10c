import type { AskedPause, Failure, FailureCode, HostSigns } from './failure.ts';

/**
 * What a failed transfer has met, which decides how it is tried again: `stopped` by the user; the
 * `archive` as a whole; one `path` in it; too little `space`; a `proxy` that refuses; a `pause` that the
 * host asked for; a `refusal` of the link; a wrong `body`; or trouble that passes (`transient`).
 */
export type TransferFailureKind =
  'stopped' | 'archive' | 'path' | 'space' | 'proxy' | 'pause' | 'refusal' | 'body' | 'transient';

/**
 * How an account backs off: until the user changes it; until the keyring opens; because it asks for fewer
 * calls; for maintenance; because it may do no more; for trouble on the way; or for a wrong answer.
 */
export type AccountBackoffKind =
  'until-changed' | 'keyring' | 'rate-limit' | 'maintenance' | 'quota' | 'network' | 'answer';

/**
 * Where it is set right: the key or the address of an account in the settings; the provider's own site;
 * the archive's folder; free space; the network of this computer; the form that is open; the archived file
 * itself. `nowhere`: it passes by itself, or nothing helps.
 */
export type MendPlace =
  'key' | 'address' | 'provider' | 'archive' | 'space' | 'network' | 'form' | 'file' | 'nowhere';

/** What has to be known of a failure to act on it. */
export interface FailureTraits {
  readonly transfer: TransferFailureKind;
  /** `info` passes by itself before it costs anything; an `error` keeps everything from being archived. */
  readonly severity: 'info' | 'warning' | 'error';
  readonly mend: MendPlace;
  /** What cannot go on while it lasts. */
  readonly blocks: 'nothing' | 'task' | 'host' | 'account' | 'archive';
  /** Absent where it says nothing of an account. */
  readonly account?: AccountBackoffKind;
  /** Of an archive: its files can be read all the same, or are elsewhere right now. Absent: nobody knows. */
  readonly archiveFiles?: 'readable' | 'away';
  /** It may be the trouble of a single path as well as of the whole archive. */
  readonly mayBeOnePath?: true;
  /** The same address will never give the file. A video is tried again all the same. */
  readonly isHopelessForSource?: true;
  /** An archived file is not as it was left: it is read again. */
  readonly needsRecheck?: true;
}

const transient = { transfer: 'transient', severity: 'warning', mend: 'nowhere' } as const;
const ofTask = { ...transient, blocks: 'task' } as const;
const ofForm = { ...transient, mend: 'form', blocks: 'nothing' } as const;
const ofFile = { ...transient, mend: 'file', blocks: 'task', needsRecheck: true } as const;
const ofAccount = { ...transient, blocks: 'account' } as const;
const ofNetwork = { ...ofAccount, mend: 'network', account: 'network' } as const;
const ofAccess = { ...ofAccount, mend: 'key', account: 'until-changed' } as const;
const ofPath = { ...ofTask, transfer: 'path', mend: 'archive' } as const;
const ofArchive = {
  transfer: 'archive',
  severity: 'error',
  mend: 'archive',
  blocks: 'archive',
} as const;
const refusal = { ...ofTask, transfer: 'refusal' } as const;
const badAddress = { ...refusal, isHopelessForSource: true } as const;
const body = { ...ofTask, transfer: 'body' } as const;

/**
 * The traits of every failure. Whatever depends on a failure's code looks it up here; a code without a
 * row does not compile.
 */
export const failureTraits = {
  // The provider
  unreachable: ofNetwork,
  'proxy-refused': { ...ofNetwork, transfer: 'proxy' },
  'bad-certificate': ofNetwork,
  'key-refused': ofAccess,
  'client-blocked': { ...ofAccount, mend: 'network', account: 'quota' },
  'rate-limited': { ...ofAccount, severity: 'info', account: 'rate-limit' },
  maintenance: { ...ofAccount, account: 'maintenance' },
  'no-credits': { ...ofAccount, mend: 'provider', account: 'quota' },
  'sub-key-limit': { ...ofAccount, mend: 'key', account: 'quota' },
  'not-the-provider': { ...ofAccount, mend: 'address', account: 'answer' },
  'other-task': { ...ofTask, account: 'answer' },
  'provider-error': { ...ofTask, account: 'answer' },
  // Addresses
  'address-invalid': badAddress,
  'address-not-https': badAddress,
  'address-private': badAddress,
  'address-port': badAddress,
  // Transfers
  'media-refused': { ...refusal, isHopelessForSource: true },
  'media-http': ofTask,
  'media-not-media': { ...body, isHopelessForSource: true },
  'host-refuses': { ...refusal, blocks: 'host' },
  'host-busy': { ...ofTask, transfer: 'pause', severity: 'info', blocks: 'host' },
  'media-truncated': ofTask,
  'media-damaged': body,
  'media-too-large': { ...body, isHopelessForSource: true },
  'media-stalled': ofTask,
  'media-expired': refusal,
  'transfer-stopped': { ...ofTask, transfer: 'stopped', severity: 'info' },
  // The archive and its disk
  'folder-not-absolute': ofArchive,
  'folder-not-writable': { ...ofArchive, archiveFiles: 'readable', mayBeOnePath: true },
  'folder-not-confirmed': ofForm,
  'folder-not-chosen': ofArchive,
  'not-an-archive': ofArchive,
  'archive-copy': ofArchive,
  'folder-missing': { ...ofArchive, archiveFiles: 'away' },
  'marker-unreadable': ofArchive,
  'folder-not-empty': ofArchive,
  'folder-nested': ofArchive,
  'folder-unsuitable': ofArchive,
  'disk-full': { ...ofArchive, mend: 'space', archiveFiles: 'readable' },
  'disk-reserve': { ...ofArchive, transfer: 'space', mend: 'space', archiveFiles: 'readable' },
  'disk-error': { ...ofArchive, mayBeOnePath: true },
  'drive-not-answering': { ...ofArchive, archiveFiles: 'away', mayBeOnePath: true },
  'foreign-entry': { ...ofPath, needsRecheck: true },
  'file-of-another': ofPath,
  'path-refused': ofPath,
  'name-refused': ofPath,
  'not-saved': ofPath, // Reelkeep's own disk: no link can help, and the archive is not in trouble
  // Accounts and their keys
  'account-unknown': { ...ofAccess, mend: 'nowhere' },
  'account-no-key': ofAccess,
  'account-resting': { ...ofAccount, severity: 'info', account: 'rate-limit' },
  'keyring-failed': { ...ofAccess, account: 'keyring' },
  'keyring-missing': ofForm,
  'key-empty': ofForm,
  'key-elsewhere': ofForm,
  'key-malformed': ofForm,
  'name-empty': ofForm,
  // What the user asked for
  'nothing-to-add': ofForm,
  quitting: { ...transient, blocks: 'nothing' },
  'endpoint-unknown': ofForm,
  'template-invalid': ofForm,
  'task-unknown': ofTask,
  'file-missing': ofFile,
  'file-changed': ofFile,
  'trash-refused': ofTask,
  busy: { ...transient, blocks: 'nothing' },
  'set-aside': ofTask,
  'internal-error': ofTask,
} as const satisfies { readonly [C in FailureCode]: FailureTraits };

/** The failures that are set right in one place. */
export type FailureMendedAt<P extends MendPlace> = Extract<
  Failure,
  {
    readonly code: {
      [C in FailureCode]: (typeof failureTraits)[C]['mend'] extends P ? C : never;
    }[FailureCode];
  }
>;

/** What is known of a failure by its code. */
export function traitsOf({ code }: Pick<Failure, 'code'>): FailureTraits {
  return failureTraits[code];
}

/** Whether a failure is set right there. */
export function isMendedAt<P extends MendPlace>(
  failure: Failure,
  place: P,
): failure is FailureMendedAt<P> {
  return traitsOf(failure).mend === place;
}

/** How long the other side asks to be left alone (`Retry-After`), in milliseconds; `undefined` where it has not. */
export function retryAfterMsOf(failure: Failure): number | undefined {
  return (failure as AskedPause).retryAfterMs; // other failures have no such field
}

/** Whether what came in place of a file is a check for bots. */
export function isBotCheck(failure: Failure): boolean {
  return (failure as HostSigns).isBotCheck === true; // other failures have no such field
}
