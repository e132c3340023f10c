import { createHash } from 'node:crypto';

/** What a host told about the bytes it sent, in its own words. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
  /** The `Date` of the answer that carried `lastModified`. */
  readonly date?: string;
}

/** Where the first bytes of an unfinished file came from. */
export interface FileVersion extends Validators {
  /** SHA-256 of the link: whoever has the link itself may have the file. */
  readonly linkSha256: string;
  /** Absent while the host has not said. */
  readonly totalBytes?: number;
}

/** The part of a file that is on disk already. */
export interface PartialFile {
  readonly receivedBytes: number;
  readonly source: FileVersion;
}

/** The head of an answer that carries bytes, or says that there are none left. */
export interface ResponseHead extends Validators {
  /** SHA-256 of the link that was asked, not of where it was redirected to: those differ at every call. */
  readonly linkSha256: string;
  readonly status: number;
  readonly contentLength?: number;
  readonly contentRange?: ContentRange;
}

/** A parsed `Content-Range`. `firstByte` and `lastByte` are absent in the 416 form, `bytes *\/47022`. */
export interface ContentRange {
  readonly firstByte?: number;
  readonly lastByte?: number;
  /** Absent when the host does not know it: `bytes 0-9/*`. */
  readonly totalBytes?: number;
}

/** What to do with an answer's body. */
export type TransferPlan =
  /** It continues the prefix. `source` is what the whole is from then on. */
  | { readonly kind: 'append'; readonly source: FileVersion }
  /** It is the file from its first byte: the prefix gives way. */
  | { readonly kind: 'replace'; readonly source: FileVersion }
  /** There is nothing more to come: the prefix is the file. */
  | { readonly kind: 'complete' }
  /** It fits nothing: leave it, and ask for the whole file. */
  | { readonly kind: 'ask-whole' };

/** What is kept of a link, to know it again. */
export function linkDigest(url: string): string {
  return createHash('sha256').update(url).digest('hex');
}

const contentRangePattern = /^bytes (?:(\d{1,15})-(\d{1,15})|\*)\/(?:(\d{1,15})|\*)$/i;

/**
 * Reads `Content-Range` (RFC 9110, 14.4).
 * @returns `undefined` for another unit, for nonsense, and for "a last-pos value less than its
 * first-pos value", which the RFC calls invalid
 */
export function parseContentRange(field: string): ContentRange | undefined {
  const match = contentRangePattern.exec(field.trim());
  if (match === null) return undefined;
  const [, first, last, total] = match;
  const totalBytes = total === undefined ? {} : { totalBytes: Number(total) };
  if (first === undefined || last === undefined) {
    return total === undefined ? undefined : totalBytes;
  }
  const firstByte = Number(first);
  const lastByte = Number(last);
  if (lastByte < firstByte || (total !== undefined && lastByte >= Number(total))) return undefined;
  return { firstByte, lastByte, ...totalBytes };
}

/**
 * The validator that `If-Range` may carry. RFC 9110, 13.1.5: "A client MUST NOT generate an If-Range
 * header field containing an entity tag that is marked as weak"; a date only when there is no entity
 * tag and the date is strong, that is (8.8.2.2) at least one second older than the answer's `Date`.
 */
export function strongValidator(validators: Validators): string | undefined {
  if (validators.etag !== undefined) {
    return /^"[^"]*"$/.test(validators.etag) ? validators.etag : undefined;
  }
  const ageMs = Date.parse(validators.date ?? '') - Date.parse(validators.lastModified ?? '');
  return ageMs >= 1000 ? validators.lastModified : undefined;
}

/** The request headers that ask for what comes after the prefix (RFC 9110, 14.2 and 13.1.5). */
export function rangeHeaders(prefix: PartialFile | undefined): Record<string, string> {
  if (prefix === undefined || prefix.receivedBytes === 0) return {};
  const validator = strongValidator(prefix.source);
  return {
    range: `bytes=${String(prefix.receivedBytes)}-`,
    ...(validator === undefined ? {} : { 'if-range': validator }),
  };
}

/** A source's fields as they may be read: absent or `undefined`. */
export type FileVersionFields = { readonly linkSha256: string } & {
  readonly [K in Exclude<keyof FileVersion, 'linkSha256'>]?: FileVersion[K] | undefined;
};

