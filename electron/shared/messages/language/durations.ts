/** What a duration is told in: one unit is enough to act on. */
export type DurationUnit = 'second' | 'minute' | 'hour' | 'day';

const unitMs = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** How long to wait, never less than it is and never nothing: `30 seconds`, `2 minutes`. */
export function roundedUp(durationMs: number): readonly [count: number, unit: DurationUnit] {
  const unit = durationMs <= 120_000 ? 'second' : durationMs <= 2 * unitMs.hour ? 'minute' : 'hour';
  return [Math.max(1, Math.ceil(durationMs / unitMs[unit])), unit];
}

/** How long is left, never more than there is and never nothing: `3 days`, `22 hours`, `50 minutes`. */
export function roundedDown(leftMs: number): readonly [count: number, unit: DurationUnit] {
  const unit = leftMs >= 3 * unitMs.day ? 'day' : leftMs >= unitMs.hour ? 'hour' : 'minute';
  return [Math.max(1, Math.floor(leftMs / unitMs[unit])), unit];
}

/** How long is left, in short and rounded down, `undefined` for less than a minute: `50 min`, `47 h`, `2 days`. */
export function inShort(
  leftMs: number,
): readonly [count: number, unit: Exclude<DurationUnit, 'second'>] | undefined {
  if (leftMs < unitMs.minute) return undefined;
  const unit = leftMs >= 2 * unitMs.day ? 'day' : leftMs >= unitMs.hour ? 'hour' : 'minute';
  return [Math.floor(leftMs / unitMs[unit]), unit];
}
