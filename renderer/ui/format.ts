const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

// Decimal units, as file managers and providers count.
const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size such as `8.2 MB`. */
export function formatBytes(sizeBytes: number): string {
  let value = Math.max(0, sizeBytes);
  let unit = 0;
  // 999.5 and more would be rounded to 1000 of the smaller unit.
  while (value >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${byteUnits[unit] ?? 'B'}`;
}

/** A speed such as `1.2 MB/s`. */
export function formatSpeed(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`;
}

/** The length of a video, such as `0:05` or `1:02:03`. */
export function formatDuration(durationMs: number): string {
  const total = Math.max(0, Math.round(durationMs / secondMs));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = String(total % 60).padStart(2, '0');
  return hours > 0
    ? `${String(hours)}:${String(minutes).padStart(2, '0')}:${seconds}`
    : `${String(minutes)}:${seconds}`;
}

/**
 * How long is left, in at most two units and rounded down: a countdown must never promise more time
 * than there is. `undefined` once nothing is left.
 */
export function formatCountdown(leftMs: number): string | undefined {
  if (leftMs <= 0) return undefined;
  if (leftMs < minuteMs) return 'under 1 min';
  if (leftMs < hourMs) return `${String(Math.floor(leftMs / minuteMs))} min`;
  if (leftMs < dayMs) return inTwo(leftMs, [hourMs, 'h'], [minuteMs, 'min']);
  return inTwo(leftMs, [dayMs, 'd'], [hourMs, 'h']);
}

/** How long a transfer still takes at its speed; `undefined` while that is a guess. */
export function formatRemaining(leftBytes: number, bytesPerSecond: number): string | undefined {
  if (bytesPerSecond < 1) return undefined;
  const leftMs = (leftBytes / bytesPerSecond) * secondMs;
  if (leftMs < minuteMs) return `${String(Math.max(1, Math.ceil(leftMs / secondMs)))} s left`;
  const countdown = formatCountdown(leftMs);
  return countdown === undefined ? undefined : `${countdown} left`;
}

const dateTime = new Intl.DateTimeFormat('en', {
  dateStyle: 'medium',
  timeStyle: 'short',
  hourCycle: 'h23',
});
const minute = new Intl.DateTimeFormat('en', { timeStyle: 'short', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' });
const dayAndYear = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

/** Local date and time, such as `Nov 22, 2026, 14:33`. */
export function formatDateTime(atMs: number): string {
  return dateTime.format(atMs);
}

/** As short as the distance allows: `14:33` today, `Nov 22` this year, else `Nov 22, 2025`. */
export function formatWhen(atMs: number, nowMs: number): string {
  const at = new Date(atMs);
  const now = new Date(nowMs);
  if (at.toDateString() === now.toDateString()) return minute.format(atMs);
  return (at.getFullYear() === now.getFullYear() ? day : dayAndYear).format(atMs);
}

/** The start and the end of a long hash or id. */
export function shorten(text: string): string {
  return text.length <= 20 ? text : `${text.slice(0, 10)}…${text.slice(-6)}`;
}

/** A path as short as a status bar wants it: its last folders, whole, and as many as fit. */
export function shortenPath(path: string, most = 36): string {
  if (path.length <= most) return path;
  const separator = path.includes('\\') ? '\\' : '/';
  const names = path.split(separator).filter(Boolean);
  let short = names.pop() ?? path;
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    if (name.length + short.length + 3 > most) break;
    short = `${name}${separator}${short}`;
  }
  return short.length + 2 > most ? `…${short.slice(1 - most)}` : `…${separator}${short}`;
}

/** `1 video`, `2 videos`. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

type Unit = readonly [unitMs: number, name: string];

function inTwo(leftMs: number, [largeMs, large]: Unit, [smallMs, small]: Unit): string {
  const whole = Math.floor(leftMs / largeMs);
  const rest = Math.floor((leftMs % largeMs) / smallMs);
  return rest === 0
    ? `${String(whole)} ${large}`
    : `${String(whole)} ${large} ${String(rest)} ${small}`;
}
