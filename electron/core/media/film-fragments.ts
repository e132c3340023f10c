import { boxesIn, childOf, fieldsOf, type Box } from './box.ts';
import { longestReadBytes, type ByteSource } from './byte-source.ts';
import { InvalidMediaError } from './invalid-media.ts';
import type { FilmTrack } from './film-tracks.ts';

/**
 * Of a film with more fragments only the first and the last are looked into: where the last begins and how
 * long it is tells the whole, and a film with one for each frame has very many.
 */
const maxAtEachEnd = 1_000;

/** What holds for samples that do not say otherwise: `trex`, 8.8.3, and `tfhd`, 8.8.7. */
interface Defaults {
  readonly duration: number;
  readonly sizeBytes: number;
}

const none: Defaults = { duration: 0, sizeBytes: 0 };

/** `mvex/trex` by the id of the track. */
async function defaultsOf(bytes: ByteSource, movie: Box): Promise<ReadonlyMap<number, Defaults>> {
  const found = new Map<number, Defaults>();
  const extended = await childOf(bytes, movie, 'mvex');
  if (extended === undefined) return found;
  for await (const box of boxesIn(bytes, extended.body, extended.end)) {
    if (box.type !== 'trex') continue;
    const fields = await fieldsOf(bytes, box, 20);
    const given = { duration: fields.readUInt32BE(12), sizeBytes: fields.readUInt32BE(16) };
    found.set(fields.readUInt32BE(4), given);
  }
  return found;
}

/** `tfhd`: whose samples follow, where they are counted from, and their defaults. */
interface Header extends Defaults {
  readonly trackId: number;
  /** Where the offsets of `trun` are counted from, when it is said. */
  readonly base?: number;
  readonly isFromFragment: boolean;
}

async function headerOf(
  bytes: ByteSource,
  run: Box,
  usual: ReadonlyMap<number, Defaults>,
): Promise<Header | undefined> {
  const box = await childOf(bytes, run, 'tfhd');
  if (box === undefined) return undefined;
  const flags = (await fieldsOf(bytes, box, 8)).readUIntBE(1, 3);
  const optional = [0x1, 0x2, 0x8, 0x10].filter((flag) => (flags & flag) !== 0);
  const widthOf = (flag: number) => (flag === 0x1 ? 8 : 4);
  const length = optional.reduce((sum, flag) => sum + widthOf(flag), 8);
  const fields = await fieldsOf(bytes, box, length);
  const trackId = fields.readUInt32BE(4);
  let { duration, sizeBytes } = usual.get(trackId) ?? none;
  let base: number | undefined;
  let at = 8;
  for (const flag of optional) {
    if (flag === 0x1) base = Number(fields.readBigUInt64BE(at));
    if (flag === 0x8) duration = fields.readUInt32BE(at);
    if (flag === 0x10) sizeBytes = fields.readUInt32BE(at);
    at += widthOf(flag);
  }
  const isFromFragment = (flags & 0x20000) !== 0;
  return { trackId, duration, sizeBytes, isFromFragment, ...(base !== undefined && { base }) };
}

/** `trun`, 8.8.8, summed up. */
interface Run {
  readonly duration: number;
  readonly sizeBytes: number;
  readonly offset?: number;
}

async function runOf(bytes: ByteSource, box: Box, header: Header): Promise<Run> {
  const head = await fieldsOf(bytes, box, 8);
  const flags = head.readUIntBE(1, 3);
  const count = head.readUInt32BE(4);
  const hasOffset = (flags & 0x1) !== 0;
  const offset = hasOffset ? (await fieldsOf(bytes, box, 12)).readInt32BE(8) : undefined;
  const first = box.body + 8 + (hasOffset ? 4 : 0) + ((flags & 0x4) === 0 ? 0 : 4);
  const [hasDuration, hasSize] = [(flags & 0x100) !== 0, (flags & 0x200) !== 0];
  const width = [0x100, 0x200, 0x400, 0x800].filter((flag) => (flags & flag) !== 0).length * 4;
  if (first + count * width > box.end) throw new InvalidMediaError('trun is too short');
  let duration = hasDuration ? 0 : count * header.duration;
  let sizeBytes = hasSize ? 0 : count * header.sizeBytes;
  const perRead = width === 0 ? 0 : Math.floor(longestReadBytes / width);
  for (let done = 0; (hasDuration || hasSize) && done < count; done += perRead) {
    const some = Math.min(perRead, count - done);
    const entries = await bytes.read(first + done * width, some * width);
    if (entries.length < some * width) throw new InvalidMediaError('trun is cut off');
    for (let at = 0; at < entries.length; at += width) {
      if (hasDuration) duration += entries.readUInt32BE(at);
      if (hasSize) sizeBytes += entries.readUInt32BE(at + (hasDuration ? 4 : 0));
    }
  }
  return { duration, sizeBytes, ...(offset !== undefined && { offset }) };
}

