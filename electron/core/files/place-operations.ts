import type { Place } from './thread/place.ts';
import type { OperationInput, OperationName } from './thread/operations.ts';

/** The operations on one place. */
export type PlacedName = {
  [N in OperationName]: OperationInput<N> extends readonly [Place, ...unknown[]] ? N : never;
}[OperationName];

/** What such an operation is given besides the place. */
export type RestOf<N extends PlacedName> =
  OperationInput<N> extends readonly [Place, ...infer Rest] ? Rest : never;

/** A text's bytes, in memory of their own: what is sent takes all of its memory along. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
