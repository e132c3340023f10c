import type { Outcome } from '../shared/outcome.ts';
import { commandRuns } from './commands.ts';
import { NoAnswerError } from './client.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { helpText } from './help.ts';
import type { CommandLine, CommandWish } from './parse.ts';
import type { Message, Request } from './protocol.ts';

/** Whoever answers requests: a running app, or its data opened for this command alone. */
export interface Answerer {
  /** Whether it is the app. */
  readonly isRunning: boolean;
  ask(request: Request): AsyncGenerator<Message>;
  /** What was asked is on disk, and what was opened is given back. */
  end(): Promise<void>;
}

/** Where an export is written to. */
export interface OutputFile {
  write(text: string): Promise<void>;
  /** All of it is in the file; before that, an older file of the name is as it was. @throws the system's error */
  finish(): Promise<void>;
  /** What was written is not wanted. */
  drop(): Promise<void>;
}

/** What a command needs of the system. */
export interface RunPorts {
  readonly version: string;
  /** Resolves once it is written. @throws PipeClosedError */
  readonly print: (text: string) => Promise<void>;
  /** Words for the user. */
  readonly say: (sentence: string) => void;
  /** Shows how far it is, on a terminal. */
  readonly showProgress: (share: number) => void;
  /** A file's text, or standard input's for `-`; or a sentence that says why not. */
  readonly readFile: (path: string) => Promise<Outcome<string, string>>;
  readonly openOutput: (path: string) => Promise<OutputFile>;
  /** A running app; `undefined` where there is none. */
  readonly connect: () => Promise<Answerer | undefined>;
  /** Opens the data for this command; a sentence that says why not where somebody else works with it. */
  readonly openData: () => Promise<Outcome<Answerer, string>>;
  readonly wait: (delayMs: number) => Promise<void>;
}

/** Whoever reads the output wants no more of it, as `head` does. */
export class PipeClosedError extends Error {}

/** A start or an end of the app takes no longer: meanwhile it has the data, and does not listen. */
const triesOpening = 40;
const betweenTriesMs = 250;

async function reach(
  wish: CommandWish,
  { connect, openData, wait }: RunPorts,
): Promise<Outcome<Answerer, string>> {
  for (let tries = 1; ; tries++) {
    const running = await connect();
    if (running !== undefined) return { ok: true, value: running };
    if (wish.command === 'check') {
      const failure =
        'Reelkeep is not running, so nobody can ask. Start it; it asks by itself then.';
      return { ok: false, failure };
    }
    const opened = await openData();
    if (opened.ok || tries >= triesOpening) return opened;
    await wait(betweenTriesMs);
  }
}

async function runCommand(wish: CommandWish, ports: RunPorts): Promise<ExitCode> {
  const run = commandRuns[wish.command];
  const prepared = await run.prepare?.(wish, ports);
  if (prepared !== undefined && !prepared.ok) {
    ports.say(prepared.failure);
    return exitCodes.notDone;
  }
  const reached = await reach(wish, ports);
  if (!reached.ok) {
    ports.say(reached.failure);
    return exitCodes.noAnswer;
  }
  const answerer = reached.value;
  try {
    return await run.run({ wish, ports, answerer, ids: prepared?.value });
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    ports.say(error.message);
    return exitCodes.noAnswer;
  } finally {
    await answerer.end();
  }
}

/**
 * Does what a command line asks for, but for opening the window.
 * @returns what the process ends with
 */
export async function runCommandLine(
  line: Exclude<CommandLine, { kind: 'app' }>,
  ports: RunPorts,
): Promise<ExitCode> {
  try {
    switch (line.kind) {
      case 'help':
        await ports.print(helpText(line.command));
        return exitCodes.done;
      case 'version':
        await ports.print(`reelkeep ${ports.version}\n`);
        return exitCodes.done;
      case 'wrong':
        ports.say(line.message);
        return exitCodes.wrongUse;
      case 'command':
        return await runCommand(line.wish, ports);
    }
  } catch (error) {
    if (error instanceof PipeClosedError) return exitCodes.done;
    ports.say(error instanceof Error ? error.message : String(error));
    return exitCodes.notDone;
  }
}
