import { parentPort, workerData } from 'node:worker_threads';
import {
  jobState,
  stateIndex,
  stopIndex,
  takenIndex,
  type DiskMessage,
  type DiskRequest,
  type SentError,
} from '../protocol.ts';
import { OperationStopped, type OperationContext } from './context.ts';
import { operations } from './operations.ts';
import { ForeignEntry } from './place.ts';

// Electron would read a file `x.asar` as a folder. What lies in an archive is never a part of the app.
Object.assign(process, { noAsar: true });

/** By these the main thread says that nobody wants the operation any more. */
const flags = new Int32Array(workerData as SharedArrayBuffer); // made by DiskThread, below

function say(message: DiskMessage, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

/** While it waits for a page to be taken, a thread looks so often whether anybody still wants the rest. */
const lookAgainMs = 100;

function isStopped(): boolean {
  return Atomics.load(flags, stopIndex) === 1;
}

const context: OperationContext = {
  beat(bytes) {
    if (isStopped()) throw new OperationStopped();
    say({ kind: 'beat', bytes });
  },
  page(part) {
    if (isStopped()) throw new OperationStopped();
    const taken = Atomics.load(flags, takenIndex);
    say({ kind: 'page', part });
    while (Atomics.wait(flags, takenIndex, taken, lookAgainMs) === 'timed-out') {
      if (isStopped()) throw new OperationStopped();
    }
  },
};

function toSent(error: unknown): SentError {
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

function run({ name, input }: DiskRequest): void {
  // The main thread's types say that name and input belong together.
  const operation = operations[name] as (context: OperationContext, ...input: unknown[]) => unknown;
  const before = Atomics.compareExchange(flags, stateIndex, jobState.sent, jobState.begun);
  if (before === jobState.refused) {
    say({ kind: 'failed', error: { kind: 'stopped' } });
    return;
  }
  try {
    const result = operation(context, ...input);
    const transfer = result instanceof Uint8Array ? [result.buffer as ArrayBuffer] : []; // made here, nobody else has it
    say({ kind: 'done', result }, transfer);
  } catch (error) {
    say({ kind: 'failed', error: toSent(error) });
  }
}

parentPort?.on('message', run);
