/**
 * Cuts a stream of bytes into lines of UTF-8, each of bounded length. Bytes are kept as they come, so that
 * many small pieces cost no more than one large one.
 */
export class LineReader {
  readonly #maxBytes: number;
  #pieces: Buffer[] = [];
  #length = 0;

  /** @param maxBytes of a line */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * Takes the next bytes.
   * @returns the lines that are complete now, without their ends; `undefined` once a line is too long
   */
  take(bytes: Buffer): readonly string[] | undefined {
    const lines: string[] = [];
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      if (!this.#keep(bytes.subarray(from, end))) return undefined;
      lines.push(Buffer.concat(this.#pieces).toString('utf8'));
      this.#pieces = [];
      this.#length = 0;
      from = end + 1;
    }
    return this.#keep(bytes.subarray(from)) ? lines : undefined;
  }

  #keep(piece: Buffer): boolean {
    this.#length += piece.length;
    if (this.#length > this.#maxBytes) return false;
    if (piece.length > 0) this.#pieces.push(piece);
    return true;
  }
}
