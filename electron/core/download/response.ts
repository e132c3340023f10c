import type { Failure, HostSigns } from '../../shared/failure.ts';
import { retryAfterMs } from '../platform/retry-after.ts';
import { isBotCheck } from './bot-check.ts';
import { codingOf } from './decoded.ts';
import type { OpenResponse } from './media-http-client.ts';
import { parseContentRange, type ResponseHead, linkDigest } from './resume.ts';

/** What an answer without usable bytes means for the transfer. */
export type StatusFailure =
  /** Asking this link again is of no use. */
  | { readonly kind: 'final'; readonly failure: Failure }
  /** The host may change its mind, after `waitMs` if it said so. */
  | { readonly kind: 'passing'; readonly failure: Failure; readonly waitMs?: number };

/** So long a transfer waits in its slot for its host. */
export const longestWaitMs = 5_000;

/** 203 is a 200 that a proxy on the way has changed (RFC 9110, 15.3.4); whether it is a film, its bytes say. */
const byteStatuses: ReadonlySet<number> = new Set([200, 203, 206, 416]);
/** Request timeout, too early: RFC 9110, 15.5.9; RFC 8470, 5.2. */
const passingStatuses: ReadonlySet<number> = new Set([408, 425]);
const tooManyRequests = 429; // RFC 6585, 4

/** What an answer says of its host, in the words of a failure. */
export function signsOf({ status, headers }: OpenResponse, nowMs: number): HostSigns {
  const waitMs = retryAfterMs(headers['retry-after'], headers.date, nowMs);
  return {
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
    ...(isBotCheck(status, headers) && { isBotCheck: true }),
  };
}

/**
 * Sorts an answer by its status. A 4xx and a check for bots are a refusal; a host that wants to be left
 * alone says so by 429, or by when to come back; 5xx and a few others may pass.
 * @param nowMs Unix milliseconds, for a `Retry-After` that names a date
 * @returns `undefined` for 200, 203, 206 and 416, which `planTransfer` reads
 */
export function classifyStatus(opened: OpenResponse, nowMs: number): StatusFailure | undefined {
  const { host, status: httpStatus } = opened;
  if (byteStatuses.has(httpStatus)) return undefined;
  const signs = signsOf(opened, nowMs);
  const refused: Failure = { code: 'media-refused', host, httpStatus, ...signs };
  if (signs.isBotCheck === true) return { kind: 'final', failure: refused };
  const { retryAfterMs: askedMs } = signs;
  const asked = askedMs === undefined ? {} : { retryAfterMs: askedMs };
  if (httpStatus === tooManyRequests) {
    return { kind: 'final', failure: { code: 'host-busy', host, ...asked } };
  }
  const isPassing = httpStatus >= 500 || passingStatuses.has(httpStatus);
  if (!isPassing && httpStatus >= 400) return { kind: 'final', failure: refused };
  const failure: Failure = { code: 'media-http', host, httpStatus, ...asked };
  if (!isPassing) return { kind: 'final', failure };
  if (askedMs === undefined) return { kind: 'passing', failure };
  // A longer wait is the host's wish to all, and takes nobody's slot.
  return askedMs > longestWaitMs
    ? { kind: 'final', failure: { code: 'host-busy', host, ...asked } }
    : { kind: 'passing', failure, waitMs: askedMs };
}

function lengthIn(field: string | undefined): number | undefined {
  return field !== undefined && /^\d{1,15}$/.test(field) ? Number(field) : undefined;
}

/** The head of an answer in the words of `resume`. Of coded bytes it says nothing that can be continued by. */
export function toResponseHead(opened: OpenResponse, url: string): ResponseHead {
  const { headers, status } = opened;
  if (codingOf(headers['content-encoding']) !== undefined) {
    return { linkSha256: linkDigest(url), status };
  }
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
export function hasFraming(opened: OpenResponse): boolean {
  const { headers } = opened;
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}
