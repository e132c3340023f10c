/** What a `Range` header asks of a file: all of it, one part (both ends inclusive), or nothing that it has. */
export type RangeReading =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly firstByte: number; readonly lastByte: number }
  | { readonly kind: 'unsatisfiable' };

const whole: RangeReading = { kind: 'whole' };

const digits = /^\d*$/;

/** First and last byte as they are written. No two repetitions meet: each character is looked at once. */
function partsOf(header: string): readonly [first: string, last: string] | undefined {
  const match = /^([^=]*)=([^-]*)-([^-]*)$/.exec(header);
  const [unit = '', first = '', last = ''] = (match ?? []).slice(1).map((part) => part.trim());
  const isRange = unit.toLowerCase() === 'bytes' && digits.test(first) && digits.test(last);
  return isRange ? [first, last] : undefined;
}

/**
 * Reads a `Range` header (RFC 9110, 14.1.2 and 14.2). Other units, malformed ranges and several
 * ranges at once are ignored, as the specification allows: the whole file answers them.
 */
export function readRange(header: string | null, sizeBytes: number): RangeReading {
  const [first, last] = partsOf(header ?? '') ?? ['', ''];
  if (first === '' && last === '') return whole;
  if (first === '') {
    const suffixLength = Number(last);
    if (suffixLength === 0) return { kind: 'unsatisfiable' };
    if (sizeBytes === 0) return whole;
    return {
      kind: 'part',
      firstByte: Math.max(0, sizeBytes - suffixLength),
      lastByte: sizeBytes - 1,
    };
  }
  const firstByte = Number(first);
  const lastByte = last === '' ? Number.POSITIVE_INFINITY : Number(last);
  if (lastByte < firstByte) return whole;
  if (firstByte >= sizeBytes) return { kind: 'unsatisfiable' };
  return { kind: 'part', firstByte, lastByte: Math.min(lastByte, sizeBytes - 1) };
}
