import { createHash, randomUUID } from 'node:crypto';

/** Makes identifiers in the forms the provider has used. */
export interface Ids {
  /** 32 hex digits, as in 2026. */
  hex(): string;
  /** A hyphenated UUID, as in 2025. */
  uuid(): string;
  /** A string of `count` decimal digits that does not start with 0. */
  digits(count: number): string;
}

/** The same seed gives the same identifiers in the same order; without one they are random. */
export function createIds(seed: string = randomUUID()): Ids {
  let counter = 0;
  const hex = (): string => {
    counter += 1;
    return createHash('sha256')
      .update(`${seed}/${String(counter)}`)
      .digest('hex')
      .slice(0, 32);
  };
  return {
    hex,
    uuid: () => {
      const digits = hex();
      const part = (from: number, to: number): string => digits.slice(from, to);
      return [part(0, 8), part(8, 12), `4${part(13, 16)}`, `a${part(17, 20)}`, part(20, 32)].join(
        '-',
      );
    },
    digits: (count) => {
      const number = BigInt(`0x${hex()}`).toString().slice(-count).padStart(count, '7');
      return number.startsWith('0') ? `3${number.slice(1)}` : number;
    },
  };
}
