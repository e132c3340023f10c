/** The longest text that one `find` takes, in UTF-16 units: a file of 20 MiB. */
export const maxTextLength = 20 * 1024 * 1024;

/** The most of anything that one message of the page may hold. */
export const messageBounds = {
  /** UTF-16 units of all texts and names together; the longest call takes a file of 20 MiB. */
  textLength: 24 * 1024 * 1024,
  /** Values, at every level; the longest list has 100,000 ids. */
  values: 200_000,
  /** Lists and objects, one in the other. */
  depth: 8,
} as const;

/**
 * Weighs a message from the page before anything is made of it. It stops at the first bound that is
 * crossed, so that a huge message costs no more than a large one.
 * @returns UTF-16 units and values together; `undefined` for a message that crosses a bound, refers to
 * itself, or holds anything but JSON's values and `undefined`
 */
export function weighMessage(message: unknown): number | undefined {
  let [textLength, values] = [0, 0];
  const fits = (value: unknown, depth: number): boolean => {
    values += 1;
    if (values > messageBounds.values || depth > messageBounds.depth) return false;
    switch (typeof value) {
      case 'string':
        textLength += value.length;
        return textLength <= messageBounds.textLength;
      case 'undefined':
      case 'boolean':
      case 'number':
        return true;
      case 'object':
        return value === null || within(value, depth);
      default:
        return false;
    }
  };
  const within = (value: object, depth: number): boolean => {
    if (Array.isArray(value)) {
      // Before the walk: a list of holes has a length that no values pay for.
      if (value.length > messageBounds.values) return false;
      for (const item of value as readonly unknown[]) if (!fits(item, depth + 1)) return false;
      return true;
    }
    if (!isPlain(value)) return false;
    for (const key in value) {
      textLength += key.length;
      // A plain object's own or, from the language, none: what is inherited cannot be sent.
      if (!fits((value as Readonly<Record<string, unknown>>)[key], depth + 1)) return false;
    }
    return textLength <= messageBounds.textLength;
  };
  return fits(message, 0) ? textLength + values : undefined;
}

/** Whether it is an object of names and values: no buffer, map, date or the like. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    prototype === null ||
    (typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null)
  );
}
