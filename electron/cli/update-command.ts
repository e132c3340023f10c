import type { Updater } from '../core/update/updater.ts';
import { en } from '../shared/messages/en/catalogue.ts';
import { describePhase, describeStale, describeUpdateFailure } from '../shared/messages/updates.ts';
import type { Words } from '../shared/messages/words.ts';
import type { UpdateView } from '../shared/update.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { onLine } from './print.ts';
import type { Run } from './ports.ts';
import { protocolVersion as version, toJson, type Message, type Request } from './protocol.ts';

/** What the answer is made of. */
export interface UpdateAnswerParts {
  readonly updater: Updater;
  /** The version that runs. */
  readonly version: string;
  readonly wait: (delayMs: number) => Promise<void>;
}

const lookEveryMs = 300;

/** What a command is told: the view, without notes, which the window shows. */
export interface UpdateResult {
  readonly version: string;
  readonly updater: UpdateView['updater'];
  readonly phase: UpdateView['phase']['kind'];
  readonly offered?: string;
  readonly path?: string;
  readonly command?: string;
  readonly address: string;
  /** The problem's code. */
  readonly problem?: string;
  /** Why it is not known whether there is a newer version. */
  readonly stale?: string;
  /** Sentences for people. */
  readonly words: readonly string[];
}

/** A sentence, with the system's own word for who looks into it. */
function withDetail({ sentence, detail }: Words): string {
  return detail === undefined ? sentence : `${sentence} (${detail})`;
}

function updateResultOf({ updater, version: own }: UpdateAnswerParts): UpdateResult {
  const { phase, problem, stale, updater: by, address } = updater.view();
  const staleWords = stale === undefined ? undefined : describeStale(stale, address, en);
  const words = problem === undefined ? undefined : describeUpdateFailure(problem, en);
  return {
    version: own,
    updater: by,
    phase: phase.kind,
    ...('release' in phase && { offered: phase.release.version }),
    ...(phase.kind === 'by-hand' && { path: phase.path, command: phase.command }),
    address,
    ...(problem !== undefined && { problem: problem.code }),
    ...(stale !== undefined && { stale: stale.kind }),
    words: [
      describePhase(phase, own, en),
      ...(phase.kind === 'by-hand' ? [phase.command] : []),
      ...[words, staleWords].flatMap((each) =>
        each === undefined ? [] : [withDetail(each), each.remedy],
      ),
      ...(phase.kind === 'none' || by === 'other' ? [en.updates.updaters[by]] : []),
    ],
  };
}

/** Answers `reelkeep update`: does one step, by the same updater as the window, and tells how it is now. */
export async function* answerUpdate(
  { step }: Extract<Request, { command: 'update' }>,
  parts: UpdateAnswerParts,
): AsyncGenerator<Message> {
  const { updater, wait } = parts;
  const steps = {
    look: () => updater.look(true),
    fetch: () => updater.fetch(),
    install: () => updater.install(),
    restart: () => updater.restart(),
  };
  const work = step === undefined ? Promise.resolve() : steps[step]();
  const ended = work.then(() => true);
  const isOver = () => Promise.race([ended, wait(lookEveryMs).then(() => false)]);
  while (!(await isOver())) {
    const { phase } = updater.view();
    if (phase.kind !== 'fetching') continue;
    yield { kind: 'progress', done: phase.receivedBytes, total: phase.release.sizeBytes ?? 0 };
  }
  yield { kind: 'done', result: { ...updateResultOf(parts) } };
}

/** Runs `reelkeep update`. */
export async function runUpdate({ ports, answerer, parsed }: Run): Promise<ExitCode> {
  for await (const message of answerer.ask({ version, command: 'update', step: parsed.step })) {
    if (message.kind === 'progress') ports.showProgress(message.done / Math.max(1, message.total));
    if (message.kind === 'failed') {
      ports.say(message.message);
      return exitCodes.notDone;
    }
    if (message.kind !== 'done') continue;
    const result = message.result as unknown as UpdateResult; // of the same program's other end
    const lines = result.words.map((line) => `${onLine(line, 4_000)}\n`).join('');
    await ports.print(parsed.isJson ? `${toJson(result, 2)}\n` : lines);
    return result.problem === undefined ? exitCodes.done : exitCodes.notDone;
  }
  return exitCodes.noAnswer;
}
