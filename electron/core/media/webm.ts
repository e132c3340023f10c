import type { ByteSource } from './byte-source.ts';
import { InvalidMediaError, type Dimensions } from './invalid-media.ts';
import type { FilmFacts } from './mp4.ts';

/** Element ids of RFC 8794 (EBML) and RFC 9559 (Matroska), with their length marker. */
const ids = {
  ebml: 0x1a45dfa3,
  docType: 0x4282,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  cluster: 0x1f43b675,
  block: 0xa3,
  blockGroup: 0xa0,
} as const;

/** What lies in a segment, and in the clusters of a live one, whose end nobody knew (RFC 9559, 5.1). */
const partIds: readonly number[] = [
  ...[
    ids.info,
    ids.tracks,
    ids.cluster,
    0x114d9b74,
    0x1c53bb6b,
    0x1941a469,
    0x1043a770,
    0x1254c367,
  ],
  ...[ids.block, ids.blockGroup, 0xe7, 0xa7, 0xab, 0xaf, 0xec, 0xbf],
];

const partPrefixes = partIds.map((id) => Buffer.from(id.toString(16), 'hex'));

const maxIdBytes = 4;

/** Whether these bytes begin as a part of a segment does, be it that they are too few for all its id. */
function beginsPart(head: Buffer): boolean {
  return partPrefixes.some((id) => {
    const shared = Math.min(id.length, head.length);
    return head.subarray(0, shared).equals(id.subarray(0, shared));
  });
}

/** An element; `end` is `undefined` where a live writer did not know its size (RFC 8794, 6.2). */
interface Element {
  readonly id: number;
  readonly body: number;
  readonly end: number | undefined;
}

/** The length of a variable-size integer, by its leading zero bits (RFC 8794, 4.1). */
function vintLength(first: number | undefined): number {
  return first === undefined ? 9 : Math.clz32(first) - 23;
}

async function elementAt(bytes: ByteSource, offset: number): Promise<Element> {
  const header = await bytes.read(offset, 12);
  const idLength = vintLength(header[0]);
  const sizeLength = vintLength(header[idLength]);
  if (idLength > 4 || sizeLength > 8 || header.length < idLength + sizeLength) {
    throw new InvalidMediaError(`WebM: no element at ${String(offset)}`);
  }
  const id = header.readUIntBE(0, idLength);
  const body = offset + idLength + sizeLength;
  let size = 0n;
  for (const byte of header.subarray(idLength, idLength + sizeLength))
    size = size * 256n + BigInt(byte);
  const ones = 1n << BigInt(7 * sizeLength);
  const value = size - ones; // without the length marker, which is the next higher bit
  return { id, body, end: value === ones - 1n ? undefined : body + Number(value) };
}

/** Walks elements between two offsets; one of unknown size ends the walk. */
async function* elementsIn(bytes: ByteSource, start: number, end: number): AsyncGenerator<Element> {
  let offset = start;
  while (offset < end) {
    const element = await elementAt(bytes, offset);
    if (element.end !== undefined && element.end > end)
      throw new InvalidMediaError('WebM is cut off');
    yield element;
    if (element.end === undefined) return;
    offset = element.end;
  }
}

async function valueOf(bytes: ByteSource, element: Element): Promise<Buffer> {
  return bytes.read(element.body, Math.min(8, (element.end ?? element.body) - element.body));
}

async function integerOf(bytes: ByteSource, element: Element): Promise<number> {
  const value = await valueOf(bytes, element);
  return value.length === 0 ? 0 : Number(BigInt(`0x${value.toString('hex')}`));
}

async function floatOf(bytes: ByteSource, element: Element): Promise<number> {
  const value = await valueOf(bytes, element);
  return value.length === 8 ? value.readDoubleBE(0) : value.length === 4 ? value.readFloatBE(0) : 0;
}

/** Info: the duration in units of the scale, which is in nanoseconds (RFC 9559, 5.1.2). */
async function infoOf(bytes: ByteSource, info: Element): Promise<Dimensions> {
  let scaleNs = 1_000_000;
  let duration = 0;
  for await (const element of elementsIn(bytes, info.body, info.end ?? info.body)) {
    if (element.id === ids.timestampScale) scaleNs = await integerOf(bytes, element);
    if (element.id === ids.duration) duration = await floatOf(bytes, element);
  }
  const durationMs = Math.round((duration * scaleNs) / 1_000_000);
  return durationMs > 0 ? { durationMs } : {};
}

