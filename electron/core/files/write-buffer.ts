/** What is usually gathered for a write: fewer would cost a call of the system for little. */
const usualBytes = 1024 * 1024;

/** For each of four transfers one that is filled and one that is written; more are left to the collector. */
const maxSpare = 8;

const spare: SharedArrayBuffer[] = [];

function takeMemory(sizeBytes: number): SharedArrayBuffer {
  if (sizeBytes > usualBytes) return new SharedArrayBuffer(sizeBytes);
  return spare.pop() ?? new SharedArrayBuffer(usualBytes);
}

/**
 * Bytes that are gathered in memory which the thread that writes them can see. The memory is used again: what
 * is handed over to a thread piece by piece lies about there until it is collected.
 */
export class WriteBuffer {
  #memory: SharedArrayBuffer | undefined;
  #from = 0;
  #to = 0;

  /** How many are in it. */
  get sizeBytes(): number {
    return this.#to - this.#from;
  }

  /** Whether a further piece might not find room without more memory. @param pieceBytes the longest there is */
  isFullFor(pieceBytes: number): boolean {
    return this.#to + pieceBytes > usualBytes;
  }

  /** What is in it. Valid until it is changed or let go of. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.#memory ?? new SharedArrayBuffer(0), this.#from, this.sizeBytes);
  }

  /** Copies bytes to its end. */
  add(bytes: Uint8Array): void {
    const memory = this.#withRoomFor(bytes.length);
    new Uint8Array(memory, this.#to, bytes.length).set(bytes);
    this.#to += bytes.length;
  }

  /** Takes bytes away from its start: those that are written. */
  drop(sizeBytes: number): void {
    this.#from += sizeBytes;
  }

  /** Empties it, for others to use its memory. Only when no thread reads it any more: not after a failure. */
  release(): void {
    if (this.#memory?.byteLength === usualBytes && spare.length < maxSpare) {
      spare.push(this.#memory);
    }
    this.#memory = undefined;
    this.#from = 0;
    this.#to = 0;
  }

  #withRoomFor(moreBytes: number): SharedArrayBuffer {
    const neededBytes = this.#to + moreBytes;
    const old = this.#memory;
    if (old !== undefined && neededBytes <= old.byteLength) return old;
    const memory = takeMemory(old === undefined ? neededBytes : 2 * neededBytes);
    if (old !== undefined) new Uint8Array(memory).set(new Uint8Array(old, 0, this.#to));
    this.#memory = memory;
    return memory;
  }
}
