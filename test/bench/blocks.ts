import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

/** A row of a table: what was done, and what it cost everybody else. */
export type Row = Record<string, string>;

/** The longest turn of the event loop, in milliseconds. */
interface Longest {
  /** By the clock: also what the disk, and other processes on a busy machine, have taken. */
  wallMs: number;
  /** What this thread itself has computed in its busiest turn; NaN where Node.js cannot tell (before 23.9). */
  cpuMs: number;
}

function cpuMs(): number {
  const process: Partial<Pick<NodeJS.Process, 'threadCpuUsage'>> = globalThis.process;
  const { user, system } = process.threadCpuUsage?.() ?? { user: NaN, system: NaN };
  return (user + system) / 1_000;
}

/** Looks once a turn how long the one before it has kept everything else waiting. */
class TurnWatch {
  readonly longest: Longest = { wallMs: 0, cpuMs: 0 };
  #lastMs = performance.now();
  #lastCpuMs = cpuMs();
  #isOver = false;

  start(): void {
    this.#lastMs = performance.now();
    this.#lastCpuMs = cpuMs();
    setImmediate(this.#look);
  }

  stop(): Longest {
    this.#note();
    this.#isOver = true;
    return this.longest;
  }

  readonly #look = (): void => {
    if (this.#isOver) return;
    this.#note();
    setImmediate(this.#look);
  };

  #note(): void {
    const [nowMs, nowCpuMs] = [performance.now(), cpuMs()];
    this.longest.wallMs = Math.max(this.longest.wallMs, nowMs - this.#lastMs);
    this.longest.cpuMs = Math.max(this.longest.cpuMs, nowCpuMs - this.#lastCpuMs);
    this.#lastMs = nowMs;
    this.#lastCpuMs = nowCpuMs;
  }
}

/** Does something, and tells how long the event loop stood still meanwhile, and shortly after. */
export async function watched(call: string, work: () => unknown): Promise<Row> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  delay.enable();
  const watch = new TurnWatch();
  watch.start();
  const fromMs = performance.now();
  await work();
  const wallMs = performance.now() - fromMs;
  await new Promise((resolve) => setTimeout(resolve, 300)); // what is sent to the window follows
  const longest = watch.stop();
  delay.disable();
  return {
    call,
    's in all': (wallMs / 1_000).toFixed(1),
    'longest block ms': longest.wallMs.toFixed(0),
    'of CPU ms': longest.cpuMs.toFixed(0),
    'p99.9 ms': (delay.percentile(99.9) / 1e6).toFixed(0),
  };
}
