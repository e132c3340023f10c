import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';

declare global {
  /** Lets the window come; see held/main.mjs. */
  var reelkeepAttached: (() => void) | undefined;
  /** What the user's answers to the system's boxes are, and what these have said. */
  var reelkeepBoxes: { answer: 'confirm' | 'cancel'; said: string[] } | undefined;
}

export interface LaunchOptions {
  /** Where the app keeps its own data: a test has its own, and hands it on to start the app again. */
  readonly userDataDir: string;
  /** The app's own arguments. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** It starts without its window: there is no `page`. */
  readonly isHidden?: boolean;
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Everything that the app has printed so far. */
  output: () => string;
  /** Quits as a user does. Fails if the app does not end, and says nothing if it has ended already. */
  close: () => Promise<void>;
  /** Ends it without a warning, like a power cut. */
  kill: () => Promise<void>;
}

/** What ships: neither its main process nor its page can be driven from outside. */
export interface RunningPackagedApp extends Pick<RunningApp, 'output' | 'close'> {
  /** Its exit code, once it has ended and said all; `undefined` if a signal ended it. */
  readonly ended: Promise<number | undefined>;
}

const projectDir = fileURLToPath(new URL('../../', import.meta.url));
/** The app, which waits for Playwright before it opens its window. */
const heldDir = fileURLToPath(new URL('held', import.meta.url));
const isRoot = process.getuid?.() === 0;

/** No display of a test has a graphics card: Chromium would start a process twice to find that out. */
const withoutGraphicsCard = ['--disable-gpu', '--disable-software-rasterizer'];

/** Stands in for the page of an app that has none: whoever asks it for something is told. */
const noPage = new Proxy<Page>({} as Page, {
  get: (_page, name) => {
    if (name === 'then') return undefined; // it is no promise
    throw new Error('The app was started without its window');
  },
});

/** Starts what `npm run build` has built, in the Electron that the setup has found. */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const execPath = process.env['ELECTRON_EXEC_PATH'];
  if (execPath === undefined) throw new Error('ELECTRON_EXEC_PATH is set by playwright.config.ts');
  const app = await _electron.launch({
    executablePath: execPath,
    args: [
      heldDir,
      ...withoutGraphicsCard,
      `--user-data-dir=${options.userDataDir}`,
      ...(options.args ?? []),
    ],
    env: environment(options.env),
    // Without this Playwright turns Chromium's sandbox off for everybody.
    chromiumSandbox: !isRoot,
    timeout: 30_000,
  });
  // Asked for now: after the app has ended, Playwright no longer knows.
  const child = app.process();
  const output = collectOutput(child);
  await answerBoxes(app);
  await app.evaluate(() => globalThis.reelkeepAttached?.());
  const page = options.isHidden === true ? noPage : await app.firstWindow();
  return {
    app,
    page,
    output,
    close: async () => {
      if (hasEnded(child)) return;
      await endsInTime(child, app.close(), output);
    },
    kill: () => kill(child),
  };
}

/** Stands in for the user at the system's own boxes, which no driver of a page can press. */
async function answerBoxes(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    const boxes: NonNullable<typeof globalThis.reelkeepBoxes> = { answer: 'confirm', said: [] };
    globalThis.reelkeepBoxes = boxes;
    dialog.showMessageBox = (...args: readonly unknown[]) => {
      const options = args.at(-1) as Electron.MessageBoxOptions; // with or without a window before it
      boxes.said.push(`${options.message} ${options.detail ?? ''}`);
      const response = boxes.answer === 'confirm' ? 0 : (options.cancelId ?? 1);
      return Promise.resolve({ response, checkboxChecked: false });
    };
  });
}

/** The app in `dist/`, as `npm run dist:dir` packs it for this system; `undefined` if it has not. */
export function packagedPath(): string | undefined {
  const folder = process.env['REELKEEP_PACKAGED_DIR'] ?? join(projectDir, 'dist', 'linux-unpacked');
  const path = join(folder, 'reelkeep');
  return existsSync(path) ? path : undefined;
}

/** Starts the packaged app, which takes no one's orders: what it does shows on the disk and at its servers. */
export function launchPackaged(options: LaunchOptions): RunningPackagedApp {
  const path = packagedPath();
  if (path === undefined) throw new Error('Nothing in dist/: run `npm run dist:dir`');
  const child = spawn(
    path,
    [
      ...(isRoot ? ['--no-sandbox'] : []),
      `--user-data-dir=${options.userDataDir}`,
      ...(options.args ?? []),
    ],
    { env: environment(options.env), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const output = collectOutput(child);
  const ended = once(child, 'close').then(([code]) =>
    typeof code === 'number' ? code : undefined,
  );
  return {
    ended,
    output,
    close: async () => {
      if (hasEnded(child)) return;
      child.kill('SIGTERM');
      await endsInTime(child, ended, output);
    },
  };
}

function environment(added: Readonly<Record<string, string>> = {}): Record<string, string> {
  const env: NodeJS.ProcessEnv = { ...process.env, LANG: 'en_US.UTF-8', LANGUAGE: 'en', ...added };
  // An editor that is an Electron itself hands this on to its terminals, and no window would open.
  delete env['ELECTRON_RUN_AS_NODE'];
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function collectOutput(child: ChildProcess): () => string {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => (output += String(chunk)));
  }
  return () => output;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function kill(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function endsInTime(
  child: ChildProcess,
  ending: Promise<unknown>,
  output: () => string,
): Promise<void> {
  const isTooLong = await Promise.race([
    ending.then(() => false),
    delay(15_000, true, { ref: false }),
  ]);
  if (!isTooLong) return;
  await kill(child);
  throw new Error(`The app did not quit within 15 s. It has printed:\n${output()}`);
}
