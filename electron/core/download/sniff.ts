/** What a file has to be: a video, a picture, or either. */
export type MediaKind = 'video' | 'image' | 'any';

/** Bytes that are enough to tell every format below from any other. */
export const sniffedBytes = 64;

/** Formats by their usual extension; a format that is not here is not archived. */
const formats = {
  mp4: { kind: 'video', mimeType: 'video/mp4' },
  mov: { kind: 'video', mimeType: 'video/quicktime' },
  webm: { kind: 'video', mimeType: 'video/webm' },
  jpg: { kind: 'image', mimeType: 'image/jpeg' },
  png: { kind: 'image', mimeType: 'image/png' },
  webp: { kind: 'image', mimeType: 'image/webp' },
  gif: { kind: 'image', mimeType: 'image/gif' },
} as const satisfies { [extension: string]: { kind: Exclude<MediaKind, 'any'>; mimeType: string } };

/** A format that Reelkeep archives, by its extension. */
export type MediaFormat = keyof typeof formats;

/** What the first bytes look like: a format, or the word for something else. */
export type Sniffed = MediaFormat | OtherContent;

type OtherContent =
  'empty' | 'html' | 'xml' | 'json' | 'text' | 'gzip' | 'pdf' | 'zip' | 'heif' | 'unknown';

/** Whether a sniffed word is a format of this kind. */
export function isFormatOf(kind: MediaKind, sniffed: Sniffed): sniffed is MediaFormat {
  if (!(sniffed in formats)) return false;
  return kind === 'any' || formats[sniffed as MediaFormat].kind === kind; // `in` has just said so
}

/** The IANA media type of a format. */
export function mimeTypeOf(format: MediaFormat): string {
  return formats[format].mimeType;
}

/** Bytes at an offset, as Latin-1, that tell a format. The first that fits counts. */
const signatures: readonly (readonly [number, string, Sniffed])[] = [
  [4, 'ftypqt  ', 'mov'], // Apple's brand in ISO/IEC 14496-12 `ftyp`
  [4, 'ftyphei', 'heif'], // ISO/IEC 23008-12: stills in the same boxes
  [4, 'ftypmif', 'heif'],
  [4, 'ftypavi', 'heif'],
  [4, 'ftyp', 'mp4'],
  [0, '\x1a\x45\xdf\xa3', 'webm'], // RFC 8794, 11.2.1; which DocType it is, the media check says
  [0, '\xff\xd8\xff', 'jpg'],
  [0, '\x89PNG\r\n\x1a\n', 'png'],
  [8, 'WEBP', 'webp'],
  [0, 'GIF87a', 'gif'],
  [0, 'GIF89a', 'gif'],
  [0, '\x1f\x8b', 'gzip'],
  [0, '%PDF-', 'pdf'],
  [0, 'PK\x03\x04', 'zip'],
];

/** Leading text of pages and answers, after a byte order mark and white space. */
const texts: readonly (readonly [RegExp, Sniffed])[] = [
  [/^<\?xml/i, 'xml'],
  [/^<(?:!doctype\s+html|!--|[a-z]+[\s>/])/i, 'html'],
  [/^[{[]/, 'json'],
];

/**
 * Tells a file by its first bytes; neither the link's extension nor `Content-Type` is asked, since
 * both are wrong at the provider's hosts (a `.png` with a JPEG in it, HTML with status 200).
 * @param head the first `sniffedBytes` bytes, or all there are
 */
export function sniff(head: Buffer): Sniffed {
  if (head.length === 0) return 'empty';
  const bytes = head.toString('latin1');
  const signature = signatures.find(([offset, start]) => bytes.startsWith(start, offset));
  if (signature !== undefined) return signature[2];
  const text = bytes.replace(/^\xef\xbb\xbf/, '').trimStart();
  const start = texts.find(([pattern]) => pattern.test(text));
  if (start !== undefined) return start[1];
  return /^[\t\n\r\x20-\x7e\x80-\xff]+$/.test(bytes) ? 'text' : 'unknown';
}
