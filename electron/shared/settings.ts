import type { BackgroundChoice } from './background.ts';
import type { Failure } from './failure.ts';
import type { MirrorView } from './mirror.ts';
import type { UpdateChannel } from './update.ts';

/** How the window looks. */
export const appearances = ['system', 'light', 'dark'] as const;

/** One of the looks. */
export type Appearance = (typeof appearances)[number];

/** How often the archive is read again by itself. */
export const checkIntervals = ['week', 'month', 'never'] as const;

/** One of the intervals. */
export type CheckEvery = (typeof checkIntervals)[number];

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

/** The template of file names until the user makes another one. */
export const defaultFileNames = '{year}/{month}/{date} {prompt} [{id}]';

/** The speed limits to choose from, in bytes per second; 0 is none. */
export const speedLimits = [
  0, 100_000, 250_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000, 50_000_000,
] as const;

/** One of the speed limits. */
export type SpeedLimitChoice = (typeof speedLimits)[number];

/** The minutes of a day: a time of day is one of them, counted from midnight. */
export const minutesOfDay = 24 * 60;

/** What the user can choose, apart from accounts. */
export interface Settings {
  /** Absolute path. */
  readonly archiveFolder: string;
  /** How many videos are fetched at a time, 1 to 8. */
  readonly simultaneousTransfers: number;
  /** Bytes per second for all transfers together; 0 for no limit. */
  readonly speedLimitBytesPerSecond: SpeedLimitChoice;
  /** Also saves the pictures and videos that a task was made from. */
  readonly saveInputs: boolean;
  readonly checkEvery: CheckEvery;
  readonly notifyArchived: boolean;
  readonly notifyFailed: boolean;
  /** Of what holds up the work: a refused key, a full disk, a drive that is away. */
  readonly notifyTroubles: boolean;
  /** Of videos that will be gone soon. */
  readonly notifyDeadlines: boolean;
  /** Of task ids that were found in the watched folder, or copied. */
  readonly notifyOffers: boolean;
  /** Whether notifications may make a sound. */
  readonly notifySound: boolean;
  /** In quiet hours only a video that is gone within 6 hours is told of. */
  readonly quietHours: boolean;
  /** Local time of day when they begin, in minutes after midnight. */
  readonly quietFromMinute: number;
  /** Local time of day when they end; before `quietFromMinute`, it is the next day's. */
  readonly quietToMinute: number;
  /** Absolute path of a folder whose new text files are looked through for task ids; empty for none. */
  readonly watchedFolder: string;
  /** Adds what is found there by itself, instead of offering it. */
  readonly addsWatched: boolean;
  /** Offers task ids that are copied. */
  readonly catchesClipboard: boolean;
  readonly appearance: Appearance;
  /** What closing the window does. */
  readonly background: BackgroundChoice;
  /** Looks for new versions of Reelkeep by itself. */
  readonly looksForUpdates: boolean;
  readonly updateChannel: UpdateChannel;
  /** Template of the names of files in the archive, with `/` between folders. */
  readonly fileNames: string;
}

/** Settings as the window sees them, with what stands in the way of the archive folder. */
export interface SettingsView extends Settings {
  readonly archiveProblem?: Failure;
  /** Id of the archive in use; absent until the user has chosen its folder. */
  readonly archiveId?: string;
  /** Absent while there is none. */
  readonly mirror?: MirrorView;
  /** Absent until the archive has been checked for the first time. */
  readonly lastCheck?: LastCheck;
}
