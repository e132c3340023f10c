import type { ThriftReason } from '../../shared/thrift-reason.ts';

/** What the system says of battery and network; what nobody can say is `false`. */
export interface SavingConditions {
  /** The user, or the system, has switched a battery saver on. */
  readonly isSaverOn: boolean;
  /** The battery is discharged to where the system warns. */
  readonly isBatteryLow: boolean;
  /** The connection's data are counted. */
  readonly isMetered: boolean;
}

/** Whoever is asked less often has this much time left all the same, in milliseconds. */
const nearMs = 24 * 3_600_000;

/**
 * Why there is less asking than usual; `undefined` where there is not: nothing is saved at the cost of a video
 * that is gone within a day.
 * @param leftMs until the first unsaved video is gone; `undefined` where no deadline is known
 */
export function thriftOf(
  { isSaverOn, isBatteryLow, isMetered }: SavingConditions,
  leftMs: number | undefined,
): ThriftReason | undefined {
  if (leftMs !== undefined && leftMs <= nearMs) return undefined;
  if (isSaverOn) return 'battery-saver';
  if (isBatteryLow) return 'low-battery';
  return isMetered ? 'metered' : undefined;
}

const factor = 4;
const minMs = 60_000;
const maxMs = 4 * 60_000;

/**
 * The pause before a routine question while there is less asking: four times as long, one to four minutes. A file
 * that is there for ten minutes only is still met.
 * @param usualMs the usual pause, in milliseconds
 */
export function thriftyDelayMs(usualMs: number): number {
  return Math.max(usualMs, Math.min(Math.max(usualMs * factor, minMs), maxMs));
}
