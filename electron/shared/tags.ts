/** The longest tag, in UTF-16 units. */
export const maxTagLength = 60;

/** The most tags of one video. */
export const maxTags = 50;

/** The longest notes of one video, in UTF-16 units. */
export const maxNotesLength = 20_000;

/** Tags as they are kept: trimmed, none twice whatever its case, none too long, in the given order. */
export function normalTags(tags: readonly string[]): readonly string[] {
  const seen = new Map<string, string>();
  for (const tag of tags) {
    const plain = tag.replace(/\s+/g, ' ').trim().slice(0, maxTagLength).trim();
    const key = plain.toLowerCase();
    if (plain !== '' && !seen.has(key)) seen.set(key, plain);
  }
  return [...seen.values()].slice(0, maxTags);
}

/** Whether it has neither a NUL nor half a character: no path, name or note can hold these. */
export function isText(value: string): boolean {
  return !value.includes('\0') && !/\p{Cs}/u.test(value);
}
