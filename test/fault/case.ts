import { afterAll, describe, expect, test } from 'vitest';
import type { FailureCode } from '../../electron/shared/failure.ts';
import type { Task, TaskState } from '../../electron/shared/task.ts';
import type { Effect, FaultName } from '../fake/provider/fault-table.ts';
import type { FaultOptions } from '../fake/provider/faults.ts';
import type { Step } from '../fake/provider/script.ts';
import type { RawHostOptions } from '../fake/raw-host.ts';
import { MemoryStore } from '../fake/store.ts';
import { Bench } from './bench.ts';
import { expectInvariants, type Budget } from './invariants.ts';

/** Makes the provider or a host ill, and says the id of the task that meets it. */
export type SetUp = (bench: Bench) => string | Promise<string>;

/** Where the task must come to. */
export interface End {
  readonly state: TaskState;
  /** The cause of a lost video, the provider's code of a failed one, the hindrance of one that waits. */
  readonly code?: FailureCode;
  /** Goes on by itself once the fault is over, to `archived`. */
  readonly isPassing?: true;
}

/** One fault and its end. */
export interface FaultCase {
  readonly name: string;
  readonly set: SetUp;
  /** Which endpoint knows the task; Runway unless said. */
  readonly endpoint?: string;
  readonly end: End;
  /** The fault meets the account, not one task: the healthy task has to wait as well. */
  readonly meetsAll?: true;
  /** What ends the fault, if it is not enough to clear it. */
  readonly lift?: (bench: Bench) => void | Promise<void>;
  /** Where the usual budget is not enough for a good reason. */
  readonly budget?: Partial<Budget>;
  /** Asserts what only this case has. */
  readonly also?: (bench: Bench, task: Task) => void | Promise<void>;
  /** Quiet times are skipped from the beginning. */
  readonly takesLong?: true;
}

const usualBudget: Budget = { calls: 10, files: 16 };

/** A transfer that brings nothing asks so often: `fruitlessAttempts` of the downloader. */
const maxRequestsOfTry = 2;

/** The video is in the archive although the fault is still there. */
export const archived: End = { state: 'archived' };

/** The task is over, and says why. */
export function lost(code: FailureCode): End {
  return { state: 'lost', code };
}

/** The task waits, says why, and is archived by itself once the fault is over. */
export function waits(state: TaskState, code?: FailureCode): End {
  return { state, isPassing: true, ...(code !== undefined && { code }) };
}

const video = 'dunes.mp4';
const thumbnail = 'dunes.jpg';
const success: Step = { state: 'success', video, thumbnail };

/** A task whose video meets a fault of the file host. */
export function onVideo(what: FaultName | Effect, options: FaultOptions = {}): SetUp {
  return (bench) => ill(bench, what, { file: 'video', ...options });
}

/** One fault of several. */
export type Layer = readonly [what: FaultName | Effect, options?: FaultOptions];

/** A task whose video meets several faults at once, those that are counted over those that stay. */
export function onVideoLayered(...layers: readonly Layer[]): SetUp {
  return ({ it }) => {
    const taskId = it.provider.addTask({ endpoint: 'runway', script: [success] });
    for (const [what, options] of layers) {
      it.provider.fault(what, { taskId, file: 'video', ...options });
    }
    return taskId;
  };
}

/** A task whose thumbnail meets a fault of the file host. */
export function onThumbnail(what: FaultName | Effect, options: FaultOptions = {}): SetUp {
  return (bench) => ill(bench, what, { file: 'thumbnail', ...options });
}

/** A task whose questions meet a fault of the API. */
export function onQuestion(what: FaultName | Effect, options: FaultOptions = {}): SetUp {
  return (bench) => ill(bench, what, options);
}

/** Every call of the account meets a fault of the API. */
export function onAccount(what: FaultName | Effect, options: FaultOptions = {}): SetUp {
  return ({ it }) => {
    it.provider.fault(what, options);
    return it.provider.addTask({ endpoint: 'runway', script: [success] });
  };
}

function ill({ it }: Bench, what: FaultName | Effect, options: FaultOptions): string {
  const taskId = it.provider.addTask({ endpoint: 'runway', script: [success] });
  it.provider.fault(what, { taskId, ...options });
  return taskId;
}

