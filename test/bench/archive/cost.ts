import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** What a piece of work has cost. */
export interface Cost {
  readonly wallMs: number;
  /** User and system time. */
  readonly cpuMs: number;
  /** The most resident memory it had at a time. */
  readonly peakBytes: number;
}

const peakEveryMs = 20;

/** Peak resident memory of a process (proc(5), VmHWM). @returns 0 once it has ended */
export function peakBytes(pid: number | 'self'): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Runs a command in bash, whose `time` knows what a child has cost. @throws when it fails */
export async function costOf(command: readonly string[], cwd: string): Promise<Cost> {
  const script = 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null';
  const child = spawn('bash', ['-c', script, 'bash', ...command], { cwd, stdio: 'pipe' });
  let words = '';
  child.stderr.on('data', (data: Buffer) => (words += data.toString()));
  child.stdout.resume();
  let most = 0;
  const watch = setInterval(() => {
    for (const pid of childrenOf(child.pid)) most = Math.max(most, peakBytes(pid));
  }, peakEveryMs);
  const [code] = (await once(child, 'exit')) as [number | null]; // the event's documented arguments
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command.join(' ').slice(0, 200)}: ${words}`);
  const [wall = NaN, user = NaN, system = NaN] = words.trim().split('\n').at(-1)?.split(' ') ?? [];
  const toMs = (seconds: string | number) => Number(seconds) * 1000;
  return { wallMs: toMs(wall), cpuMs: toMs(user) + toMs(system), peakBytes: most };
}

function childrenOf(pid: number | undefined): readonly number[] {
  try {
    const path = `/proc/${String(pid)}/task/${String(pid)}/children`;
    return readFileSync(path, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
