import type { SentError } from './thread/sent-error.ts';
import type { OperationInput, OperationName } from './thread/operations.ts';

/** One operation, on its way to a disk thread. */
export interface DiskRequest<N extends OperationName = OperationName> {
  readonly name: N;
  readonly input: OperationInput<N>;
}

/** What a disk thread says. */
export type DiskMessage =
  | { readonly kind: 'beat'; readonly bytes: number }
  /** A part of a result. The thread waits until it is told that the next one may come. */
  | { readonly kind: 'page'; readonly part: readonly unknown[] }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly error: SentError };

/** Where the numbers stand that a thread and its owner share. */
export const stopIndex = 0;
export const stateIndex = 1;
/** How many pages the owner has taken, of all that the thread has ever sent. */
export const takenIndex = 2;

/** Which step of a sequence runs, from 0. */
export const stepIndex = 3;

/** How many bytes these numbers take. */
export const flagBytes = 16;

/** How far an operation is: one that is refused before it has begun never begins. */
export const jobState = { sent: 0, begun: 1, refused: 2 } as const;
