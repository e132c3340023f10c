import { childOf, fieldsOf, type Box } from './box.ts';
import { longestReadBytes, type ByteSource } from './byte-source.ts';
import { InvalidMediaError } from './invalid-media.ts';
import type { FilmTrack } from './film-tracks.ts';

/** Entries of a table one after another, read in pieces of many. */
class Table {
  readonly #bytes: ByteSource;
  readonly #at: number;
  readonly #width: number;
  /** As many as the table says, and has. */
  readonly count: number;
  #window: Buffer = Buffer.alloc(0);
  #first = 0;

  constructor(bytes: ByteSource, place: { at: number; end: number; count: number; width: number }) {
    this.#bytes = bytes;
    this.#at = place.at;
    this.#width = place.width;
    this.count = place.count;
    if (place.at + place.count * place.width > place.end) {
      throw new InvalidMediaError('a table of samples is too short');
    }
  }

  /** An entry's bytes. */
  async entry(index: number): Promise<Buffer> {
    const perWindow = Math.floor(longestReadBytes / this.#width);
    const offset = (index - this.#first) * this.#width;
    if (offset < 0 || offset + this.#width > this.#window.length) {
      this.#first = index;
      const wanted = Math.min(perWindow, this.count - index) * this.#width;
      const read = await this.#bytes.read(this.#at + index * this.#width, wanted);
      this.#window = Buffer.from(read);
      if (this.#window.length < this.#width) throw new InvalidMediaError('a table is cut off');
      return this.#window.subarray(0, this.#width);
    }
    return this.#window.subarray(offset, offset + this.#width);
  }
}

/** How a table is laid out: its head ends with the number of entries. */
interface Form {
  readonly headBytes: number;
  readonly width: number;
}

async function tableIn(bytes: ByteSource, box: Box, { headBytes, width }: Form): Promise<Table> {
  const head = await fieldsOf(bytes, box, headBytes);
  const count = head.readUInt32BE(headBytes - 4);
  return new Table(bytes, { at: box.body + headBytes, end: box.end, count, width });
}

/** How many samples there are, and the bytes of some of them: `stsz` and `stz2`, 8.7.3. */
interface Sizes {
  readonly count: number;
  /** Of `count` samples from the next one on. */
  next(count: number): Promise<number>;
}

async function sizesOf(bytes: ByteSource, table: Box): Promise<Sizes> {
  const box = await childOf(bytes, table, 'stsz');
  if (box === undefined) return compactSizes(bytes, table);
  const fixed = (await fieldsOf(bytes, box, 12)).readUInt32BE(4);
  if (fixed > 0) {
    const count = (await fieldsOf(bytes, box, 12)).readUInt32BE(8);
    return { count, next: (some) => Promise.resolve(some * fixed) };
  }
  const entries = await tableIn(bytes, box, { headBytes: 12, width: 4 });
  return summing(entries, (entry) => entry.readUInt32BE(0));
}

async function compactSizes(bytes: ByteSource, table: Box): Promise<Sizes> {
  const box = await childOf(bytes, table, 'stz2');
  if (box === undefined) return { count: 0, next: () => Promise.resolve(0) };
  const bits = (await fieldsOf(bytes, box, 12)).readUInt8(7);
  const count = (await fieldsOf(bytes, box, 12)).readUInt32BE(8);
  // Half a byte each is rare, and its samples have at most 15 bytes: they are skipped.
  if (bits < 8) return { count, next: () => Promise.resolve(0) };
  const entries = await tableIn(bytes, box, { headBytes: 12, width: bits / 8 });
  return summing(entries, (entry) => entry.readUIntBE(0, bits / 8));
}

function summing(entries: Table, sizeOf: (entry: Buffer) => number): Sizes {
  let at = 0;
  return {
    count: entries.count,
    next: async (some) => {
      const end = Math.min(entries.count, at + some);
      let sum = 0;
      for (; at < end; at += 1) sum += sizeOf(await entries.entry(at));
      return sum;
    },
  };
}

/** `stco` and `co64`, 8.7.5: where each chunk begins. */
async function chunksOf(bytes: ByteSource, table: Box) {
  const short = await childOf(bytes, table, 'stco');
  const long = short === undefined ? await childOf(bytes, table, 'co64') : undefined;
  const box = short ?? long;
  if (box === undefined) return undefined;
  const entries = await tableIn(bytes, box, { headBytes: 8, width: long === undefined ? 4 : 8 });
  return {
    count: entries.count,
    at: async (index: number) => {
      const entry = await entries.entry(index);
      return long === undefined ? entry.readUInt32BE(0) : Number(entry.readBigUInt64BE(0));
    },
  };
}

/** `stsc`, 8.7.4: how many samples a chunk has, in runs. */
async function* samplesPerChunk(
  bytes: ByteSource,
  table: Box,
  chunks: number,
): AsyncGenerator<number> {
  const box = await childOf(bytes, table, 'stsc');
  if (box === undefined) return;
  const runs = await tableIn(bytes, box, { headBytes: 8, width: 12 });
  let chunk = 1;
  for (let run = 0; run < runs.count && chunk <= chunks; run += 1) {
    const samples = (await runs.entry(run)).readUInt32BE(4);
    const isLast = run + 1 === runs.count;
    const until = isLast ? chunks + 1 : (await runs.entry(run + 1)).readUInt32BE(0);
    for (; chunk < until && chunk <= chunks; chunk += 1) yield samples;
  }
}

/** A track's samples as its tables tell. */
export interface SampleExtent {
  readonly count: number;
  /** The first byte after the sample that lies furthest; 0 without samples. */
  readonly end: number;
}

/**
 * How far a track's samples reach into the file: one that lies beyond its end is missing.
 * @throws InvalidMediaError when its tables are cut off
 */
export async function extentOf(bytes: ByteSource, { table }: FilmTrack): Promise<SampleExtent> {
  const sizes = await sizesOf(bytes, table);
  const chunks = await chunksOf(bytes, table);
  if (chunks === undefined || sizes.count === 0) return { count: 0, end: 0 };
  let end = 0;
  let left = sizes.count;
  let chunk = 0;
  for await (const inChunk of samplesPerChunk(bytes, table, chunks.count)) {
    const count = Math.min(inChunk, left);
    const sizeBytes = await sizes.next(count);
    if (sizeBytes > 0) end = Math.max(end, (await chunks.at(chunk)) + sizeBytes);
    left -= count;
    chunk += 1;
    if (left === 0) break;
  }
  return { count: sizes.count - left, end };
}