/** A task that the provider tells about in these steps. */
export function told(...script: readonly Step[]): SetUp {
  return ({ it }) => it.provider.addTask({ endpoint: 'runway', script });
}

/** A task whose video lies on a host that writes its own bytes. */
export function onWire(
  answer: RawHostOptions['answer'],
  options: Omit<RawHostOptions, 'answer' | 'bytes'> = {},
): SetUp {
  return async (bench) => {
    const bytes = bench.it.provider.bytesOf(video);
    const url = await bench.rawHost({ bytes, answer, ...options });
    const script = [{ state: 'success', video: url, thumbnail } as const];
    return bench.it.provider.addTask({ endpoint: 'runway', script });
  };
}

/** Puts every case on a bench of its own, several at a time, and prints how they ended. */
export function playFaults(title: string, cases: readonly FaultCase[]): void {
  const lines = new Map<string, string>();
  describe.concurrent(title, () => {
    test.for(cases.map((each) => [describeCase(each), each] as const))(
      '%s',
      { timeout: 60_000 },
      async ([, each]) => {
        lines.set(each.name, await play(each));
      },
    );
  });
  afterAll(() => {
    const rows = cases.map(({ name }) => `  ${name} → ${lines.get(name) ?? 'NOT AS EXPECTED'}`);
    console.info([`${title}: ${String(cases.length)} faults`, ...rows].join('\n'));
  });
}

function describeCase({ name, end }: FaultCase): string {
  return `${name} → ${describeEnd(end)}`;
}

function describeEnd({ state, code, isPassing }: End): string {
  const then = isPassing === true ? ', then archived' : '';
  return `${state}${code === undefined ? '' : ` (${code})`}${then}`;
}

async function play(one: FaultCase): Promise<string> {
  // What is on disk is not the point here, and electron-store writes synchronously, for all cases at once.
  const bench = await Bench.start({ ports: { store: new MemoryStore() } });
  try {
    const id = await one.set(bench);
    const healthy = bench.it.aTask('tide.mp4');
    bench.it.add(id, one.endpoint ?? 'runway');
    bench.it.add(healthy, 'runway');
    const isThere = () => isAt(bench.it.taskOf(id), one.end);
    const isSaved = () => bench.it.taskOf(healthy).state === 'archived';
    const holds = () => isThere() && (one.meetsAll === true || isSaved());
    const what = describeEnd(one.end);
    await (one.takesLong === true ? bench.hurryUntil(holds, what) : bench.until(holds, what));
    await one.also?.(bench, bench.it.taskOf(id));
    await expectInvariants(bench, budgetOf(one, bench));
    if (one.end.isPassing === true) {
      await (one.lift ?? (() => bench.lift()))(bench);
      const isArchived = () => bench.it.taskOf(id).state === 'archived' && isSaved();
      await bench.hurryUntil(isArchived, 'archived by itself, the healthy one too');
      await expectInvariants(bench, budgetOf(one, bench));
    }
    expect(
      bench
        .tasks()
        .map(({ id: each }) => each)
        .sort(),
    ).toEqual([id, healthy].sort());
    return `${what}; ${costs(bench, id)}`;
  } finally {
    await bench.stop();
  }
}

/** What waits is tried again after 2 s, 4 s and so on, and every seven minutes less a tenth in the end. */
function budgetOf(one: FaultCase, { clock }: Bench): Budget {
  const budget = { ...usualBudget, ...one.budget };
  if (one.end.isPassing !== true) return budget;
  const elapsedMs = clock.elapsed();
  const tries = Math.ceil(Math.log2(elapsedMs / 2_000 + 1) + elapsedMs / (0.9 * 7 * 60_000));
  return { ...budget, files: budget.files + tries * maxRequestsOfTry };
}

function costs({ it, rawHosts }: Bench, id: string): string {
  const asked = it.provider.requestsOf(id);
  const files = asked.filter(({ endpoint }) => endpoint === 'file').length;
  const raw = rawHosts.reduce((sum, { requests }) => sum + requests.length, 0);
  return `${String(asked.length - files)} calls, ${String(files + raw)} requests for files`;
}

function isAt(task: Task, { state, code }: End): boolean {
  if (task.state !== state) return false;
  if (code === undefined) return true;
  return (task.state === 'lost' ? task.cause : task.hindrance)?.code === code;
}
