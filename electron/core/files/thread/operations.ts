import { sequence } from './sequence.ts';
import { steps } from './steps.ts';

/** Everything that a disk thread can be asked for, by name: one step, or a sequence of them. */
export const operations = { ...steps, sequence };

/** The operations' types. */
export type Operations = typeof operations;

/** The name of an operation. */
export type OperationName = keyof Operations;

/** What an operation is given, without its context. */
export type OperationInput<N extends OperationName> =
  Parameters<Operations[N]> extends [unknown, ...infer Rest] ? Rest : never;

/** What an operation answers. */
export type OperationResult<N extends OperationName> = ReturnType<Operations[N]>;
