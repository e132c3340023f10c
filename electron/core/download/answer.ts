import type { Failure } from '../../shared/failure.ts';
import { retryAfterMs } from './backoff.ts';
import type { Opened } from './origin.ts';
import { parseContentRange, type Answer, linkDigest } from './resume.ts';

/** What an answer without usable bytes means for the transfer. */
export type Refusal =
  /** Asking this link again is of no use. */
  | { readonly kind: 'final'; readonly failure: Failure }
  /** The host may change its mind, after `waitMs` if it said so. */
  | { readonly kind: 'passing'; readonly failure: Failure; readonly waitMs?: number };

const goneStatuses: ReadonlySet<number> = new Set([403, 404, 410]);
const byteStatuses: ReadonlySet<number> = new Set([200, 206, 416]);
/** Request timeout, too early, too many requests: RFC 9110, 15.5.9; RFC 8470, 5.2; RFC 6585, 4. */
const passingStatuses: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * Sorts an answer by its status. 403, 404 and 410 mean that the file is gone; 5xx and a few others
 * may pass.
 * @param nowMs Unix milliseconds, for a `Retry-After` that names a date
 * @returns `undefined` for 200, 206 and 416, which `planTransfer` reads
 */
export function refusalOf(opened: Opened, nowMs: number): Refusal | undefined {
  const { host, status: httpStatus, headers } = opened;
  if (byteStatuses.has(httpStatus)) return undefined;
  if (goneStatuses.has(httpStatus)) {
    return { kind: 'final', failure: { code: 'media-refused', host, httpStatus } };
  }
  const failure: Failure = { code: 'media-http', host, httpStatus };
  if (httpStatus < 500 && !passingStatuses.has(httpStatus)) return { kind: 'final', failure };
  const waitMs = retryAfterMs(headers['retry-after'], nowMs);
  return { kind: 'passing', failure, ...(waitMs === undefined ? {} : { waitMs }) };
}

function lengthIn(field: string | undefined): number | undefined {
  return field !== undefined && /^\d{1,15}$/.test(field) ? Number(field) : undefined;
}

/** The head of an answer in the words of `resume`. */
export function toAnswer(opened: Opened, url: string): Answer {
  const { headers, status } = opened;
  const { etag, date } = headers;
  const lastModified = headers['last-modified'];
  const contentLength = lengthIn(headers['content-length']);
  const contentRange = parseContentRange(headers['content-range'] ?? '');
  return {
    linkSha256: linkDigest(url),
    status,
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
    ...(date !== undefined && { date }),
    ...(contentLength !== undefined && { contentLength }),
    ...(contentRange !== undefined && { contentRange }),
  };
}

/**
 * Whether the body's end can be told from a lost connection: by its length, or by its last chunk
 * (RFC 9112, 6.3 and 8). Otherwise the host just closes, and only the file's structure can tell.
 */
export function hasFraming(opened: Opened): boolean {
  const { headers } = opened;
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}
