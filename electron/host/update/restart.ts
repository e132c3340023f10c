import { spawn } from 'node:child_process';
import { app } from 'electron';

/** So long the old process may take to end, in tenths of a second; then nothing is started. */
const waitTenths = 600;

/**
 * Waits for a process to end, then becomes another program. Electron's own `relaunch` would start the old program
 * once more for that, beside the files of the new one.
 */
const waiter = `left=${String(waitTenths)}
while kill -0 "$1" 2>/dev/null; do
  left=$((left - 1))
  [ "$left" -gt 0 ] || exit 1
  sleep 0.1
done
shift
exec "$@"`;

/** What belongs to one start only: wishes, and files or links to open. */
const ofOneStart = /^--(action|hidden)\b/;

/** The switches that the next start has too. @param argv as Node has it, the program first */
export function keptSwitches(argv: readonly string[]): readonly string[] {
  return argv.slice(1).filter((word) => word.startsWith('--') && !ofOneStart.test(word));
}

/**
 * Starts the app again once this process has ended.
 * @param program absolute path of what starts it, and what goes before the switches
 */
export function startAgain(program: readonly string[]): void {
  const switches = keptSwitches(process.argv);
  if (process.platform !== 'linux') {
    app.relaunch({ args: [...switches] });
    return;
  }
  const words = ['-c', waiter, 'sh', String(process.pid), ...program, ...switches];
  spawn('/bin/sh', words, { detached: true, stdio: 'ignore', cwd: '/' }).unref();
}
