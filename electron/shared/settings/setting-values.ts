import { locales } from '../locale.ts';

/** How the window looks. */
export const appearances = ['system', 'light', 'dark'] as const;

/** One of the looks. */
export type Appearance = (typeof appearances)[number];

/** The languages to choose from: the system's, or one of those that Reelkeep speaks. */
export const languages = ['system', ...locales] as const;

/** One of them. */
export type Language = (typeof languages)[number];

/** How often the archive is read again by itself. */
export const checkIntervals = ['week', 'month', 'never'] as const;

/** One of the intervals. */
export type CheckEvery = (typeof checkIntervals)[number];

/** The template of file names until the user makes another one. */
export const defaultFileNames = '{year}/{month}/{date} {prompt} [{id}]';

/** The speed limits to choose from, in bytes per second; 0 is none. */
export const speedLimits = [
  0, 100_000, 250_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000, 50_000_000,
] as const;

/** The minutes of a day: a time of day is one of them, counted from midnight. */
export const minutesOfDay = 24 * 60;
