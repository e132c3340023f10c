import type { ForeignKind } from '../entry.ts';
import { OperationStopped } from './context.ts';
import { ForeignEntry } from './place.ts';

/** An error in a form that can be sent from a thread. */
export type SentError =
  | {
      readonly kind: 'system';
      readonly code: string;
      readonly syscall: string;
      readonly message: string;
    }
  | { readonly kind: 'foreign'; readonly found: ForeignKind; readonly path: string }
  | { readonly kind: 'stopped' }
  /** A bug. */
  | { readonly kind: 'other'; readonly message: string };

/** An operation's error in the form in which it is sent. */
export function toSent(error: unknown): SentError {
  if (error instanceof ForeignEntry) {
    return { kind: 'foreign', found: error.kind, path: error.path };
  }
  if (error instanceof OperationStopped) return { kind: 'stopped' };
  if (!(error instanceof Error)) return { kind: 'other', message: String(error) };
  const { message } = error;
  // Node refuses a path that the system could never be given: one with NUL.
  if ('code' in error && error.code === 'ERR_INVALID_ARG_VALUE') {
    return { kind: 'system', code: 'EINVAL', syscall: 'open', message };
  }
  if (!('code' in error) || !('syscall' in error)) {
    return { kind: 'other', message: error.stack ?? message };
  }
  return { kind: 'system', code: String(error.code), syscall: String(error.syscall), message };
}
