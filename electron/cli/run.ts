import type { Outcome } from '../shared/outcome.ts';
import type { CommandName } from './command-table.ts';
import { commandRuns } from './commands.ts';
import { NoAnswerError } from './client.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { helpText } from './help.ts';
import type { CommandLine, ParsedCommand } from './parse.ts';
import { onLine } from './print.ts';
import { GaveWayError, PipeClosedError, type Answerer, type Run, type RunPorts } from './ports.ts';

/** A start or an end of the app takes no longer: meanwhile it has the data, and does not listen. */
const triesOpening = 40;
const betweenTriesMs = 250;
/** A start of the app that reads a large library takes no longer. */
const triesReaching = 120;

/** The longest sentence, in characters: a path in it may have a thousand or two. */
const maxSaid = 8_000;

/** What only the app can do, and what is said where it does not run. */
const withoutApp: { readonly [C in CommandName]?: string } = {
  check: 'Reelkeep is not running, so nobody can ask. Start it; it asks by itself then.',
  update: 'Reelkeep is not running. Start it, so that it can look for new versions.',
};

async function reach(
  parsed: ParsedCommand,
  { connect, openData, wait }: RunPorts,
): Promise<Outcome<Answerer, string>> {
  for (let tries = 1; ; tries++) {
    const running = await connect();
    if (running !== undefined) return { ok: true, value: running };
    const failure = withoutApp[parsed.command];
    if (failure !== undefined) return { ok: false, failure };
    const opened = await openData();
    if (opened.ok || tries >= triesOpening) return opened;
    await wait(betweenTriesMs);
  }
}

async function runCommand(parsed: ParsedCommand, ports: RunPorts): Promise<ExitCode> {
  const prepared = await commandRuns[parsed.command].prepare?.(parsed, ports);
  if (prepared !== undefined && !prepared.ok) {
    ports.say(prepared.failure);
    return exitCodes.notDone;
  }
  const reached = await reach(parsed, ports);
  if (!reached.ok) {
    ports.say(reached.failure);
    return exitCodes.noAnswer;
  }
  const parts = { parsed, ports, ids: prepared?.value };
  try {
    return await runWith({ ...parts, answerer: reached.value });
  } catch (error) {
    if (!(error instanceof GaveWayError)) throw error;
    ports.say('Reelkeep was started meanwhile, and goes on with this.');
    const app = await reachApp(ports);
    if (app !== undefined) return await runWith({ ...parts, answerer: app });
    ports.say('It does not answer, so this was stopped before its end.');
    return exitCodes.noAnswer;
  }
}

/** Runs a command by whoever answers, and lets go of them. */
async function runWith(run: Run): Promise<ExitCode> {
  try {
    return await commandRuns[run.parsed.command].run(run);
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    run.ports.say(error.message);
    return exitCodes.noAnswer;
  } finally {
    await run.answerer.end();
  }
}

/** The app that has just been started; it listens once it has its data. */
async function reachApp({ connect, wait }: RunPorts): Promise<Answerer | undefined> {
  for (let tries = 1; tries <= triesReaching; tries++) {
    const running = await connect();
    if (running !== undefined) return running;
    await wait(betweenTriesMs);
  }
  return undefined;
}

/**
 * Does what a command line asks for, but for opening the window.
 * @returns what the process ends with
 */
export async function runCommandLine(
  line: Exclude<CommandLine, { kind: 'app' }>,
  given: RunPorts,
): Promise<ExitCode> {
  // A sentence may quote the name of a file, which is anybody's, and which a terminal would obey.
  const ports = {
    ...given,
    say: (text: string) => {
      given.say(onLine(text, maxSaid));
    },
  };
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
        return await runCommand(line.parsed, ports);
    }
  } catch (error) {
    if (error instanceof PipeClosedError) return exitCodes.done;
    ports.say(error instanceof Error ? error.message : String(error));
    return exitCodes.notDone;
  }
}
