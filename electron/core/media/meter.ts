import { longestReadBytes, type ByteSource } from './byte-source.ts';
import { InvalidMediaError } from './invalid-media.ts';

/**
 * What the examination of one file may cost, in reads of a header or a field (steps), wherever they come
 * from, and in bytes that are asked of the disk.
 */
export interface MeterLimits {
  readonly steps: number;
  readonly fetchedBytes: number;
}

/** Steps that every file has, however small: a fragment of one frame is hardly 100 bytes, and two boxes. */
const freeSteps = 500_000;
/** A file may cost one more step for so many bytes. */
const bytesPerStep = 256;
/**
 * Enough for seven hours of a film with a fragment for each frame: 30 of the picture and 47 of AAC sound
 * make 154 boxes a second. One with a fragment a second has 5 boxes each: 200 hours.
 */
const maxSteps = 4_000_000;
/** The check and the search for the file's own end each walk it once; tables and headers are read again. */
const fetchesPerByte = 4;
const freeFetchedBytes = 8 * 1024 ** 2;

/** After this many steps in a row without disk access, other work gets a turn: every few milliseconds. */
const stepsPerTurn = 1_000;

/** The least that is asked of a disk: it reads no less itself. */
const shortestWindowBytes = 4 * 1024;

/** What a file of this size may cost. */
export function meterLimits(sizeBytes: number): MeterLimits {
  return {
    steps: Math.min(maxSteps, freeSteps + Math.ceil(sizeBytes / bytesPerStep)),
    fetchedBytes: freeFetchedBytes + fetchesPerByte * sizeBytes,
  };
}

/**
 * Bytes that others made, under one budget for all who walk them. Reads nothing outside the file, keeps
 * the window it read last, so that a file of tiny boxes is not a file of tiny reads, and lets others have
 * their turn.
 */
export class Meter implements ByteSource {
  readonly sizeBytes: number;
  readonly limits: MeterLimits;
  readonly #bytes: ByteSource;
  #steps = 0;
  #fetchedBytes = 0;
  #inARow = 0;
  #window: Buffer = Buffer.alloc(0);
  #windowAt = 0;
  #windowBytes = shortestWindowBytes;

  private constructor(bytes: ByteSource) {
    this.#bytes = bytes;
    this.sizeBytes = bytes.sizeBytes;
    this.limits = meterLimits(bytes.sizeBytes);
  }

  /** One budget a file: bytes that have one keep it. */
  static of(bytes: ByteSource): Meter {
    return bytes instanceof Meter ? bytes : new Meter(bytes);
  }

  /** Reads so far. */
  get steps(): number {
    return this.#steps;
  }

  /** Bytes asked of the disk so far. */
  get fetchedBytes(): number {
    return this.#fetchedBytes;
  }

  /** @throws InvalidMediaError when the budget is spent; the system's error */
  async read(offset: number, lengthBytes: number): Promise<Buffer> {
    this.#steps += 1;
    if (this.#steps > this.limits.steps)
      throw new InvalidMediaError('more parts than any film has');
    if (!(offset >= 0 && offset < this.sizeBytes)) return Buffer.alloc(0);
    const length = Math.min(Math.max(0, lengthBytes), longestReadBytes, this.sizeBytes - offset);
    const end = this.#windowAt + this.#window.length;
    if (offset < this.#windowAt || offset + length > end) await this.#fetch(offset, length);
    this.#inARow += 1;
    // Awaited only when there is something to wait for: most files of many parts lie in few windows.
    if (this.#inARow >= stepsPerTurn) await this.#giveTurn();
    const start = offset - this.#windowAt;
    return this.#window.subarray(start, start + length);
  }

  /** A walk through parts that lie close together reads ahead the further the longer it goes. */
  async #fetch(offset: number, length: number): Promise<void> {
    const ahead = offset - (this.#windowAt + this.#window.length);
    const isNear = offset >= this.#windowAt && ahead < longestReadBytes;
    this.#windowBytes = isNear
      ? Math.min(longestReadBytes, this.#windowBytes * 2)
      : shortestWindowBytes;
    const wanted = Math.min(Math.max(length, this.#windowBytes), this.sizeBytes - offset);
    this.#fetchedBytes += wanted;
    if (this.#fetchedBytes > this.limits.fetchedBytes) {
      throw new InvalidMediaError('parts that lie across each other');
    }
    this.#window = await this.#bytes.read(offset, wanted);
    this.#windowAt = offset;
  }

  async #giveTurn(): Promise<void> {
    this.#inARow = 0;
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}
