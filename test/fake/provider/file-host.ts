import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import { type Delivery, pump } from './body-pump.ts';
import type { FileEffect } from './fault-table.ts';
import type { HostedFile, HostedFiles } from './hosted-files.ts';
import type { Media } from './media.ts';
import { type ByteRange, parseRange } from './range.ts';
import type { OpenRequest } from './request-log.ts';

/** One request for a file. */
export interface FileRequest {
  readonly request: IncomingMessage;
  readonly entry: OpenRequest;
  readonly effect: FileEffect;
  readonly delivery: Delivery;
  readonly files: HostedFiles;
  readonly nowMs: number;
}

/** Answers a request for a file as RFC 9110 asks, but for what its faults say. */
export async function serveFile(file: HostedFile | undefined, asked: FileRequest): Promise<void> {
  if (file === undefined) return serveRefusal(404, asked);
  if (asked.nowMs >= file.goneAtMs) return serveRefusal(file.goneStatus, asked);
  const { effect } = asked;
  const media = mediaToServe(file.media, asked);
  if (effect.gzip === true) return serveGzipped(media, asked);
  const range = rangeToServe(media, asked);
  const sizeBytes = media.bytes.length;
  if (range === 'unsatisfiable') {
    const headers = { 'content-range': `bytes */${String(sizeBytes)}` };
    return send({ status: 416, headers, body: Buffer.alloc(0) }, asked);
  }
  const status = range === undefined ? 200 : 206;
  const body = range === undefined ? media.bytes : media.bytes.subarray(range.start, range.end + 1);
  const headers = {
    'accept-ranges': 'bytes',
    ...describe(media, effect),
    ...(effect.omitLength === true ? {} : { 'content-length': body.length }),
    ...(range === undefined || effect.omitContentRange === true
      ? {}
      : { 'content-range': contentRange(range, sizeBytes, effect) }),
  };
  return send({ status, headers, body }, asked);
}

/** A page as object stores answer for what is not there, or no longer. */
function serveRefusal(status: number, asked: FileRequest): Promise<void> {
  const body = Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${status === 403 ? 'AccessDenied' : 'NoSuchKey'}</Code></Error>`,
  );
  const headers = { 'content-type': 'application/xml', 'content-length': body.length };
  return send({ status, headers, body }, asked);
}

function serveGzipped(media: Media, asked: FileRequest): Promise<void> {
  const body = gzipSync(media.bytes);
  const headers = {
    ...describe(media, asked.effect),
    'content-encoding': 'gzip',
    'content-length': body.length,
  };
  return send({ status: 200, headers, body }, asked);
}

function mediaToServe(media: Media, { effect, files }: FileRequest): Media {
  if (effect.replacedBy === undefined) return media;
  const replacement = files.media(effect.replacedBy);
  if (effect.keepValidators !== true) return replacement;
  return { ...replacement, etag: media.etag, lastModified: media.lastModified };
}

function rangeToServe(media: Media, { entry, effect }: FileRequest): ReturnType<typeof parseRange> {
  if (effect.ignoreRange === true) return undefined;
  const ifRange = entry.headers['if-range'];
  const isCurrent = ifRange === undefined || [media.etag, media.lastModified].includes(ifRange);
  if (!isCurrent && effect.ignoreIfRange !== true) return undefined;
  return parseRange(entry.range, media.bytes.length);
}

const describe = (media: Media, effect: FileEffect): OutgoingHttpHeaders => ({
  'content-type': media.contentType,
  ...(effect.omitValidators === true
    ? {}
    : { etag: media.etag, 'last-modified': media.lastModified }),
});

function contentRange(range: ByteRange, sizeBytes: number, effect: FileEffect): string {
  const shift = effect.rangeShiftBytes ?? 0;
  const total = sizeBytes + (effect.totalShiftBytes ?? 0);
  return `bytes ${String(range.start + shift)}-${String(range.end + shift)}/${String(total)}`;
}

interface FileAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

async function send({ status, headers, body }: FileAnswer, asked: FileRequest): Promise<void> {
  const { request, entry, effect, delivery } = asked;
  const { response } = delivery;
  const extra = Buffer.alloc(effect.extraBytes ?? 0, 'x');
  // Bytes past the announced length would be read as the next answer: this connection has none.
  if (extra.length > 0) response.shouldKeepAlive = false;
  response.writeHead(status, { ...headers, ...effect.headers });
  entry.status = status;
  if (request.method === 'HEAD') return void response.end();
  response.flushHeaders();
  await pump(Buffer.concat([body, extra]), effect, delivery);
}
