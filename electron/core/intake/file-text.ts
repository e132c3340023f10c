/** The most that is read of a file with ids: more is not a list but an archive of something. */
export const maxFileBytes = 20 * 1024 * 1024;

/**
 * A file's text: UTF-8, or UTF-16 as Windows writes it, with a byte order mark.
 * @returns `undefined` for what is no text: it has a NUL
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  const coding = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(coding).decode(bytes);
  return text.includes('\0') ? undefined : text;
}
