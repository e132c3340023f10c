/**
 * Whether an answer is what was expected: of an object, in what is expected of it; of an array or of bytes, in
 * each of them and their number; anything else, if it is the same.
 */
export function isMatch(expected: unknown, found: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return Object.is(expected, found);
  if (typeof found !== 'object' || found === null) return false;
  if (Array.isArray(expected) || expected instanceof Uint8Array) {
    const isAlike = Array.isArray(expected) ? Array.isArray(found) : found instanceof Uint8Array;
    if (!isAlike) return false;
    const [one, other] = [expected as ArrayLike<unknown>, found as ArrayLike<unknown>];
    return (
      one.length === other.length &&
      Array.from(one).every((each, index) => isMatch(each, other[index]))
    );
  }
  return Object.entries(expected).every(([key, each]) =>
    isMatch(each, (found as Readonly<Record<string, unknown>>)[key]),
  );
}
