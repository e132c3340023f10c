import { expect, vi } from 'vitest';
import { DiskThreads } from '../../../../electron/core/files/disk-threads.ts';
import { Gate, type RunOptions } from '../../../../electron/core/files/gate.ts';
import type {
  OperationInput,
  OperationName,
} from '../../../../electron/core/files/thread/operations.ts';
import type { FakeRequest } from '../../../fake/disk-thread.ts';

// The threads are real, and the time is not (`vi.useFakeTimers`): it is over when a test says so, however
// slow the machine is.

/** A disk thread that does what its request says. */
export const script = new URL('../../../fake/disk-thread.ts', import.meta.url);
/** As short as they can be told apart. */
export const limits = { answerMs: 500, flushMs: 500, askAgainMs: 0, patienceMs: 1 };
/** A thread takes its time to start where many things run. */
export const patient = { timeout: 15_000, interval: 2 };
/** To start a thread takes longer than most tests: those that need none of their own share these. */
export const pool = new DiskThreads({ script, idleMs: 3_600_000 });

/** What holds operations, as a drive that does not answer does. */
class Hold {
  readonly until = new SharedArrayBuffer(4);

  release(): void {
    Atomics.store(new Int32Array(this.until), 0, 1);
    Atomics.notify(new Int32Array(this.until), 0);
  }
}

const holds: Hold[] = [];
const gates: Gate[] = [];

/** Lets all go that is held, and waits until it has come back. */
export async function letGo(): Promise<void> {
  for (const hold of holds.splice(0)) hold.release();
  for (const gate of gates.splice(0)) await expect.poll(() => gate.isBusy, patient).toBe(false);
}

/** Something that holds operations until the test lets go, or ends. */
export function aHold(): Hold {
  const hold = new Hold();
  holds.push(hold);
  return hold;
}

/** A gate with limits as short as they are here. */
export function anUnusedGate(threads: DiskThreads, root: string): Gate {
  const gate = new Gate(root, threads);
  gate.setLimits(limits);
  gates.push(gate);
  return gate;
}

/** Resolves when so many operations have begun in their threads; who waits behind others runs out of patience. */
export async function haveBegun(begun: SharedArrayBuffer, count: number): Promise<void> {
  let losses = 0;
  const read = () => {
    if (losses < 5) vi.advanceTimersByTime(limits.patienceMs);
    losses += 1;
    return new Int32Array(begun)[0];
  };
  await expect.poll(read, patient).toBe(count);
}

/** A gate whose threads have started: only what a test holds takes its time. */
export async function aGate(threads = pool, root = '/drive'): Promise<Gate> {
  const gate = anUnusedGate(threads, root);
  gate.setLimits({ answerMs: 60_000 });
  const begun = new SharedArrayBuffer(4);
  const hold = { until: aHold().until, begun };
  const most = Math.min(3, threads.most);
  const warming = Array.from({ length: most }, (_, n) => run(gate, ['facts', String(n)], hold));
  await haveBegun(begun, most);
  for (const each of holds) each.release();
  await Promise.all(warming);
  gate.setLimits(limits);
  return gate;
}

/** Runs an operation of this name on a path, or on an open file; the thread does as it is told. */
export function run(
  gate: Gate,
  [name, on]: readonly [OperationName, string | number],
  { options = {}, ...request }: Partial<FakeRequest> & { readonly options?: RunOptions } = {},
): Promise<unknown> {
  const place = typeof on === 'number' ? on : { root: '/drive', segments: on.split('/') };
  const input = [place, { end: 'answer', ...request }] as unknown as OperationInput<OperationName>;
  return gate.run(name, input, options);
}

/** Runs an operation that hangs until its time is over. */
export async function hang(
  gate: Gate,
  what: readonly [OperationName, string | number],
  { until, ...request }: Parameters<typeof run>[2] & Pick<Hold, 'until'>,
): Promise<unknown> {
  const begun = new SharedArrayBuffer(4);
  const given = run(gate, what, { ...request, until, begun });
  await Promise.race([given, haveBegun(begun, 1)]);
  vi.advanceTimersByTime(limits.answerMs);
  return await given;
}
