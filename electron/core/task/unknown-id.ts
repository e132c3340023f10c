import type {
  CheckingTask,
  NotFoundTask,
  RunningTask,
  StalledTask,
  Task,
} from '../../shared/task.ts';
import { notFoundGraceMs, stalledAfterMs } from '../polling/interval.ts';
import { commonFields, type CommonFields } from './common-fields.ts';
import type { TaskEvent } from './event.ts';

type Missed = Extract<TaskEvent, { readonly type: 'missed' }>;

/** What follows when an endpoint does not know the id. */
export function onUnknownId(task: Task, event: Missed, nowMs: number): Task {
  if (task.state === 'checking') return checkOn(task, event, nowMs);
  if (task.state === 'not-found') return recheckOn(task, event, nowMs);
  // It was known and is not any more: records live two months. Ask on, it ends as stalled.
  const isOver = task.state === 'running' && nowMs - task.sinceMs >= stalledAfterMs;
  return isOver ? toStalled(task, commonFields(task, nowMs)) : task;
}

function toStalled({ phase, rawState, sinceMs }: RunningTask, base: CommonFields): StalledTask {
  return { ...base, state: 'stalled', phase, rawState, sinceMs };
}

/** Where a round stands: who has been asked at this account, and which accounts are done. */
type Round = Pick<CheckingTask, 'accountId' | 'missedAt' | 'triedAccounts' | 'isUnanswered'>;

/** Whether an endpoint gave no answer in the round; what was not found begins a new round with each recheck. */
function unansweredOf(
  task: CheckingTask | NotFoundTask,
  event: Missed,
): Pick<CheckingTask, 'isUnanswered'> {
  const isBegun = task.missedAt.length > 0 || task.triedAccounts !== undefined;
  const before = task.state === 'checking' || isBegun ? task.isUnanswered : undefined;
  return (before ?? event.isUnanswered) === undefined ? {} : { isUnanswered: true };
}

/** A round after one more miss; `undefined` when it is over. */
function nextInRound(task: CheckingTask | NotFoundTask, event: Missed): Round | undefined {
  const unanswered = unansweredOf(task, event);
  const { accountId, missedAt, triedAccounts: tried } = task;
  if (!event.isLast) {
    const triedAccounts = tried === undefined ? {} : { triedAccounts: tried };
    return { accountId, missedAt: [...missedAt, event.endpoint], ...triedAccounts, ...unanswered };
  }
  if (event.nextAccountId === undefined) return undefined;
  const triedAccounts = [...(tried ?? []), accountId];
  return { accountId: event.nextAccountId, missedAt: [], triedAccounts, ...unanswered };
}

/** Nobody knows it: it goes back to the account that it was added with. */
function atHome(task: CheckingTask | NotFoundTask, nowMs: number): CommonFields {
  return { ...commonFields(task, nowMs), accountId: task.triedAccounts?.[0] ?? task.accountId };
}

function recheckOn(task: NotFoundTask, event: Missed, nowMs: number): NotFoundTask {
  const { state, endedAtMs, rechecks } = task;
  const round = nextInRound(task, event);
  const unanswered = unansweredOf(task, event);
  return round === undefined
    ? {
        ...atHome(task, nowMs),
        state,
        endedAtMs,
        rechecks: rechecks + 1,
        missedAt: [],
        ...unanswered,
      }
    : { ...commonFields(task, nowMs), state, endedAtMs, rechecks, ...round };
}

function checkOn(task: CheckingTask, event: Missed, nowMs: number): Task {
  const { state, isRoundOver, firstMissAtMs = nowMs } = task;
  const round = nextInRound(task, event);
  if (round !== undefined) {
    const over = isRoundOver === undefined ? {} : { isRoundOver };
    return { ...commonFields(task, nowMs), state, firstMissAtMs, ...over, ...round };
  }
  const home = { ...atHome(task, nowMs), ...unansweredOf(task, event) };
  const isOver = isRoundOver === true || nowMs - firstMissAtMs >= notFoundGraceMs;
  return isOver || event.isWorthALook === undefined
    ? { ...home, state: 'not-found', endedAtMs: nowMs, rechecks: 0, missedAt: [] }
    : { ...home, state, firstMissAtMs, isRoundOver: true, missedAt: [] };
}
