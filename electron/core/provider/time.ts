import type { JsonValue } from '../../shared/json.ts';
import { asText } from './fields.ts';

/** Numbers below this are Unix seconds, above it milliseconds: 1e11 s is the year 5138, 1e11 ms is 1973. */
const secondsLimit = 1e11;

/** Before this no provider had a video to give: 2015-01-01. An earlier time is a misreading. */
const earliestMs = Date.UTC(2015, 0, 1);

/** Providers' clocks run ahead by seconds; a day covers wrong zones too. */
const futureToleranceMs = 24 * 3_600_000;

/** A date without zone is read as UTC+8: proven on a sibling endpoint, and the earliest plausible. */
const zoneOffset = '+08:00';

function readNumber(number: number): number {
  return number < secondsLimit ? number * 1000 : number;
}

/** What calls itself a date of HTTP or mail is one with its zone (RFC 9110, 5.6.7; RFC 5322, 3.3). */
const mailDate = /^(?:[a-z]{3,9},? )?\d{1,2} [a-z]{3} \d{4} .*(?:GMT|UTC|[+-]\d{4})$/i;

function readDate(text: string): number {
  if (mailDate.test(text)) return Date.parse(text);
  const iso = text
    .replace(/^(\d{4})\/(\d{2})\/(\d{2})/, '$1-$2-$3')
    .replace(/\[[A-Za-z_/]{1,40}\]$/, '') // Java’s name of the zone, behind its offset
    .replace(/ (?=[+-]\d{2}:?\d{2}$)/, '')
    .replace(' ', 'T');
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(iso);
  return Date.parse(hasZone || !iso.includes('T') ? iso : iso + zoneOffset);
}

/**
 * A provider's time, in any form seen or documented: Unix seconds or milliseconds, as a number or as
 * text, and dates with or without a zone.
 * @returns Unix milliseconds, or `undefined` when there is no plausible reading
 */
export function readTime(value: JsonValue | undefined, nowMs: number): number | undefined {
  const text = asText(value);
  if (text === undefined) return undefined;
  const timeMs = /^\d+(?:\.\d+)?$/.test(text) ? readNumber(Number(text)) : readDate(text);
  const isPlausible = timeMs >= earliestMs && timeMs <= nowMs + futureToleranceMs;
  return isPlausible ? Math.round(timeMs) : undefined;
}
