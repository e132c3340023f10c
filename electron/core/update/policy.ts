const [minuteMs, hourMs] = [60_000, 3_600_000];

/** The first look comes when the start is over, and not for all at the same minute. */
const firstLookMs = { least: 2 * minuteMs, spread: 8 * minuteMs };

/** Then a look a day, spread over six hours, so that the feed's server never sees all at once. */
const nextLookMs = { least: 21 * hourMs, spread: 6 * hourMs };

/** Nothing is replaced so near to a video's end. */
export const quietBeforeDeadlineMs = hourMs;

/**
 * When to look for a new version, in milliseconds since 1970.
 *
 * @param lastLookAtMs absent: this version never looked; one in the future is the clock's mistake
 * @param random from 0 up to 1
 */
export function nextLookAtMs(
  startedAtMs: number,
  lastLookAtMs: number | undefined,
  random: number,
): number {
  const firstAtMs = startedAtMs + firstLookMs.least + random * firstLookMs.spread;
  if (lastLookAtMs === undefined || lastLookAtMs > startedAtMs + nextLookMs.least) return firstAtMs;
  return Math.max(firstAtMs, lastLookAtMs + nextLookMs.least + random * nextLookMs.spread);
}

/** What is under way while an update waits to be installed. */
export interface Work {
  /** Files whose bytes are moving: of videos, of a move, of the mirror. */
  readonly moving: number;
  /** The nearest deadline of a video that is not saved, in milliseconds since 1970. */
  readonly deadlineAtMs?: number | undefined;
}

/** Why an update is not installed now. */
export type InstallHindrance = 'bytes-move' | 'deadline-near';

/** Whether an update may be installed now, on the user's word; `undefined`: it may. */
export function installHindrance(work: Work, nowMs: number): InstallHindrance | undefined {
  if (work.moving > 0) return 'bytes-move';
  const { deadlineAtMs } = work;
  if (deadlineAtMs === undefined) return undefined;
  // A deadline that is just over may be one of a clock that is fast.
  const isNear = Math.abs(deadlineAtMs - nowMs) < quietBeforeDeadlineMs;
  return isNear ? 'deadline-near' : undefined;
}

/** Who brings new versions of this copy. */
export type Updater =
  /** Reelkeep replaces itself. */
  | 'self'
  /** The system's package manager, with a file that Reelkeep fetches and proves. */
  | 'package'
  /** A store or a distribution: Reelkeep does not even ask. */
  | 'other'
  /** It was unpacked by hand, or is built from its sources: it only says that there is a new one. */
  | 'nobody';

/** What is known of how this copy came here. */
export interface Installation {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  /** What the package has written beside the app: `deb`, `rpm`; absent in all others. */
  readonly packageType?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Decides who updates this copy. */
export function updaterOf({ platform, isPackaged, packageType, env }: Installation): Updater {
  if (!isPackaged) return 'nobody';
  const isStore = ['SNAP', 'FLATPAK_ID', 'container'].some((name) => (env[name] ?? '') !== '');
  if (isStore) return 'other';
  if (platform !== 'linux') return 'self';
  if (packageType === 'deb' || packageType === 'rpm') return 'package';
  if (packageType !== undefined) return 'other'; // a distribution's own
  return (env['APPIMAGE'] ?? '') === '' ? 'nobody' : 'self';
}
