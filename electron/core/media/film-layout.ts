import { boxOf, longHeaderBytes, type Box } from './box.ts';
import type { ByteSource } from './byte-source.ts';
import { InvalidMediaError } from './invalid-media.ts';

/** What the top level of a film holds. */
export interface FilmLayout {
  readonly movie: Box;
  readonly fragments: readonly Box[];
  /** `sidx` boxes: where fragments lie, and how long they are, when the writer left an index. */
  readonly indexes: readonly Box[];
  /** Its boxes say themselves that they end where the file ends. */
  readonly isClosed: boolean;
}

/**
 * Boxes that lie at the top level of films (ISO/IEC 14496-12, table 1; QuickTime File Format). A header of
 * another type that leads beyond the end is none: it is text, or zeros, appended by another program.
 */
const topTypes: ReadonlySet<string> = new Set([
  ...['ftyp', 'moov', 'mdat', 'moof', 'mfra', 'sidx', 'ssix', 'styp', 'prft', 'emsg', 'pdin'],
  ...['free', 'skip', 'wide', 'uuid', 'udta', 'meta', 'pnot', 'PICT', 'junk', 'imda', 'idat'],
]);

const headerBytes = 8;

/** All that a box's size has when the box is shorter than 16 megabytes. */
const firstOfSize = 0;

/** Whether bytes that are too few for a header may be the beginning of one, rather than an appendix. */
function mayBeginBox(rest: Buffer): boolean {
  if (rest.length < 4) return rest[0] === firstOfSize;
  const size = rest.readUInt32BE(0);
  const letters = rest.toString('latin1', 4);
  return size !== 0 && [...topTypes].some((type) => type.startsWith(letters));
}

/** A box at the top level; an open one reaches to the end of the file, wherever that is. */
interface TopBox extends Box {
  readonly isOpen: boolean;
}

/** The box at the top level that begins here; `undefined` for anything else. */
async function topBoxAt(bytes: ByteSource, start: number): Promise<TopBox | undefined> {
  const header = await bytes.read(start, longHeaderBytes);
  if (header.length < headerBytes) return undefined;
  const isKnown = topTypes.has(header.toString('latin1', 4, headerBytes));
  if (!isKnown && header.readUInt32BE(0) < headerBytes) return undefined;
  const box = boxOf(header, start, bytes.sizeBytes);
  if (box.end <= bytes.sizeBytes) return { ...box, isOpen: header.readUInt32BE(0) === 0 };
  if (!isKnown) return undefined;
  const missing = String(box.end - bytes.sizeBytes);
  throw new InvalidMediaError(`${box.type} is cut off: ${missing} bytes are missing`);
}

/**
 * Walks the top level of a film: one `moov`, media data, and no box that is cut off, in whatever order. What
 * is appended and no box does no harm; the samples tell whether anything is missing.
 * @throws InvalidMediaError
 */
export async function layOutFilm(bytes: ByteSource): Promise<FilmLayout> {
  let movie: Box | undefined;
  let mediaBytes = 0;
  const fragments: Box[] = [];
  const indexes: Box[] = [];
  let at = 0;
  let isOpen = false;
  for (;;) {
    const box = await topBoxAt(bytes, at);
    if (box === undefined) break;
    if (box.type === 'moov') movie ??= box;
    if (box.type === 'sidx') indexes.push(box);
    if (box.type === 'moof') fragments.push(box);
    if (box.type === 'mdat') mediaBytes += box.end - box.body;
    ({ isOpen } = box);
    at = box.end;
  }
  if (movie === undefined) throw new InvalidMediaError('no moov');
  if (mediaBytes === 0) throw new InvalidMediaError('no media data');
  const rest = await bytes.read(at, headerBytes);
  if (fragments.length > 0 && rest.length > 0 && rest.length < headerBytes && mayBeginBox(rest)) {
    throw new InvalidMediaError('a fragment is cut off');
  }
  return { movie, fragments, indexes, isClosed: !isOpen && rest.length === 0 };
}
