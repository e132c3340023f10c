import { m } from '../../electron/shared/messages/catalogue.ts';

/** A size such as `8.2 MB`. */
export function formatBytes(sizeBytes: number): string {
  return m.formats.bytes(sizeBytes);
}

/** A speed such as `1.2 MB/s`. */
export function formatSpeed(bytesPerSecond: number): string {
  return m.formats.speed(bytesPerSecond);
}

/** The length of a video, such as `0:05` or `1:02:03`. */
export function formatDuration(durationMs: number): string {
  const total = Math.max(0, Math.round(durationMs / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = String(total % 60).padStart(2, '0');
  return hours > 0
    ? `${String(hours)}:${String(minutes).padStart(2, '0')}:${seconds}`
    : `${String(minutes)}:${seconds}`;
}

/** How long is left, rounded down; `undefined` once nothing is left. */
export function formatCountdown(leftMs: number): string | undefined {
  return m.formats.countdown(leftMs);
}

/** How long a transfer still takes at its speed; `undefined` while that is a guess. */
export function formatRemaining(leftBytes: number, bytesPerSecond: number): string | undefined {
  return m.formats.remaining(leftBytes, bytesPerSecond);
}

/** Local date and time, such as `Nov 22, 2026, 14:33`. */
export function formatDateTime(atMs: number): string {
  return m.formats.dateTime(atMs);
}

/** As short as the distance allows: `14:33` today, `Nov 22` this year, else `Nov 22, 2025`. */
export function formatWhen(atMs: number, nowMs: number): string {
  return m.formats.when(atMs, nowMs);
}

/** The start and the end of a long hash or id. */
export function shorten(text: string): string {
  return text.length <= 20 ? text : `${text.slice(0, 10)}…${text.slice(-6)}`;
}

/** The start of a prompt, as short as a message wants it. */
export function excerpt(text: string, most = 48): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
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
