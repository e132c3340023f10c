import { parentPort, workerData } from 'node:worker_threads';
import type { DiskMessage, DiskRequest } from '../../electron/core/files/protocol.ts';

// A disk thread that does what its request says. An operation is kept by a drive, as far as anybody can
// see, until the number that came with it is no longer 0.

const flags = new Int32Array(workerData as SharedArrayBuffer); // as in the real one

/** What a test asks for, in the place of a path. */
export interface FakeRequest {
  readonly end: 'answer' | 'throw' | 'exit';
  /** Held while its number is 0. */
  readonly until?: SharedArrayBuffer;
  readonly result?: unknown;
  /** Counts the operations that have begun. */
  readonly begun?: SharedArrayBuffer;
  /** Counts the files that this thread closes from now on. */
  readonly closed?: SharedArrayBuffer;
}

let closed: Int32Array | undefined;

parentPort?.on('message', ({ name, input }: DiskRequest) => {
  if (name === 'close' && closed !== undefined) Atomics.add(closed, 0, 1);
  const request = input.at(-1) as unknown as FakeRequest; // made by the test
  if (Atomics.compareExchange(flags, 1, 0, 1) === 2) {
    const stopped: DiskMessage = { kind: 'failed', error: { kind: 'stopped' } };
    parentPort?.postMessage(stopped);
    return;
  }
  if (request.begun !== undefined) Atomics.add(new Int32Array(request.begun), 0, 1);
  if (request.closed !== undefined) closed = new Int32Array(request.closed);
  if (request.until !== undefined) Atomics.wait(new Int32Array(request.until), 0, 0);
  if (request.end === 'exit') process.exit(3);
  if (request.end === 'throw') throw new Error('A thread broke.');
  const done: DiskMessage = { kind: 'done', result: request.result };
  parentPort?.postMessage(done);
});
