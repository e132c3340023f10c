/** The most that is read of a file with ids: more is not a list but an archive of something. */
export const maxFileBytes = 20 * 1024 * 1024;

/**
 * A file's text: UTF-8, or UTF-16 as Windows writes it, with a byte order mark or without.
 * @returns `undefined` for what is no text: it has a NUL
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || hasWideLetters(bytes, 0);
  const isBig = (first === 0xfe && second === 0xff) || hasWideLetters(bytes, 1);
  const coding = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(coding).decode(bytes);
  return text.includes('\0') ? undefined : text;
}

/** How much of a text's beginning tells, in bytes. */
const beginning = 64;

/** Whether a text begins with plain letters and digits, each with a NUL before or behind it. */
function hasWideLetters(bytes: Uint8Array, at: 0 | 1): boolean {
  if (bytes.length < 8 || bytes.length % 2 !== 0) return false;
  const head = [...bytes.subarray(0, beginning)];
  return head.every((byte, n) => (n % 2 === at ? byte >= 9 && byte < 0x7f : byte === 0));
}
