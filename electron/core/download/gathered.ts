/** Pieces that came and wait to be written together, in their order. */
export class Gathered {
  #pieces: Uint8Array[] = [];
  #sizeBytes = 0;

  /** Bytes of all of them. */
  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Adds one at the end. */
  add(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#sizeBytes += piece.length;
  }

  /** Hands them over: none waits any more. */
  take(): readonly Uint8Array[] {
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#sizeBytes = 0;
    return pieces;
  }
}
