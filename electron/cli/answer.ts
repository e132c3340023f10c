import type { Core } from '../core/app/core.ts';
import { Turns } from '../core/platform/turns.ts';
import type { Failure } from '../shared/failure.ts';
import { en } from '../shared/messages/en/catalogue.ts';
import { describeFailure } from '../shared/messages/failures.ts';
import { isUnfinished, type Task } from '../shared/task.ts';
import type { AccountId } from '../shared/id.ts';
import type { Message, Request } from './protocol.ts';
import { textCleaner, toPublicTask, type TextCleaner } from './task-shape.ts';
import { taskStates } from './task-states.ts';
import { answerUpdate } from './update-command.ts';

/** What answers are made of. */
export interface AnswerParts {
  readonly core: Core;
  readonly version: string;
  /** Whether the app is at work, rather than only its data being read. */
  readonly isRunning: boolean;
  /** Takes the accounts' keys out of a text. */
  readonly mask: (text: string) => string;
  /** Resolves after so many milliseconds. */
  readonly wait: (delayMs: number) => Promise<void>;
}

const lookEveryMs = 500;

function failed(failure: Failure): Message {
  // In English whatever the window speaks: scripts read it.
  const { sentence, remedy, detail } = describeFailure(failure, en);
  const message = `${sentence} ${remedy}${detail === undefined ? '' : ` (${detail})`}`;
  return { kind: 'failed', code: failure.code, message };
}

function done(result: Record<string, unknown>): Message {
  return { kind: 'done', result };
}

/**
 * Does what a command asks for, by the same services as the window's calls.
 * @yields what is answered, line by line; `done` or `failed` last
 */
export async function* answer(request: Request, parts: AnswerParts): AsyncGenerator<Message> {
  switch (request.command) {
    case 'add':
      yield await add(request, parts);
      return;
    case 'list':
      yield* list(request, parts);
      return;
    case 'status':
      yield done(status(parts));
      return;
    case 'check':
      yield await check(request, parts);
      return;
    case 'verify':
      yield* verify(parts);
      return;
    case 'update':
      yield* answerUpdate(request, { ...parts, updater: parts.core.updater });
      return;
  }
}

/** An account by its id or its name; the first one where none is named. */
function findAccount(
  { accounts }: Core,
  asked: string | undefined,
): { readonly id: AccountId } | Message {
  const views = accounts.views();
  const [first] = views;
  if (first === undefined) {
    const message = 'There is no account yet. Open Reelkeep and add one with its API key.';
    return { kind: 'failed', code: 'account-unknown', message };
  }
  if (asked === undefined) return first;
  const named = views.filter(({ name }) => name.toLowerCase() === asked.trim().toLowerCase());
  const found = views.find(({ id }) => id === asked) ?? (named.length === 1 ? named[0] : undefined);
  if (found !== undefined) return found;
  const names = views.map(({ name }) => `“${name}”`).join(', ');
  const what = named.length > 1 ? 'Several accounts have' : 'No account has';
  const message = `${what} the name “${asked}”. There are: ${names}.`;
  return { kind: 'failed', code: 'account-unknown', message };
}

async function add(
  { ids, endpoint, account: asked }: Extract<Request, { command: 'add' }>,
  { core, isRunning }: AnswerParts,
): Promise<Message> {
  const account = findAccount(core, asked);
  if ('kind' in account) return account;
  const outcome = await core.tasks.add({ ids, accountId: account.id, endpoint });
  if (!outcome.ok) return failed(outcome.failure);
  const { added, alreadyTracked, refused } = outcome.value;
  const words = refused && describeFailure(refused.failure, en);
  return done({
    added,
    alreadyTracked,
    isRunning,
    ...(refused !== undefined && {
      refused: { ids: refused.ids, code: refused.failure.code, message: words?.sentence },
    }),
  });
}

/** Tasks by their time, so that two lists of one library are alike. */
function sorted(tasks: Iterable<Task>): readonly Task[] {
  return [...tasks].sort(
    (a, b) =>
      a.addedAtMs - b.addedAtMs ||
      (a.batchIndex ?? 0) - (b.batchIndex ?? 0) ||
      (a.id < b.id ? -1 : 1),
  );
}

