import type { Locale } from '../../locale.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The words and signs of a language's amounts that `Intl` has no short ones for. */
export interface UnitWords {
  /** Decimal units, as file managers and providers count. */
  readonly bytes: readonly [string, string, string, string, string];
  readonly perSecond: (size: string) => string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  readonly underAMinute: string;
  /** How long something still takes: `3 min left`. */
  readonly left: (time: string) => string;
}

/** Numbers, sizes, times and lists as a language writes them. */
export interface Formats {
  /** A number with its thousands set apart: `12,345`. */
  readonly grouped: (count: number) => string;
  /** A size such as `8.2 MB`. */
  readonly bytes: (sizeBytes: number) => string;
  /** In whole megabytes, rounded down, so that a figure changes only when it matters. */
  readonly megabytes: (sizeBytes: number) => string;
  /** Rounded up to a step of ten megabytes that does not change with every look. */
  readonly tensOfMegabytes: (sizeBytes: number) => string;
  /** A large size, `12.3 GB` or `8.2 MB`. */
  readonly roughSize: (sizeBytes: number) => string;
  /** A speed such as `1.2 MB/s`. */
  readonly speed: (bytesPerSecond: number) => string;
  /**
   * How long is left, in at most two units and rounded down: a countdown must never promise more time than there
   * is. `undefined` once nothing is left.
   */
  readonly countdown: (leftMs: number) => string | undefined;
  /** How long a transfer still takes at its speed; `undefined` while that is a guess. */
  readonly remaining: (leftBytes: number, bytesPerSecond: number) => string | undefined;
  /** Local date and time, such as `Nov 22, 2026, 14:33`. */
  readonly dateTime: (atMs: number) => string;
  /** Local date, such as `Nov 22, 2026`. */
  readonly date: (atMs: number) => string;
  /** As short as the distance allows: `14:33` today, `Nov 22` this year, else `Nov 22, 2025`. */
  readonly when: (atMs: number, nowMs: number) => string;
}

/** The formats of a language, with its words for units. */
export function formatsIn(locale: Locale, units: UnitWords): Formats {
  return {
    ...amountsIn(locale, units),
    ...countdownsIn(units),
    ...momentsIn(locale),
  };
}

type Amounts = Pick<
  Formats,
  'grouped' | 'bytes' | 'megabytes' | 'tensOfMegabytes' | 'roughSize' | 'speed'
>;

function amountsIn(locale: Locale, units: UnitWords): Amounts {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, useGrouping: false });
  const tenths = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    useGrouping: false,
  });
  const [, , mega, giga] = units.bytes;
  const bytes = (sizeBytes: number) => {
    let value = Math.max(0, sizeBytes);
    let unit = 0;
    // 999.5 and more would be rounded to 1000 of the smaller unit.
    while (value >= 999.5 && unit < units.bytes.length - 1) {
      value /= 1000;
      unit += 1;
    }
    const number = unit === 0 || value >= 99.95 ? plain : tenths;
    return `${number.format(value)} ${units.bytes[unit] ?? ''}`;
  };
  return {
    grouped: (count) => whole.format(count),
    bytes,
    megabytes: (sizeBytes) => `${whole.format(Math.floor(sizeBytes / 1_000_000))} ${mega}`,
    tensOfMegabytes: (sizeBytes) =>
      `${whole.format(Math.ceil(sizeBytes / 10_000_000) * 10)} ${mega}`,
    roughSize: (sizeBytes) =>
      sizeBytes >= 1e9
        ? `${tenths.format(sizeBytes / 1e9)} ${giga}`
        : `${tenths.format(sizeBytes / 1e6)} ${mega}`,
    speed: (bytesPerSecond) => units.perSecond(bytes(bytesPerSecond)),
  };
}

function countdownsIn(units: UnitWords): Pick<Formats, 'countdown' | 'remaining'> {
  const { day, hour, minute, second, underAMinute, left } = units;
  const countdown = (leftMs: number) => {
    if (leftMs <= 0) return undefined;
    if (leftMs < minuteMs) return underAMinute;
    if (leftMs < hourMs) return `${String(Math.floor(leftMs / minuteMs))} ${minute}`;
    if (leftMs < dayMs) return inTwo(leftMs, [hourMs, hour], [minuteMs, minute]);
    return inTwo(leftMs, [dayMs, day], [hourMs, hour]);
  };
  return {
    countdown,
    remaining: (leftBytes, bytesPerSecond) => {
      if (bytesPerSecond < 1) return undefined;
      const leftMs = (leftBytes / bytesPerSecond) * secondMs;
      if (leftMs < minuteMs) {
        return left(`${String(Math.max(1, Math.ceil(leftMs / secondMs)))} ${second}`);
      }
      const time = countdown(leftMs);
      return time === undefined ? undefined : left(time);
    },
  };
}

function momentsIn(locale: Locale): Pick<Formats, 'dateTime' | 'date' | 'when'> {
  const hourCycle = 'h23';
  const dateTime = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle,
  });
  const minute = new Intl.DateTimeFormat(locale, { timeStyle: 'short', hourCycle });
  const day = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' });
  const dayAndYear = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  return {
    dateTime: (atMs) => dateTime.format(atMs),
    date: (atMs) => dayAndYear.format(atMs),
    when: (atMs, nowMs) => {
      const at = new Date(atMs);
      const now = new Date(nowMs);
      if (at.toDateString() === now.toDateString()) return minute.format(atMs);
      return (at.getFullYear() === now.getFullYear() ? day : dayAndYear).format(atMs);
    },
  };
}

type Unit = readonly [unitMs: number, name: string];

function inTwo(leftMs: number, [largeMs, large]: Unit, [smallMs, small]: Unit): string {
  const whole = Math.floor(leftMs / largeMs);
  const rest = Math.floor((leftMs % largeMs) / smallMs);
  return rest === 0
    ? `${String(whole)} ${large}`
    : `${String(whole)} ${large} ${String(rest)} ${small}`;
}