/** `tfdt`, 8.8.12: when the fragment begins. */
async function beginOf(bytes: ByteSource, run: Box): Promise<number | undefined> {
  const box = await childOf(bytes, run, 'tfdt');
  if (box === undefined) return undefined;
  const isLong = (await fieldsOf(bytes, box, 4)).readUInt8(0) === 1;
  const fields = await fieldsOf(bytes, box, isLong ? 12 : 8);
  return isLong ? Number(fields.readBigUInt64BE(4)) : fields.readUInt32BE(4);
}

/** When a track begins and ends, in its own units; `end` is `undefined` where it cannot be told. */
interface Span {
  readonly begin: number;
  readonly end: number | undefined;
}

/** Reads fragments in their order, and remembers for each track how far it has come. */
class FragmentReader {
  readonly spans = new Map<number, Span>();
  readonly #bytes: ByteSource;
  readonly #defaults: ReadonlyMap<number, Defaults>;

  constructor(bytes: ByteSource, defaults: ReadonlyMap<number, Defaults>) {
    this.#bytes = bytes;
    this.#defaults = defaults;
  }

  /** Fragments lie between that are not read: only one that says when it begins goes on from there. */
  skip(): void {
    for (const [id, { begin }] of this.spans) this.spans.set(id, { begin, end: undefined });
  }

  async read(fragment: Box): Promise<void> {
    let dataEnd = fragment.start;
    for await (const run of boxesIn(this.#bytes, fragment.body, fragment.end)) {
      if (run.type === 'traf') dataEnd = await this.#readTrack(fragment, run, dataEnd);
    }
  }

  /** @returns where the data of the next track begin, unless it says otherwise */
  async #readTrack(fragment: Box, track: Box, dataEnd: number): Promise<number> {
    const header = await headerOf(this.#bytes, track, this.#defaults);
    if (header === undefined) return dataEnd;
    const base = header.base ?? (header.isFromFragment ? fragment.start : dataEnd);
    let duration = 0;
    let end = base;
    for await (const box of boxesIn(this.#bytes, track.body, track.end)) {
      if (box.type !== 'trun') continue;
      const run = await runOf(this.#bytes, box, header);
      end = (run.offset === undefined ? end : base + run.offset) + run.sizeBytes;
      if (run.sizeBytes > 0 && end > this.#bytes.sizeBytes) {
        throw new InvalidMediaError('a fragment is cut off');
      }
      duration += run.duration;
    }
    this.#proceed(header.trackId, await beginOf(this.#bytes, track), duration);
    return end;
  }

  #proceed(trackId: number, told: number | undefined, duration: number): void {
    const before = this.spans.get(trackId);
    const begin = told ?? (before === undefined ? 0 : before.end);
    const end = begin === undefined ? undefined : begin + duration;
    this.spans.set(trackId, { begin: before?.begin ?? begin ?? 0, end });
  }
}

/**
 * Proves that the samples of a film's fragments lie within the file, and adds up how long they are.
 * @returns the longest track in milliseconds; `undefined` when they do not tell
 * @throws InvalidMediaError when samples are missing
 */
export async function fragmentsMs(
  bytes: ByteSource,
  film: {
    readonly movie: Box;
    readonly fragments: readonly Box[];
    readonly tracks: readonly FilmTrack[];
    /** Tracks that have samples before the first fragment. */
    readonly begun: ReadonlySet<number>;
  },
): Promise<number | undefined> {
  const { movie, fragments, tracks, begun } = film;
  const reader = new FragmentReader(bytes, await defaultsOf(bytes, movie));
  for (const { id, duration } of tracks) {
    if (begun.has(id)) reader.spans.set(id, { begin: 0, end: duration });
  }
  const isMany = fragments.length > 2 * maxAtEachEnd;
  const first = isMany ? fragments.slice(0, maxAtEachEnd) : fragments;
  for (const fragment of first) await reader.read(fragment);
  if (isMany) {
    reader.skip();
    for (const fragment of fragments.slice(-maxAtEachEnd)) await reader.read(fragment);
  }
  const lengths = tracks.flatMap(({ id, timescale }) => {
    const { begin = 0, end } = reader.spans.get(id) ?? {};
    return end === undefined || timescale === 0 ? [] : [((end - begin) / timescale) * 1000];
  });
  const longest = Math.max(0, ...lengths);
  return longest > 0 ? Math.max(1, Math.round(longest)) : undefined;
}
