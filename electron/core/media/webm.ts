import type { ByteSource } from './byte-source.ts';
import { InvalidMediaError, type Dimensions } from './invalid-media.ts';

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
} as const;

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

async function sizeOf(bytes: ByteSource, tracks: Element): Promise<Dimensions> {
  const video = await find(bytes, tracks, [ids.trackEntry, ids.video]);
  if (video === undefined) throw new InvalidMediaError('WebM without a video track');
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
    if (!name.startsWith('webm')) throw new InvalidMediaError('EBML, but not WebM');
  }
  throw new InvalidMediaError('WebM without a segment');
}

/** Where the segment, and with it the film, ends; `undefined` where a live writer did not know. */
export async function segmentEnd(bytes: ByteSource): Promise<number | undefined> {
  return (await segmentOf(bytes)).end;
}

/**
 * Proves a WebM whole as far as its elements have sizes: an EBML header that says `webm`, a segment
 * within the file, a video track, and at least one cluster.
 * @throws InvalidMediaError
 */
export async function checkWebm(bytes: ByteSource): Promise<Dimensions> {
  const segment = await segmentOf(bytes);
  let dimensions: Dimensions = {};
  let clusters = 0;
  let hasTracks = false;
  for await (const element of elementsIn(bytes, segment.body, segment.end ?? bytes.sizeBytes)) {
    if (element.id === ids.info) dimensions = { ...dimensions, ...(await infoOf(bytes, element)) };
    if (element.id === ids.tracks) {
      dimensions = { ...dimensions, ...(await sizeOf(bytes, element)) };
      hasTracks = true;
    }
    if (element.id === ids.cluster) clusters += 1;
  }
  if (!hasTracks || clusters === 0) throw new InvalidMediaError('WebM without tracks or media');
  return dimensions;
}
