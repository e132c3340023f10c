import { createHash, type Hash } from 'node:crypto';
import { WriteBuffer } from '../files/write-buffer.ts';
import type { PartNote } from './part-note.ts';

/** What proves the first bytes of a file. */
export type PrefixProof = Pick<PartNote, 'provenBytes' | 'provenSha256'>;

/** How much of some bytes the system took. */
export interface Taken {
  readonly writtenBytes: number;
  /** What it refused. If not all were written then, those that were do not count. */
  readonly error?: Error | undefined;
}

/** No piece of a connection is longer: Node reads so much of a socket at a time. */
const longestPieceBytes = 64 * 1024;

/** The bytes of an unfinished file: those that the system has taken with their SHA-256, and those that wait. */
export class PartBytes {
  #hash: Hash;
  #writtenBytes: number;
  #waiting = new WriteBuffer();
  /** On their way to the disk. */
  #moving: WriteBuffer | undefined;

  /** @param prefix what is in the file already, with its hash; absent: nothing */
  constructor(prefix?: { readonly hash: Hash; readonly sizeBytes: number }) {
    this.#hash = prefix?.hash ?? createHash('sha256');
    this.#writtenBytes = prefix?.sizeBytes ?? 0;
  }

  /** Bytes that the system has taken. */
  get writtenBytes(): number {
    return this.#writtenBytes;
  }

  /** All that were added. */
  get receivedBytes(): number {
    return this.#writtenBytes + (this.#moving?.sizeBytes ?? 0) + this.#waiting.sizeBytes;
  }

  /** Whether any wait to be written. */
  get isAnyWaiting(): boolean {
    return this.#waiting.sizeBytes > 0;
  }

  /** Whether so many wait that they are to be written before more come. */
  get isFull(): boolean {
    return this.#waiting.isFullFor(longestPieceBytes);
  }

  /** Of the bytes that are written. */
  get proof(): PrefixProof {
    return { provenBytes: this.#writtenBytes, provenSha256: this.sha256 };
  }

  /** Of the bytes that are written, in hex. */
  get sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  /** Copies bytes to the end. */
  add(bytes: Uint8Array): void {
    this.#waiting.add(bytes);
  }

  /** Forgets what waits. */
  drop(): void {
    this.#waiting.release();
  }

  /**
   * Writes what waits. What the system refuses is gone, and asked for again.
   * @param write answers how many the system took
   * @throws what `write` throws
   */
  write(write: (bytes: Uint8Array, position: number) => Promise<number>): Promise<void> {
    return this.#move(async (moving) => {
      while (moving.sizeBytes > 0) {
        this.#noteWritten(moving, await write(moving.bytes, this.#writtenBytes));
      }
      moving.release();
    });
  }

  /**
   * Writes what waits at once; of what the system did not take the rest waits again.
   * @param write is told what proves the file when all of them are in it
   * @returns what `write` answers
   * @throws what `write` throws
   */
  writeProven<T extends Taken>(
    write: (bytes: Uint8Array, position: number, whole: PrefixProof) => Promise<T>,
  ): Promise<T> {
    return this.#move(async (moving) => {
      const { bytes } = moving;
      const hash = this.#hash.copy().update(bytes);
      const provenBytes = this.#writtenBytes + bytes.length;
      const provenSha256 = hash.copy().digest('hex');
      const taken = await write(bytes, this.#writtenBytes, { provenBytes, provenSha256 });
      if (taken.writtenBytes === bytes.length) {
        this.#hash = hash;
        this.#writtenBytes = provenBytes;
        moving.release();
      } else if (taken.error === undefined) {
        this.#noteWritten(moving, taken.writtenBytes);
        this.#putBack(moving);
      }
      return taken;
    });
  }

  /** Others may be added meanwhile. */
  async #move<T>(work: (moving: WriteBuffer) => Promise<T>): Promise<T> {
    const moving = this.#waiting;
    this.#waiting = new WriteBuffer();
    this.#moving = moving;
    try {
      return await work(moving);
    } finally {
      this.#moving = undefined;
    }
  }

  #noteWritten(moving: WriteBuffer, writtenBytes: number): void {
    this.#hash.update(moving.bytes.subarray(0, writtenBytes));
    this.#writtenBytes += writtenBytes;
    moving.drop(writtenBytes);
  }

  /** They come before those that were added since. */
  #putBack(moving: WriteBuffer): void {
    moving.add(this.#waiting.bytes);
    this.#waiting.release();
    this.#waiting = moving;
    this.#moving = undefined;
  }
}
