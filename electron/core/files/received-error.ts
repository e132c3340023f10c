import { DiskError } from '../platform/disk-error.ts';
import type { SentError } from './thread/sent-error.ts';

/** Says that an operation was stopped because nobody wants its result any more. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** The error that a thread has sent, as it is thrown here. */
export function toError(root: string, error: SentError): Error {
  switch (error.kind) {
    case 'foreign': {
      const path = error.path === '' ? root : `${root}/${error.path}`;
      return new DiskError({ code: 'foreign-entry', path, found: error.found });
    }
    case 'stopped':
      return new Stopped('The operation was stopped.');
    case 'system': {
      const { code, syscall, message } = error;
      return Object.assign(new Error(message), { code, syscall });
    }
    case 'other':
      return new Error(error.message);
  }
}
