/** Pieces up to a number of bytes, and the rest of them: a write may take less than it was given. */
export function splitAt(
  pieces: readonly Uint8Array[],
  bytes: number,
): { readonly before: readonly Uint8Array[]; readonly after: readonly Uint8Array[] } {
  const before: Uint8Array[] = [];
  let left = bytes;
  for (const [index, piece] of pieces.entries()) {
    if (piece.length > left) {
      const rest = [piece.subarray(left), ...pieces.slice(index + 1)];
      return { before: [...before, piece.subarray(0, left)], after: rest };
    }
    before.push(piece);
    left -= piece.length;
  }
  return { before, after: [] };
}
