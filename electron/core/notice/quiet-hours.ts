import { minutesOfDay } from '../../shared/settings/setting-values.ts';
import type { Settings } from '../../shared/settings/settings.ts';

/** The user's quiet hours. */
export type QuietHours = Pick<Settings, 'quietHours' | 'quietFromMinute' | 'quietToMinute'>;

/**
 * Whether a moment lies in the quiet hours, by what the clock on the wall says then: also on the days on
 * which that is put forward or back, and across midnight. From and to alike are no quiet hours.
 * @param atMs Unix milliseconds
 */
export function isQuiet(
  atMs: number,
  { quietHours, quietFromMinute, quietToMinute }: QuietHours,
): boolean {
  if (!quietHours || quietFromMinute === quietToMinute) return false;
  const at = new Date(atMs);
  const minute = at.getHours() * 60 + at.getMinutes();
  const sinceFrom = (minute - quietFromMinute + minutesOfDay) % minutesOfDay;
  const length = (quietToMinute - quietFromMinute + minutesOfDay) % minutesOfDay;
  return sinceFrom < length;
}
