import type { Staleness, UpdatedBy } from '../../shared/update.ts';
import { compareVersions, parseVersion } from './version.ts';

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
 * @param nowMs of the start, or of the moment at which a look has ended or a choice was changed
 * @param lastLookAtMs absent: this version never looked; one in the future is the clock's mistake
 * @param random from 0 up to 1
 */
export function nextLookAtMs(
  nowMs: number,
  lastLookAtMs: number | undefined,
  random: number,
): number {
  const firstAtMs = nowMs + firstLookMs.least + random * firstLookMs.spread;
  if (lastLookAtMs === undefined || lastLookAtMs > nowMs + nextLookMs.least) return firstAtMs;
  return Math.max(firstAtMs, lastLookAtMs + nextLookMs.least + random * nextLookMs.spread);
}

/** So long looks may fail before it is said outside the settings too. */
const failsForMs = 30 * 24 * hourMs;

/** What the looks have come to. */
export interface Looks {
  /** Unix milliseconds of the last one that got an answer. */
  readonly lookedAtMs?: number | undefined;
  /** Of the newest feed that was believed, in Unix milliseconds. */
  readonly feed?: { readonly signedAtMs: number; readonly expiresAtMs: number } | undefined;
  /** The first and the last that failed since, in Unix milliseconds. */
  readonly failing?: { readonly sinceMs: number; readonly untilMs: number } | undefined;
}

/**
 * Why it is not known whether there is a newer version: somebody shows the same feed for ever, or lets none through.
 * Each look is judged by its own moment, so that a computer that was off for months says nothing before it has looked.
 * A clock that is wrong costs a sentence, and nothing else.
 */
export function staleness({ lookedAtMs, feed, failing }: Looks): Staleness | undefined {
  if (failing !== undefined && failing.untilMs - failing.sinceMs > failsForMs)
    return { kind: 'unheard', sinceMs: failing.sinceMs };
  const isOld = feed !== undefined && lookedAtMs !== undefined && feed.expiresAtMs < lookedAtMs;
  return isOld ? { kind: 'not-renewed', sinceMs: feed.signedAtMs } : undefined;
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

/** What is known of how this copy came here. */
export interface Installation {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  /** What the package has written beside the app: `deb`, `rpm`; absent in all others. */
  readonly packageType?: string | undefined;
  /** Windows: its uninstaller is beside it; macOS: it lies where it can be replaced. Absent on Linux. */
  readonly isInstalled?: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Decides who updates this copy. */
export function updaterOf(installation: Installation): UpdatedBy {
  const { platform, isPackaged, packageType, isInstalled, env } = installation;
  if (!isPackaged) return 'nobody';
  const isStore = ['SNAP', 'FLATPAK_ID', 'container'].some((name) => (env[name] ?? '') !== '');
  if (isStore) return 'other';
  if (platform !== 'linux') return isInstalled === false ? 'nobody' : 'self';
  if (packageType === 'deb' || packageType === 'rpm') return 'package';
  if (packageType !== undefined) return 'other'; // a distribution's own
  return (env['APPIMAGE'] ?? '') === '' ? 'nobody' : 'self';
}

/** What is known of the runs before. */
export interface RunsBefore {
  /** A restart into this version was asked for. */
  readonly awaited?: string | undefined;
  /** The version that ran last. */
  readonly ranVersion?: string | undefined;
}

/** What a start shows of an update: a new version runs, by whomever it came, or the old one does still. */
export function startOutcome(
  { awaited, ranVersion }: RunsBefore,
  version: string,
): 'new-runs' | 'old-runs' | undefined {
  if (awaited === version) return 'new-runs';
  const [own, before] = [parseVersion(version), parseVersion(ranVersion ?? '')];
  const isAfter = own !== undefined && before !== undefined && compareVersions(own, before) > 0;
  if (isAfter) return 'new-runs';
  return awaited === undefined ? undefined : 'old-runs';
}