/** A source without its absent fields. */
export function sourceOf({
  linkSha256,
  totalBytes,
  etag,
  lastModified,
  date,
}: FileVersionFields): FileVersion {
  return {
    linkSha256,
    ...(totalBytes !== undefined && { totalBytes }),
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
    ...(date !== undefined && { date }),
  };
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/**
 * Whether an answer speaks of the bytes the prefix was cut from. RFC 9110, 15.3.7.3: parts may be
 * combined only "if they share the same strong validator". The provider's hosts send none (recorded),
 * so for the very same link an equal length has to do, as long as nothing contradicts it; a
 * different link of the task must show the same strong entity tag.
 */
function isSameFile(source: FileVersion, answer: ResponseHead, totalBytes: number): boolean {
  if (differ(source.etag, answer.etag)) return false;
  if (differ(source.lastModified, answer.lastModified)) return false;
  if (source.totalBytes !== undefined && source.totalBytes !== totalBytes) return false;
  const validator = strongValidator(source);
  const sameTag = validator !== undefined && validator === answer.etag;
  if (source.linkSha256 !== answer.linkSha256) return sameTag && source.totalBytes !== undefined;
  return source.totalBytes !== undefined || validator !== undefined;
}

/**
 * A 206 that nobody asked a range for: some hosts answer every request so. Asking anew would bring the
 * same, so it is taken for what a 200 would be, as long as it does not claim to begin further on.
 */
function planUnasked(answer: ResponseHead): TransferPlan {
  if ((answer.contentRange?.firstByte ?? 0) !== 0) return { kind: 'ask-whole' };
  return { kind: 'replace', source: sourceOf({ ...answer, totalBytes: saidTotal(answer) }) };
}

/** The whole's length by its one unasked part; `undefined` where the head contradicts itself. */
function saidTotal({ contentRange, contentLength }: ResponseHead): number | undefined {
  if (contentRange?.lastByte === undefined) return contentLength;
  const isClear = contentLength === undefined || contentLength === contentRange.lastByte + 1;
  return isClear ? contentRange.totalBytes : undefined;
}

/** 206: RFC 9110, 14.4: the range must begin where the prefix ends, and belong to the same file. */
function planPartial(prefix: PartialFile | undefined, answer: ResponseHead): TransferPlan {
  if (prefix === undefined || prefix.receivedBytes === 0) return planUnasked(answer);
  const { firstByte, lastByte, totalBytes } = answer.contentRange ?? {};
  if (firstByte === undefined || lastByte === undefined || totalBytes === undefined) {
    return { kind: 'ask-whole' };
  }
  if (firstByte !== prefix.receivedBytes) return { kind: 'ask-whole' };
  const length = lastByte - firstByte + 1;
  if (answer.contentLength !== undefined && answer.contentLength !== length) {
    return { kind: 'ask-whole' };
  }
  return isSameFile(prefix.source, answer, totalBytes)
    ? { kind: 'append', source: { ...prefix.source, linkSha256: answer.linkSha256, totalBytes } }
    : { kind: 'ask-whole' };
}

/** 416: RFC 9110, 15.5.17: "none of the ranges-specifier's … ranges overlap the current extent". */
function planUnsatisfiable(prefix: PartialFile | undefined, answer: ResponseHead): TransferPlan {
  const totalBytes = answer.contentRange?.totalBytes ?? prefix?.source.totalBytes;
  const isComplete =
    prefix !== undefined &&
    totalBytes === prefix.receivedBytes &&
    isSameFile(prefix.source, answer, totalBytes);
  return isComplete ? { kind: 'complete' } : { kind: 'ask-whole' };
}

/**
 * Decides what an answer of status 200, 203, 206 or 416 means for the bytes on disk. A 200 to a Range
 * request is the whole file (RFC 9110, 14.2: "a server MAY ignore the Range header field").
 * @param prefix what is on disk and was asked to be continued; `undefined` when it was not
 */
export function planTransfer(prefix: PartialFile | undefined, answer: ResponseHead): TransferPlan {
  if (answer.status === 206) return planPartial(prefix, answer);
  if (answer.status === 416) return planUnsatisfiable(prefix, answer);
  return { kind: 'replace', source: sourceOf({ ...answer, totalBytes: answer.contentLength }) };
}
