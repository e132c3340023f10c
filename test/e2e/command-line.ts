import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const projectDir = fileURLToPath(new URL('../../', import.meta.url));
const isRoot = process.getuid?.() === 0;

/** What a command has printed, and what it ended with. */
export interface CommandEnd {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command of the built app without any display, as a script or a remote shell does. */
export async function runReelkeep(
  userDataDir: string,
  args: readonly string[],
  input = '',
): Promise<CommandEnd> {
  const own = ['--ozone-platform=headless', '--log-level=3', ...(isRoot ? ['--no-sandbox'] : [])];
  const env = { ...process.env };
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'ELECTRON_RUN_AS_NODE']) {
    Reflect.deleteProperty(env, name);
  }
  const child = spawn(
    process.env['ELECTRON_EXEC_PATH'] ?? '',
    [projectDir, `--user-data-dir=${userDataDir}`, ...own, ...args],
    { env, stdio: ['pipe', 'pipe', 'pipe'], timeout: 40_000, killSignal: 'SIGKILL' },
  );
  let out = '';
  let err = '';
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()));
  child.stdin.on('error', () => undefined); // one that reads no input may have ended before
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/** A second start of the app, as by a file manager or a browser; it hands its arguments on, and ends. */
export async function startAgain(
  userDataDir: string,
  args: readonly string[],
  cwd = projectDir,
): Promise<void> {
  const child = spawn(
    process.env['ELECTRON_EXEC_PATH'] ?? '',
    [projectDir, `--user-data-dir=${userDataDir}`, ...(isRoot ? ['--no-sandbox'] : []), ...args],
    { cwd, stdio: 'ignore', timeout: 40_000, killSignal: 'SIGKILL' },
  );
  await once(child, 'exit');
}
