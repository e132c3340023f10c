import type { Outcome } from '../shared/outcome.ts';
import { maxIdsInCall } from '../shared/contract/batches.ts';
import type { TaskId } from '../shared/id.ts';
import type { CommandName } from './command-table.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { runExport } from './export.ts';
import type { ParsedCommand } from './parse.ts';
import { listLine, onLine, statusLines, type StatusResult } from './print.ts';
import { videos } from '../shared/messages/en/nouns.ts';
import { protocolVersion as version, toJson, type Message, type Request } from './protocol.ts';
import { readIds, type IdsRead } from './read-ids.ts';
import { GaveWayError, type Run, type RunPorts } from './ports.ts';
import type { PublicTask } from './task-shape.ts';
import { runUpdate } from './update-command.ts';

interface CommandRun {
  /** Reads what is to be read before anybody is asked; a sentence that says why not. */
  readonly prepare?: (parsed: ParsedCommand, ports: RunPorts) => Promise<Outcome<IdsRead, string>>;
  readonly run: (run: Run) => Promise<ExitCode>;
}

/** The last line of an answer; progress is shown. */
export async function resultOf(
  { answerer, ports }: Pick<Run, 'answerer' | 'ports'>,
  request: Request,
): Promise<Extract<Message, { kind: 'done' | 'failed' }>> {
  for await (const message of answerer.ask(request)) {
    if (message.kind === 'progress') ports.showProgress(message.done / Math.max(1, message.total));
    if (message.kind === 'done' || message.kind === 'failed') return message;
  }
  return { kind: 'failed', code: 'no-answer', message: 'Reelkeep gave no answer.' };
}

/** What it says of ids that could not be had is said to the user, and of a failure its words. */
function sayFailure(
  { ports, parsed }: Run,
  { code, message }: Extract<Message, { kind: 'failed' }>,
) {
  ports.say(message);
  return parsed.isJson
    ? ports.print(`${toJson({ error: { code, message } }, 2)}\n`)
    : Promise.resolve();
}

async function readOperands(
  { operands, file }: ParsedCommand,
  ports: RunPorts,
): Promise<Outcome<IdsRead, string>> {
  const text = file === undefined ? undefined : await ports.readFile(file);
  if (text !== undefined && !text.ok) return text;
  return { ok: true, value: await readIds(operands, text?.value) };
}

function sayWithout({ without, more }: IdsRead, ports: RunPorts): void {
  for (const text of without) ports.say(`Not a task ID: ${onLine(text, 200)}`);
  if (more > 0) ports.say(`And ${more.toLocaleString('en')} more without a task ID.`);
}

/** What a part of the ids came to. */
interface AddedPart {
  readonly added: readonly string[];
  readonly alreadyTracked: readonly string[];
  readonly refused?: { readonly ids: readonly string[]; readonly message: string };
}

async function addAll(run: Run, ids: readonly TaskId[]) {
  const { endpoint, account } = run.parsed;
  const parts: AddedPart[] = [];
  for (let at = 0; at < ids.length; at += maxIdsInCall) {
    const some = ids.slice(at, at + maxIdsInCall);
    const request = { version, command: 'add', ids: some, endpoint, account } as const;
    const answered = await resultOf(run, request);
    if (answered.kind === 'failed') return { parts, failed: answered };
    parts.push(answered.result as unknown as AddedPart); // of the same program's other end
  }
  return { parts, failed: undefined };
}

async function add(run: Run): Promise<ExitCode> {
  const { ports, answerer, parsed, ids = { ids: [], without: [], more: 0 } } = run;
  sayWithout(ids, ports);
  if (ids.ids.length === 0) ports.say('No task ID was found, so nothing was added.');
  const { parts, failed } = await addAll(run, ids.ids);
  if (failed !== undefined && parts.length === 0) {
    await sayFailure(run, failed);
    return exitCodes.notDone;
  }
  if (failed !== undefined) ports.say(failed.message);
  const added = parts.flatMap((part) => part.added);
  const alreadyTracked = parts.flatMap((part) => part.alreadyTracked);
  const refused = parts.flatMap((part) => part.refused ?? []);
  for (const each of refused) ports.say(`${videos(each.ids.length)} not added. ${each.message}`);
  const result = {
    added,
    alreadyTracked,
    refused: refused.flatMap((each) => each.ids),
    withoutId: ids.without.length + ids.more,
    isRunning: answerer.isRunning,
  };
  const known = alreadyTracked.length;
  const words = `${videos(added.length)} added${known === 0 ? '' : `, ${known.toLocaleString('en')} already in the library`}.`;
  if (parsed.isJson) await ports.print(`${toJson(result, 2)}\n`);
  else if (ids.ids.length > 0) await ports.print(`${words}\n`);
  if (added.length > 0 && !answerer.isRunning) {
    ports.say('Reelkeep is not running. Start it, so that the videos are saved in time.');
  }
  const isAll = failed === undefined && refused.length === 0 && result.withoutId === 0;
  return isAll && ids.ids.length > 0 ? exitCodes.done : exitCodes.notDone;
}

