import { PipeClosedError } from './ports.ts';

/** How the systems say that nobody reads any more: a pipe's end, a socket's, and a stream after either. */
const closedCodes: readonly unknown[] = ['EPIPE', 'ECONNRESET', 'EOF', 'ERR_STREAM_DESTROYED'];

/**
 * What became of text that could not be written. Whoever reads no more wants no more; a disk that is full has lost
 * what was asked for, and its command has not done it.
 */
export function outputError(error: Error): Error {
  const code = 'code' in error ? error.code : undefined;
  if (closedCodes.includes(code)) return new PipeClosedError();
  return new Error(`The output could not be written: ${error.message}.`, { cause: error });
}
