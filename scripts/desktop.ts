// node scripts/desktop.ts [--display] COMMAND ARGS…
// Runs a command on a private desktop: its own display, session bus and unlocked keyring. With --display it
// uses the display of whoever is at the machine, where there is one.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPrivateDesktop } from './desktop/private-desktop.ts';

export interface DesktopOptions {
  /** Added to this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Show the windows on the user's own display, where there is one. */
  readonly useDisplay?: boolean;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Whether there is somebody's display to show a window on. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

/**
 * Runs a command, of the project's `node_modules/.bin` or of the system, on a private desktop, and takes the
 * desktop down whatever happens. macOS and Windows have but the one desktop: there it just runs.
 *
 * @returns the command's exit code; 128 and the signal's number, as in a shell, if a signal ended it
 */
export async function runInDesktop(
  command: string,
  args: readonly string[],
  { env = {}, useDisplay = false }: DesktopOptions = {},
): Promise<number> {
  if (process.platform !== 'linux') return await runCommand(command, args, env);
  let stopped: NodeJS.Signals | undefined;
  const note = (signal: NodeJS.Signals): void => {
    stopped = signal;
  };
  for (const signal of signals) process.on(signal, note);
  const desktop = await startPrivateDesktop({ useDisplay: useDisplay && hasDisplay() });
  try {
    if (stopped !== undefined) return 128 + constants.signals[stopped];
    return await runCommand(command, args, { ...desktop.env, ...env });
  } finally {
    await desktop.stop();
    for (const signal of signals) process.off(signal, note);
  }
}

/** Runs a command of the project's `node_modules/.bin` or of the system right here; answers like `runInDesktop`. */
export async function runCommand(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<number> {
  const bin = fileURLToPath(new URL('../node_modules/.bin', import.meta.url));
  const path = `${bin}${delimiter}${process.env['PATH'] ?? ''}`;
  const child = spawn(process.platform === 'win32' ? join(bin, `${command}.cmd`) : command, args, {
    env: { ...process.env, PATH: path, ...env },
    shell: process.platform === 'win32',
    stdio: 'inherit',
  });
  const forward = signals.map((signal) => forwardSignal(signal, child));
  try {
    return await new Promise<number>((resolve) => {
      child.on('error', (error) => {
        // What a shell answers to a command that is not there.
        console.error(error.message);
        resolve(127);
      });
      child.on('exit', (code, signal) => {
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
      });
    });
  } finally {
    for (const stopForwarding of forward) stopForwarding();
  }
}

function forwardSignal(signal: NodeJS.Signals, child: ChildProcess): () => void {
  const forward = (): void => {
    // Ctrl-C in a terminal has reached the child already, and a second one makes many programs drop everything.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  process.on(signal, forward);
  return () => process.off(signal, forward);
}

if (import.meta.main) {
  const [first, ...rest] = process.argv.slice(2);
  const useDisplay = first === '--display';
  const [command, ...args] = useDisplay ? rest : [first, ...rest];
  if (command === undefined) {
    console.error('usage: node scripts/desktop.ts [--display] COMMAND ARGS…');
    process.exit(2);
  }
  process.exitCode = await runInDesktop(
    command,
    args.filter((arg) => arg !== undefined),
    { useDisplay },
  );
}
