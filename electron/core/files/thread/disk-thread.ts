import { parentPort, workerData } from 'node:worker_threads';
import {
  jobState,
  stateIndex,
  stepIndex,
  stopIndex,
  takenIndex,
  type DiskMessage,
  type DiskRequest,
} from '../protocol.ts';
import { OperationStopped, type OperationContext } from './context.ts';
import { operations } from './operations.ts';
import { toSent } from './sent-error.ts';

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

/** A sequence that takes longer says after each step that it gets on: the time limit is one step's. */
const longMs = 1_000;
let saidAtMs = 0;

const context: OperationContext = {
  begin(step) {
    // In this order: whoever gives it up sets the other first, and then knows which step may still happen.
    Atomics.store(flags, stepIndex, step);
    if (isStopped()) throw new OperationStopped();
    const nowMs = performance.now();
    if (nowMs - saidAtMs < longMs) return;
    saidAtMs = nowMs;
    say({ kind: 'beat', bytes: 0 });
  },
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

function run({ name, input }: DiskRequest): void {
  // The main thread's types say that name and input belong together.
  const operation = operations[name] as (context: OperationContext, ...input: unknown[]) => unknown;
  const before = Atomics.compareExchange(flags, stateIndex, jobState.sent, jobState.begun);
  if (before === jobState.refused) {
    say({ kind: 'failed', error: { kind: 'stopped' } });
    return;
  }
  saidAtMs = performance.now();
  try {
    const result = operation(context, ...input);
    const transfer = result instanceof Uint8Array ? [result.buffer as ArrayBuffer] : []; // made here, nobody else has it
    say({ kind: 'done', result }, transfer);
  } catch (error) {
    say({ kind: 'failed', error: toSent(error) });
  }
}

parentPort?.on('message', run);
