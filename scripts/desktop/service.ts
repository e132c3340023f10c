import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

/** A background program of the private desktop. */
export interface Service {
  readonly process: ChildProcess;
  /** Ends it, gently and then by force. */
  stop: () => Promise<void>;
}

/**
 * Starts a background program. File descriptor 3 is a pipe for it to say on what we need to know of it.
 * It has a process group of its own, so that Ctrl-C reaches the command on the desktop and not the
 * desktop under it; and the kernel ends it with us, should we be killed.
 */
export function startService(
  command: string,
  args: readonly string[],
  { env, input }: { env?: NodeJS.ProcessEnv; input?: string } = {},
): Service {
  const setpriv = '/usr/bin/setpriv';
  const [program, programArgs] = existsSync(setpriv)
    ? [setpriv, ['--pdeathsig', 'KILL', '--', command, ...args]]
    : [command, args];
  const child = spawn(program, programArgs, {
    detached: true,
    env: env ?? process.env,
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
  });
  // A program that is not there is reported by whoever waits for it to be ready.
  child.on('error', () => undefined);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  return { process: child, stop: () => stop(child) };
}

/** The first line that a service says on file descriptor 3. */
export async function firstLine(service: Service, what: string): Promise<string> {
  const channel = service.process.stdio[3] as Readable; // 'pipe' above
  const ended = once(service.process, 'exit').catch(() => undefined);
  const line = await Promise.race([
    once(createInterface({ input: channel }), 'line') as Promise<[string]>,
    ended.then(() => undefined),
    delay(15_000, undefined, { ref: false }),
  ]);
  if (line === undefined) throw new Error(`${what} did not start; is it installed?`);
  return line[0];
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  signalGroup(child.pid, 'SIGTERM');
  const isGone = await Promise.race([ended.then(() => true), delay(2_000, false, { ref: false })]);
  if (isGone) return;
  signalGroup(child.pid, 'SIGKILL');
  await ended;
}

/** A detached child leads its own group, which what it started belongs to as well. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}
