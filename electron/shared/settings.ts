import type { Failure } from './failure.ts';

/** How the window looks. */
export const appearances = ['system', 'light', 'dark'] as const;

/** One of the looks. */
export type Appearance = (typeof appearances)[number];

/** What the user can choose, apart from accounts. */
export interface Settings {
  /** Absolute path. */
  readonly archiveFolder: string;
  /** How many videos are fetched at a time, 1 to 8. */
  readonly simultaneousTransfers: number;
  readonly notifyArchived: boolean;
  readonly notifyFailed: boolean;
  readonly appearance: Appearance;
}

/** Settings as the window sees them, with what stands in the way of the archive folder. */
export interface SettingsView extends Settings {
  readonly archiveProblem?: Failure;
}
