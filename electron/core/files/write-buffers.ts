/** A buffer holds what is gathered for a write, and the piece that made it enough. */
const bufferBytes = 1024 * 1024;

/** No piece of a connection is larger: Node reads so much of a socket at a time. */
const longestPieceBytes = 64 * 1024;

/** When so many bytes are gathered they are to be written: with one piece more they still fit a buffer. */
export const gatheredBytes = bufferBytes - longestPieceBytes;

/** As many as there are usually transfers at a time; what is over is left to the garbage collector. */
const maxSpare = 4;

const spare: SharedArrayBuffer[] = [];

/**
 * Joins pieces in memory that the thread which writes them can see, lets them be written, and uses the memory
 * again: what was handed over to the thread piece by piece would lie about there until it is collected.
 * @param write settles once nobody reads the bytes any more; after a failure they may still be read
 * @returns what `write` answers
 */
export async function writeJoined<T>(
  pieces: readonly Uint8Array[],
  write: (bytes: Uint8Array) => Promise<T>,
): Promise<T> {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const buffer = takeBuffer(length);
  const bytes = new Uint8Array(buffer, 0, length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  const answer = await write(bytes);
  if (buffer.byteLength === bufferBytes && spare.length < maxSpare) spare.push(buffer);
  return answer;
}

function takeBuffer(length: number): SharedArrayBuffer {
  if (length > bufferBytes) return new SharedArrayBuffer(length);
  return spare.pop() ?? new SharedArrayBuffer(bufferBytes);
}