async function* list(
  { state }: Extract<Request, { command: 'list' }>,
  parts: AnswerParts,
): AsyncGenerator<Message> {
  const { core } = parts;
  const tidy = textCleaner(parts.mask);
  const names = new Map(core.accounts.views().map(({ id, name }) => [id, name]));
  const turns = new Turns();
  let count = 0;
  for (const task of sorted(core.tasks.tasks())) {
    if (turns.isOver) await turns.next();
    if (state !== undefined && task.state !== state) continue;
    const accountName = names.get(task.accountId) ?? task.accountName ?? '';
    count += 1;
    yield { kind: 'task', task: { ...toPublicTask(task, { accountName, tidy }) } };
  }
  yield done({ count });
}

/** The unfinished task whose deadline comes first, as far as deadlines are known. */
function nearest(tasks: readonly Task[]): Task | undefined {
  return tasks
    .filter((task) => isUnfinished(task) && task.deadlineMs !== undefined)
    .reduce<Task | undefined>(
      (best, task) =>
        (task.deadlineMs ?? Infinity) < (best?.deadlineMs ?? Infinity) ? task : best,
      undefined,
    );
}

function accountStatus(core: Core, tidy: TextCleaner) {
  return core.accounts.views().map(({ name, hasKey, block }) => ({
    name: tidy(name),
    hasKey,
    ...(block !== undefined && { trouble: block.code }),
  }));
}

function status({ core, version, isRunning, mask }: AnswerParts): Record<string, unknown> {
  const tasks = [...core.tasks.tasks()];
  const counts = new Map(taskStates.map((state) => [state, 0]));
  for (const { state } of tasks) counts.set(state, (counts.get(state) ?? 0) + 1);
  const first = nearest(tasks);
  const { problem } = core.archiveManager;
  const progress = core.transfers.progress();
  const nextMs = core.poller.nextAtMs();
  const tidy = textCleaner(mask);
  return {
    version,
    isRunning,
    videos: tasks.length,
    states: Object.fromEntries(counts),
    paused: tasks.filter((task) => task.paused && isUnfinished(task)).length,
    damaged: tasks.filter((task) => task.state === 'archived' && task.damage !== undefined).length,
    archiveFolder: tidy(core.settings.current().archiveFolder),
    ...(problem !== undefined && { archiveTrouble: problem.code }),
    ...(first?.deadlineMs !== undefined && {
      nearestDeadline: { id: first.id, at: new Date(first.deadlineMs).toISOString() },
    }),
    downloads: progress.length,
    bytesPerSecond: Math.round(progress.reduce((sum, each) => sum + each.bytesPerSecond, 0)),
    ...(nextMs !== undefined &&
      nextMs > 0 &&
      isRunning && { nextCheck: new Date(nextMs).toISOString() }),
    accounts: accountStatus(core, tidy),
  };
}

async function check(
  { ids }: Extract<Request, { command: 'check' }>,
  { core }: AnswerParts,
): Promise<Message> {
  const asked = ids ?? [...core.tasks.tasks()].filter(isUnfinished).map(({ id }) => id);
  const known = asked.filter((id) => core.tasks.get(id) !== undefined);
  const unknown = asked.filter((id) => core.tasks.get(id) === undefined);
  await core.checkNow(known);
  return done({ asked: known.length, unknown });
}

async function* verify({ core, mask, wait }: AnswerParts): AsyncGenerator<Message> {
  if (core.settings.archiveId() === undefined) {
    const path = core.settings.current().archiveFolder;
    yield failed({ code: 'folder-not-chosen', path });
    return;
  }
  const before = core.settings.lastCheck();
  const started = await core.upkeep.integrityCheck.check();
  if (!started.ok) {
    yield failed(started.failure);
    return;
  }
  for (let job = core.jobs.current; job?.kind === 'scrub'; job = core.jobs.current) {
    yield { kind: 'progress', done: job.done, total: job.total ?? 0 };
    await Promise.race([core.jobs.idle(), wait(lookEveryMs)]);
  }
  const last = core.settings.lastCheck();
  const archiveId = core.settings.archiveId();
  const tidy = textCleaner(mask);
  const damaged = sorted(core.tasks.tasks()).flatMap((task) => {
    if (task.state !== 'archived' || task.damage === undefined) return [];
    if (task.archiveId !== archiveId) return [];
    const { kind, paths } = task.damage;
    return [{ id: task.id, kind, paths: paths.map(tidy) }];
  });
  const isComplete = last !== undefined && last !== before && last.isComplete;
  yield done({ videos: last?.videos ?? 0, moved: last?.moved ?? 0, isComplete, damaged });
}
