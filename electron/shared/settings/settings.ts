import type { Failure } from '../failure.ts';
import type { Locale } from '../locale.ts';
import type { MirrorView } from './mirror-view.ts';
import type { Choices } from './setting-table.ts';

/** What the last check of the archive came to. */
export interface LastCheck {
  /** Unix milliseconds. */
  readonly endedAtMs: number;
  /** How many videos were read, in whatever condition. */
  readonly videos: number;
  readonly moved: number;
  readonly missing: number;
  readonly damaged: number;
  /** Whether it came to its end, or was stopped before. */
  readonly isComplete: boolean;
}

/** What the user can choose, apart from accounts. */
export interface Settings extends Choices {
  /** Absolute path. */
  readonly archiveFolder: string;
}

/** Settings as the window sees them, with what stands in the way of the archive folder. */
export interface SettingsView extends Settings {
  /** The language that is spoken: the chosen one, or the system's. */
  readonly locale: Locale;
  readonly archiveProblem?: Failure;
  /** Id of the archive in use; absent until the user has chosen its folder. */
  readonly archiveId?: string;
  /** Absent while there is none. */
  readonly mirror?: MirrorView;
  /** Absent until the archive has been checked for the first time. */
  readonly lastCheck?: LastCheck;
}
