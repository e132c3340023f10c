import {
  linkDigest,
  type ContentRange,
  type FileVersion,
  type PartialFile,
  type ResponseHead,
} from '../../../../electron/core/download/resume.ts';

export const url = linkDigest('https://files.example.com/dunes.mp4');
export const etag = '"a1"';
export const [lastModified, date] = [
  'Sun, 22 Nov 2026 09:00:00 GMT',
  'Sun, 22 Nov 2026 10:00:00 GMT',
];

export function aPartial(source: Partial<FileVersion> = {}, receivedBytes = 400): PartialFile {
  return { receivedBytes, source: { linkSha256: url, totalBytes: 1000, etag, ...source } };
}

export function aHead(head: Partial<ResponseHead> = {}): ResponseHead {
  return {
    linkSha256: url,
    status: 206,
    contentRange: aRange(),
    contentLength: 600,
    etag,
    ...head,
  };
}

export function aRange(range: ContentRange = {}): ContentRange {
  return { firstByte: 400, lastByte: 999, totalBytes: 1000, ...range };
}
