import { Readable } from 'node:stream';
import { answer } from '../../electron/cli/answer.ts';
import { answererAt } from '../../electron/cli/client.ts';
import { openOutputFile, readTextFile } from '../../electron/cli/files.ts';
import { parseCommandLine } from '../../electron/cli/parse.ts';
import type { Answerer } from '../../electron/cli/ports.ts';
import { runCommandLine } from '../../electron/cli/run.ts';
import type { Outcome } from '../../electron/shared/outcome.ts';
import type { Core } from '../../electron/core/app/core.ts';

/** Gives everybody else a turn. */
export const wait = () => new Promise<void>((resolve) => setImmediate(resolve));

/** How a command is run: with a running app that listens at `path`, or without. */
interface RunOptions {
  readonly path?: string | undefined;
  /** Who answers instead of whoever listens at `path`. */
  readonly connect?: () => Answerer | undefined;
  readonly input?: string;
  readonly openData?: () => Outcome<Answerer, string>;
}

/** Runs a command as its process does, and keeps what it prints. */
export async function runIn(
  core: Core,
  args: readonly string[],
  { path, connect, input = '', openData }: RunOptions = {},
) {
  const parsed = parseCommandLine(['reelkeep', ...args], {
    hasAppPath: false,
    isForeignSwitch: () => false,
  });
  if (parsed.kind === 'app') throw new Error('A window');
  let out = '';
  let err = '';
  const local: Answerer = {
    isRunning: false,
    ask: (request) => answer(request, { core, version: '0', isRunning: false, mask: String, wait }),
    end: () => Promise.resolve(),
  };
  const code = await runCommandLine(parsed, {
    version: '0.0.0',
    print: (text) => {
      out += text;
      return Promise.resolve();
    },
    say: (sentence) => {
      err += `${sentence}\n`;
    },
    showProgress: () => undefined,
    readFile: (file) => readTextFile(file, Readable.from([Buffer.from(input)])),
    openOutput: openOutputFile,
    connect: () => (path === undefined ? Promise.resolve(connect?.()) : answererAt(path)),
    openData: () => Promise.resolve(openData?.() ?? { ok: true, value: local }),
    wait,
  });
  return { code, out, err };
}