/** Finds a chain of elements, each within the one before. */
async function find(
  bytes: ByteSource,
  from: Element,
  path: readonly number[],
): Promise<Element | undefined> {
  const [id, ...rest] = path;
  if (id === undefined) return from;
  for await (const element of elementsIn(bytes, from.body, from.end ?? from.body)) {
    const found = element.id === id ? await find(bytes, element, rest) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

async function pictureOf(bytes: ByteSource, tracks: Element): Promise<FilmFacts> {
  const video = await find(bytes, tracks, [ids.trackEntry, ids.video]);
  if (video === undefined) {
    const track = await find(bytes, tracks, [ids.trackEntry]);
    if (track === undefined) throw new InvalidMediaError('WebM without a track');
    return { isSound: true };
  }
  const width = await find(bytes, video, [ids.pixelWidth]);
  const height = await find(bytes, video, [ids.pixelHeight]);
  if (width === undefined || height === undefined) return {};
  return { width: await integerOf(bytes, width), height: await integerOf(bytes, height) };
}

async function segmentOf(bytes: ByteSource): Promise<Element> {
  for await (const element of elementsIn(bytes, 0, bytes.sizeBytes)) {
    if (element.id === ids.segment) return element;
    if (element.id !== ids.ebml) continue;
    const docType = await find(bytes, element, [ids.docType]);
    const name = docType === undefined ? '' : (await valueOf(bytes, docType)).toString('latin1');
    if (!/^(?:webm|matroska)/.test(name)) throw new InvalidMediaError('EBML, but not WebM');
  }
  throw new InvalidMediaError('WebM without a segment');
}

/** Where the segment, and with it the film, ends; `undefined` where a live writer did not know. */
export async function segmentEnd(bytes: ByteSource): Promise<number | undefined> {
  return (await segmentOf(bytes)).end;
}

/** Whether an element has sound or pictures in it; of a cluster without an end, its blocks follow. */
function hasMedia({ id, body, end }: Element): boolean {
  const isMedia = id === ids.cluster || id === ids.block || id === ids.blockGroup;
  return isMedia && end !== undefined && end > body;
}

/**
 * The parts of a segment. What lies in a cluster without an end follows it as if it lay beside it; a segment
 * without one ends with the file, or where something begins, behind its media, that is no part of any.
 * @throws InvalidMediaError when a part is cut off
 */
async function* partsOf(bytes: ByteSource, segment: Element): AsyncGenerator<Element> {
  const end = segment.end ?? bytes.sizeBytes;
  let offset = segment.body;
  let isBegun = false;
  while (offset < end) {
    const isAppendix = segment.end === undefined && isBegun;
    if (isAppendix && !beginsPart(await bytes.read(offset, maxIdBytes))) return;
    const part = await elementAt(bytes, offset);
    if ((part.end ?? part.body) > end) throw new InvalidMediaError('WebM is cut off');
    if (part.end === undefined && part.id !== ids.cluster) return;
    yield part;
    isBegun ||= hasMedia(part);
    offset = part.end ?? part.body;
  }
}

/**
 * Proves a WebM or a Matroska film whole as far as its elements have sizes: an EBML header that says which,
 * a segment within the file, a track, and media.
 * @throws InvalidMediaError
 */
export async function checkWebm(bytes: ByteSource): Promise<FilmFacts> {
  const segment = await segmentOf(bytes);
  let facts: FilmFacts = {};
  let isBegun = false;
  let hasTracks = false;
  for await (const part of partsOf(bytes, segment)) {
    if (part.id === ids.info) facts = { ...facts, ...(await infoOf(bytes, part)) };
    if (part.id === ids.tracks) {
      facts = { ...facts, ...(await pictureOf(bytes, part)) };
      hasTracks = true;
    }
    isBegun ||= hasMedia(part);
  }
  if (!hasTracks || !isBegun) throw new InvalidMediaError('WebM without tracks or media');
  return facts;
}
