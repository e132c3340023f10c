import type { Outcome } from '../shared/outcome.ts';
import { commandRuns } from './commands.ts';
import { NoAnswerError } from './client.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { helpText } from './help.ts';
import type { CommandLine, CommandWish } from './parse.ts';
import { PipeClosedError, type Answerer, type RunPorts } from './ports.ts';

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
