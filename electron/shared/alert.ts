import type { Failure, SavingTrouble } from './failure.ts';
import type { LeftFile } from './trash-view.ts';
import type { JobKind } from './job.ts';

/**
 * What Reelkeep has to say about itself as a whole, until it is over or the user has taken note of it. A
 * code without words in `messages/alerts.ts` does not compile.
 */
export type Alert =
  /** Reelkeep ended unexpectedly several times in a row right after its start: it holds its work back. */
  | {
      readonly code: 'safe-mode';
      readonly crashes: number;
      /** Videos whose links die within a day. */
      readonly nearDeadlines: number;
      /** Unix milliseconds, when it goes on by itself. */
      readonly resumesAtMs: number;
      readonly logPath: string;
    }
  /** A job in the archive stopped before its end. */
  | { readonly code: 'job-failed'; readonly job: JobKind; readonly failure: Failure }
  /** A check of the archive has found something. */
  | {
      readonly code: 'scrub-found';
      readonly moved: number;
      readonly missing: number;
      readonly damaged: number;
    }
  /** A repair has ended; `failure` is why some could not be repaired. */
  | {
      readonly code: 'repair-ended';
      readonly repaired: number;
      readonly left: number;
      /** Damaged files that were kept beside the new ones. Absent for none. */
      readonly kept?: number;
      readonly failure?: Failure;
    }
  /** The library was read from the archive. */
  | {
      readonly code: 'rebuilt';
      readonly videos: number;
      /** Of them, those whose files are not as they were archived. */
      readonly damaged: number;
      /** Sidecars of a video that another one speaks for as well. */
      readonly doubles: number;
      /** Video files under a name of Reelkeep's that no sidecar speaks of. */
      readonly strays: number;
      /** Left out because the user took them off the list once. */
      readonly removed: number;
      /** Files that a sidecar spoke for and that are not its own: they were left alone. Absent for none. */
      readonly refused?: number;
    }
  /** A move of the archive broke off; the archive is where it was. */
  | {
      readonly code: 'move-stopped';
      readonly from: string;
      readonly to: string;
      /** Absent when it was stopped, by the user or with the app. */
      readonly failure?: Failure;
    }
  /** At the speed limit this many videos would have missed their deadline: it is lifted for a while. */
  | { readonly code: 'limit-lifted'; readonly tasks: number }
  /** This many videos will probably miss their deadline, also without any limit. */
  | { readonly code: 'forecast-late'; readonly tasks: number }
  /** This many paused videos are lost within a day if they stay paused. */
  | { readonly code: 'paused-at-risk'; readonly tasks: number }
  /** A host of files refuses everybody right now; so many videos wait for it. */
  | { readonly code: 'host-refuses'; readonly host: string; readonly tasks: number }
  /** The archive is in another folder now, and the old one still has its copy. */
  | {
      readonly code: 'archive-moved';
      readonly from: string;
      readonly to: string;
      readonly sizeBytes: number;
      /** Files that are no video's and that the new place did not take; the first of them, and why. */
      readonly left?: { readonly count: number; readonly path: string; readonly detail: string };
    }
  /** Files were to go to the trash with their tasks, and were left: they are not the tasks' any more. */
  | ({ readonly code: 'files-left'; readonly files: number } & LeftFile)
  /** Something was in the place of hash lists that is none, or none that can be used. */
  | {
      readonly code: 'manifest-odd';
      /** How many. */
      readonly manifests: number;
      /** Absolute path of the last one. */
      readonly path: string;
      /** Absolute path of what was there, now; absent where it could not be set aside. */
      readonly keptAs?: string;
    }
  /** The system's trash did not take the files of removed tasks. */
  | { readonly code: 'trash-refused'; readonly tasks: number; readonly failure: Failure }
  /** The files of removed tasks cannot go to the trash yet. */
  | { readonly code: 'trash-waits'; readonly tasks: number; readonly failure: Failure }
  /** A document of Reelkeep's own was damaged, and read from its copy, or from the backup of that time. */
  | {
      readonly code: 'state-restored';
      readonly kind: StateKind;
      /** Absolute path of the damaged file; of the first, where there are several. */
      readonly keptAs?: string;
      /** Unix milliseconds. Absent: it came from the last good copy, and nothing is missing. */
      readonly savedAtMs?: number;
    }
  /** A document of Reelkeep's own was damaged, and so were all its copies. */
  | { readonly code: 'state-lost'; readonly kind: StateKind; readonly keptAs?: string }
  /** Nothing can be saved right now; what has changed is in memory, and it is tried again. */
  | ({ readonly code: 'state-unwritable' } & SavingTrouble)
  /** A newer Reelkeep has written the ledger: nothing of it is read or changed. */
  | { readonly code: 'ledger-newer' }
  /** The settings are gone, and with them these accounts, to which tasks belong. */
  | { readonly code: 'accounts-missing'; readonly count: number };

/** What the user can answer to an alert that asks. */
export const alertAnswers = [
  'go-on',
  'resume-move',
  'drop-move',
  'delete-old-copy',
  'keep-old-copy',
] as const;

/** One of the answers. */
export type AlertAnswer = (typeof alertAnswers)[number];

/** What Reelkeep keeps for itself; `memory` is what only makes it more comfortable. */
export type StateKind = 'list' | 'settings' | 'keys' | 'memory';

/** An alert's code. */
export type AlertCode = Alert['code'];

/** An alert on show. */
export interface AlertView {
  /** The same for as long as it is about the same thing. */
  readonly key: string;
  readonly alert: Alert;
}
