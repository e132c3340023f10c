import type { Failure } from '../failure.ts';

/** A sentence that says what happened, and what can be done about it. */
export interface Words {
  readonly sentence: string;
  readonly remedy: string;
  /** The system's own word for it, such as `ENOSPC`: for who looks closer, never a part of the sentence. */
  readonly detail?: string;
}

/** Words for each member of a union, by its code. */
export type WordTable<T extends { readonly code: string }, W> = {
  readonly [C in T['code']]: (of: Extract<T, { readonly code: C }>) => W;
};

/** Words for every failure; a code without a row does not compile. */
export type FailureTable = WordTable<Failure, Words>;

/** What a table says of one member of its union. */
export function byCode<T extends { readonly code: string }, W>(
  table: WordTable<T, W>,
): (of: T) => W {
  return (of) => {
    // Looked up by its own code, which TypeScript cannot follow across a union.
    const words = table[of.code as T['code']] as (of: T) => W;
    return words(of);
  };
}