async function list(run: Run): Promise<ExitCode> {
  const { ports, answerer, parsed } = run;
  const { state, isJson } = parsed;
  let count = 0;
  for await (const message of answerer.ask({ version, command: 'list', state })) {
    if (message.kind === 'failed') {
      ports.say(message.message);
      return exitCodes.notDone;
    }
    if (message.kind !== 'task') continue;
    const lead = count === 0 ? '[\n' : ',\n';
    count += 1;
    const task = message.task as unknown as PublicTask; // of the same program's other end
    await ports.print(isJson ? `${lead}${toJson(task)}` : `${listLine(task)}\n`);
  }
  if (isJson) await ports.print(count === 0 ? '[]\n' : '\n]\n');
  return exitCodes.done;
}

async function status(run: Run): Promise<ExitCode> {
  const answered = await resultOf(run, { version, command: 'status' });
  if (answered.kind === 'failed') {
    await sayFailure(run, answered);
    return exitCodes.notDone;
  }
  const result = answered.result as unknown as StatusResult; // of the same program's other end
  const text = run.parsed.isJson ? toJson(result, 2) : statusLines(result).join('\n');
  await run.ports.print(`${text}\n`);
  return exitCodes.done;
}

async function check(run: Run): Promise<ExitCode> {
  const { ports, parsed, ids } = run;
  const without = ids?.without ?? [];
  if (ids !== undefined) sayWithout(ids, ports);
  const named = parsed.operands.length === 0 ? undefined : [...(ids?.ids ?? [])];
  const answered = await resultOf(run, { version, command: 'check', ids: named });
  if (answered.kind === 'failed') {
    await sayFailure(run, answered);
    return exitCodes.notDone;
  }
  const { asked, unknown } = answered.result as {
    readonly asked: number;
    readonly unknown: readonly string[];
  }; // of the same program's other end
  for (const id of unknown) ports.say(`Not in the library: ${id}`);
  await ports.print(
    parsed.isJson ? `${toJson({ asked, unknown }, 2)}\n` : `Asking about ${videos(asked)}.\n`,
  );
  return unknown.length + without.length === 0 ? exitCodes.done : exitCodes.notDone;
}

async function verify(run: Run): Promise<ExitCode> {
  const { ports, parsed } = run;
  const answered = await resultOf(run, { version, command: 'verify' });
  if (answered.kind === 'failed') {
    await sayFailure(run, answered);
    return exitCodes.notDone;
  }
  const result = answered.result as {
    readonly videos: number;
    readonly isComplete: boolean;
    readonly damaged: readonly {
      readonly id: string;
      readonly kind: string;
      readonly paths: readonly string[];
    }[];
  }; // of the same program's other end
  const { damaged, isComplete } = result;
  if (!isComplete && run.answerer.hasGivenWay?.() === true) throw new GaveWayError();
  const lines = damaged.flatMap(({ id, kind, paths }) =>
    paths.map((path) => `${kind}  ${id}  ${onLine(path, 4000)}`),
  );
  const end = `${videos(result.videos)} read, ${damaged.length === 0 ? 'all as archived' : `${damaged.length.toLocaleString('en')} missing or damaged`}.`;
  await ports.print(
    parsed.isJson ? `${toJson(result, 2)}\n` : [...lines, end].map((line) => `${line}\n`).join(''),
  );
  if (!isComplete) ports.say('The check was stopped before its end.');
  if (damaged.length > 0) return exitCodes.damaged;
  return isComplete ? exitCodes.done : exitCodes.notDone;
}

/** Every command. */
export const commandRuns: { readonly [C in CommandName]: CommandRun } = {
  add: { prepare: readOperands, run: add },
  list: { run: list },
  status: { run: status },
  check: { prepare: readOperands, run: check },
  verify: { run: verify },
  export: { run: runExport },
  update: { run: runUpdate },
};
