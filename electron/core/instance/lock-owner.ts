import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { z } from 'zod';

const holderShape = z.object({
  pid: z.number().int(),
  host: z.string(),
  /** Tells this process from another one that gets the same number later; absent where unknown. */
  startToken: z.string().optional(),
  /** Where the process number counts; absent where there is only one such place. */
  pidSpace: z.string().optional(),
  sinceMs: z.number(),
  /** A command of the shell, which gives the folder up when asked. */
  givesWay: z.boolean().optional(),
});

/** The process that works with a data folder. */
export type LockOwner = z.infer<typeof holderShape>;

/** Whether a holder still works with the folder. `unsure`: it cannot be seen from here. */
export type Liveness = 'live' | 'dead' | 'unsure';

/** A holder gives a sign of life this often; one without for much longer is taken for dead. */
export const heartbeatMs = 20_000;
const silentAfterMs = 3 * heartbeatMs;

/** What `/proc` says; `undefined` where there is none. */
function fromProc(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * Linux: the boot and the moment in it at which a process began. Field 22 of `/proc/<pid>/stat`,
 * counted after the name, which may hold spaces (man7.org/linux/man-pages/man5/proc_pid_stat.5.html).
 */
function startTokenOf(pid: number): string | undefined {
  return fromProc(() => {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const startTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${startTicks}`;
  });
}

/** This process, as a holder. @param givesWay it gives the folder up when asked */
export function currentOwner(nowMs: number, givesWay = false): LockOwner {
  const startToken = startTokenOf(process.pid);
  const pidSpace = fromProc(() => readlinkSync('/proc/self/ns/pid'));
  return {
    pid: process.pid,
    host: hostname(),
    sinceMs: nowMs,
    ...(startToken !== undefined && { startToken }),
    ...(pidSpace !== undefined && { pidSpace }),
    ...(givesWay && { givesWay }),
  };
}

/** Reads a holder back; `undefined` for what a power cut has torn. */
export function readOwner(text: string): LockOwner | undefined {
  try {
    return holderShape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether both were, or are, processes of one boot of one system, which can see each other. */
function isNeighbour(holder: LockOwner, self: LockOwner): boolean {
  return holder.host === self.host && holder.pidSpace === self.pidSpace;
}

function bootOf(holder: LockOwner): string | undefined {
  return holder.startToken?.split(' ')[0];
}

/**
 * Judges a holder.
 * @param silentForMs how long ago its last sign of life was, by the clock of the file system
 */
export function livenessOf(holder: LockOwner, self: LockOwner, silentForMs: number): Liveness {
  if (holder.host === self.host && bootOf(holder) !== bootOf(self)) return 'dead';
  if (!isNeighbour(holder, self)) return silentForMs > silentAfterMs ? 'dead' : 'unsure';
  if (!isRunning(holder.pid)) return 'dead';
  if (holder.startToken !== undefined) {
    return startTokenOf(holder.pid) === holder.startToken ? 'live' : 'dead';
  }
  if (silentForMs > uptime() * 1000) return 'dead';
  // The same number may be another process by now, or the computer has only just woken up.
  return silentForMs > silentAfterMs ? 'unsure' : 'live';
}
