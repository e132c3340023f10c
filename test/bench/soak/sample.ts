import { readFileSync, readdirSync, statSync } from 'node:fs';
import type { ElectronApplication } from '@playwright/test';

/** What a running app holds at a moment. */
export interface Sample {
  /** Minutes since the start. */
  readonly atMinute: number;
  /** Resident memory in MB, without what processes share with each other where the system tells. */
  readonly mainMb: number;
  readonly pageMb: number;
  readonly allMb: number;
  /** JavaScript in use in the main process, in MB, after a collection where it can be asked for. */
  readonly heapMb: number;
  readonly processes: number;
  readonly openFiles: number;
  readonly timers: number;
  /** Whatever else keeps Node awake: sockets, watchers, pipes. */
  readonly handles: number;
  readonly logBytes: number;
  /** CPU seconds of all processes since the start. */
  readonly cpuSeconds: number;
}

interface Told {
  readonly pids: readonly { readonly pid: number; readonly type: string }[];
  readonly heapMb: number;
  readonly timers: number;
  readonly handles: number;
}

/** Runs in the main process, and closes over nothing. */
function look({ app }: typeof Electron.CrossProcessExports): Told {
  (globalThis as { gc?: () => void }).gc?.();
  const resources = process.getActiveResourcesInfo();
  const timers = resources.filter((name) => name === 'Timeout' || name === 'Immediate').length;
  return {
    pids: app.getAppMetrics().map(({ pid, type }) => ({ pid, type })),
    heapMb: process.memoryUsage().heapUsed / 1e6,
    timers,
    handles: resources.length - timers,
  };
}

/** Resident memory of a process in MB, each shared page counted in part; 0 once it has ended. */
function memoryMb(pid: number): number {
  try {
    const text = readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1_000;
  } catch {
    return 0;
  }
}

function openFiles(pid: number): number {
  try {
    return readdirSync(`/proc/${String(pid)}/fd`).length;
  } catch {
    return 0;
  }
}

/** User and system time in seconds, by the kernel's hundredths; 0 once the process has ended. */
function cpuSeconds(pid: number): number {
  try {
    const afterName = readFileSync(`/proc/${String(pid)}/stat`, 'utf8').split(') ')[1] ?? '';
    const fields = afterName.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

function logBytes(folder: string): number {
  try {
    return readdirSync(folder).reduce(
      (sum, name) => sum + (name.endsWith('.log') ? statSync(`${folder}/${name}`).size : 0),
      0,
    );
  } catch {
    return 0;
  }
}

/**
 * Measures an app, on Linux: what its processes take by `/proc`, and what its main process tells.
 * @param logFolder absolute path
 */
export async function takeSample(
  app: ElectronApplication,
  { startedAtMs, logFolder }: { readonly startedAtMs: number; readonly logFolder: string },
): Promise<Sample> {
  const told = await app.evaluate(look);
  const sizes = told.pids.map(({ pid, type }) => ({ type, mb: memoryMb(pid) }));
  const sumOf = (kept: (type: string) => boolean) =>
    sizes.reduce((sum, { type, mb }) => (kept(type) ? sum + mb : sum), 0);
  const main = told.pids.find(({ type }) => type === 'Browser')?.pid ?? 0;
  return {
    atMinute: (Date.now() - startedAtMs) / 60_000,
    mainMb: sumOf((type) => type === 'Browser'),
    pageMb: sumOf((type) => type === 'Tab'),
    allMb: sumOf(() => true),
    heapMb: told.heapMb,
    processes: told.pids.length,
    openFiles: openFiles(main),
    timers: told.timers,
    handles: told.handles,
    logBytes: logBytes(logFolder),
    cpuSeconds: told.pids.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0),
  };
}
