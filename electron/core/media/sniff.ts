/** What a file has to be: a video, a picture, or either of them or sound. */
export type MediaKind = 'video' | 'image' | 'any';

/** Bytes that are enough to tell every format below from any other. */
export const sniffedBytes = 64;

/** Formats by their usual extension; a format that is not here is not archived. */
const formats = {
  mp4: { kind: 'video', mimeType: 'video/mp4' },
  mov: { kind: 'video', mimeType: 'video/quicktime' },
  webm: { kind: 'video', mimeType: 'video/webm' },
  mkv: { kind: 'video', mimeType: 'video/x-matroska' },
  jpg: { kind: 'image', mimeType: 'image/jpeg' },
  png: { kind: 'image', mimeType: 'image/png' },
  webp: { kind: 'image', mimeType: 'image/webp' },
  gif: { kind: 'image', mimeType: 'image/gif' },
  wav: { kind: 'audio', mimeType: 'audio/wav' },
  mp3: { kind: 'audio', mimeType: 'audio/mpeg' },
  m4a: { kind: 'audio', mimeType: 'audio/mp4' },
  flac: { kind: 'audio', mimeType: 'audio/flac' },
  ogg: { kind: 'audio', mimeType: 'audio/ogg' },
  aac: { kind: 'audio', mimeType: 'audio/aac' },
  weba: { kind: 'audio', mimeType: 'audio/webm' },
} as const satisfies {
  [extension: string]: { kind: Exclude<MediaKind, 'any'> | 'audio'; mimeType: string };
};

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

/**
 * What a file with this ending may be, if it is one of ours; what it is, only its bytes say.
 * @param extension in small letters, without the dot
 * @returns `undefined` for the ending of anything else
 */
export function kindByExtension(extension: string): 'video' | 'image' | 'audio' | undefined {
  return Object.hasOwn(formats, extension) ? formats[extension as MediaFormat].kind : undefined; // just seen
}

/** All of them, by their endings. */
export const mediaFormats = Object.keys(formats) as readonly MediaFormat[]; // they are its keys

/** The media types of all of them. */
export const mediaTypes = Object.values(formats).map(({ mimeType }) => mimeType);

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
  [4, 'ftypM4A ', 'm4a'], // Apple's brands for sound alone
  [4, 'ftypM4B ', 'm4a'],
  [4, 'ftyp', 'mp4'],
  [0, '\x1a\x45\xdf\xa3', 'webm'], // RFC 8794, 11.2.1; which DocType it is, the media check says
  [0, '\xff\xd8\xff', 'jpg'],
  [0, '\x89PNG\r\n\x1a\n', 'png'],
  [8, 'WEBP', 'webp'],
  [8, 'WAVE', 'wav'],
  [0, 'fLaC', 'flac'],
  [0, 'OggS', 'ogg'],
  [0, 'ID3', 'mp3'],
  [0, 'GIF87a', 'gif'],
  [0, 'GIF89a', 'gif'],
  [0, '\x1f\x8b', 'gzip'],
  [0, '%PDF-', 'pdf'],
  [0, 'PK\x03\x04', 'zip'],
];

/** Whether a frame of MPEG sound begins here, layer II or III, at a bit rate and a sample rate that there are. */
function isSoundFrame([first = 0, second = 0, third = 0]: Buffer): boolean {
  const [version, layer] = [(second >> 3) & 3, (second >> 1) & 3];
  const [bitRate, sampleRate] = [third >> 4, (third >> 2) & 3];
  const isHead = first === 0xff && second >> 5 === 7 && version !== 1;
  return isHead && (layer === 1 || layer === 2) && bitRate % 15 !== 0 && sampleRate !== 3;
}

/** Whether a frame of AAC begins here, in the form that streams have (ISO/IEC 13818-7, 6.2: ADTS). */
function isAdtsFrame([first = 0, second = 0, third = 0]: Buffer): boolean {
  return first === 0xff && (second & 0xf6) === 0xf0 && ((third >> 2) & 0xf) < 13;
}

/** Leading text of pages and answers, after a byte order mark and white space. */
const texts: readonly (readonly [RegExp, Sniffed])[] = [
  [/^<\?xml/i, 'xml'],
  [/^<(?:!doctype\s+html|!--|[a-z]+[\s>/])/i, 'html'],
  [/^[{[]/, 'json'],
];

function signed(bytes: string): Sniffed | undefined {
  return signatures.find(([offset, start]) => bytes.startsWith(start, offset))?.[2];
}

/** Boxes that a film may begin with before, or without, the one that names its brand. */
const filmBoxes: ReadonlySet<string> = new Set([
  ...['moov', 'mdat', 'wide', 'free', 'skip', 'pnot', 'uuid', 'styp'],
]);

/** A film by its first box: by the brand behind it, where that is near; else as QuickTime's own. */
function film(head: Buffer, bytes: string): Sniffed | undefined {
  if (head.length < 8 || !filmBoxes.has(bytes.slice(4, 8))) return undefined;
  const size = head.readUInt32BE(0);
  const next = size >= 8 ? signed(bytes.slice(size)) : undefined;
  return next !== undefined && ['mp4', 'mov', 'm4a'].includes(next) ? next : 'mov';
}

/**
 * Tells a file by its first bytes; neither the link's extension nor `Content-Type` is asked, since
 * both are wrong at the provider's hosts (a `.png` with a JPEG in it, HTML with status 200).
 * @param head the first `sniffedBytes` bytes, or all there are
 */
export function sniff(head: Buffer): Sniffed {
  if (head.length === 0) return 'empty';
  const bytes = head.toString('latin1');
  const known = signed(bytes) ?? film(head, bytes);
  if (known === 'webm' && bytes.includes('matroska')) return 'mkv';
  if (known !== undefined) return known;
  if (isSoundFrame(head)) return 'mp3';
  if (isAdtsFrame(head)) return 'aac';
  const text = bytes.replace(/^\xef\xbb\xbf/, '').trimStart();
  const start = texts.find(([pattern]) => pattern.test(text));
  if (start !== undefined) return start[1];
  return /^[\t\n\r\x20-\x7e\x80-\xff]+$/.test(bytes) ? 'text' : 'unknown';
}
