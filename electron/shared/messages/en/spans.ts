import { roundedDown, roundedUp } from '../language/durations.ts';
import { counted } from './plural.ts';

const units = {
  second: { one: 'second', other: 'seconds' },
  minute: { one: 'minute', other: 'minutes' },
  hour: { one: 'hour', other: 'hours' },
  day: { one: 'day', other: 'days' },
};

/** `30 seconds`: how long somebody asks to wait. */
export function pause(durationMs: number): string {
  const [count, unit] = roundedUp(durationMs);
  return counted(count, units[unit]);
}

/** `3 days`, `22 hours`: how long is left at the least. */
export function timeLeft(leftMs: number): string {
  const [count, unit] = roundedDown(leftMs);
  return counted(count, units[unit]);
}
