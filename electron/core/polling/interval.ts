import type { TaskView } from '../../shared/task.ts';
import { nextAgeMs, type PollCurve } from './poll-curve.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/**
 * How long a fresh id may be unknown to its provider before it counts as "Not found", if anything points to
 * who may own it: then its likeliest owners are asked once more at the end of this time.
 */
export const notFoundGraceMs = 15 * secondMs;

/** A task without an end for this long is stalled, not slow. */
export const stalledAfterMs = hourMs;

/** Providers keep a task's record for two months: so long it may still come to an end. */
export const recordLifeMs = 60 * 24 * hourMs;

const stalledIntervalMs = 15 * minuteMs;

/** A task without an end is asked so often on its first day; later on at this share of the time it is known. */
const stalledDenseMs = 24 * hourMs;
const stalledShare = 1 / 24;

/**
 * Until that many answers have called it stalled, it is asked every minute and never given up: its start
 * may have been misread, and this computer's clock may just have been set.
 */
const doubtfulAnswers = 15;

/** A task whose last question brought no answer is not asked again at once. */
const hinderedIntervalMs = 5 * secondMs;

/** An id that has never been answered for, by a provider that does answer, is asked less and less. */
const hinderedShare = 1 / 20;

/** When an id that nobody knew is asked about again, in case it was only very young. */
const notFoundRechecksMs: readonly number[] = [minuteMs, 10 * minuteMs, hourMs];

/** Where somebody who may own it has not answered, it is asked about daily for as long as files are kept. */
const unansweredForMs = 14 * 24 * hourMs;

/** A tenth either way, so that tasks added together do not stay together. */
const jitter = 0.1;

/** Between two questions about a running task lie 2 to 60 seconds, whatever the curve says: jitter included. */
const runningLimits = {
  minMs: (2 * secondMs) / (1 - jitter),
  maxMs: minuteMs / (1 + jitter),
};

/** At least once a day, jitter included. */
const dailyMs = (24 * hourMs) / (1 + jitter);

/** A running task of which no curve can tell is asked at this share of the time it has been known. */
const moderate = { share: 1 / 20, minMs: 10 * secondMs };

/** A start that lies this far ahead is a provider's clock; further ahead, it is no start. */
const startToleranceMs = 5 * secondMs;

/** When a plan is made. */
export interface PollContext {
  /** Unix milliseconds. */
  readonly nowMs: number;
  /** 0 to 1. */
  readonly random: number;
  /** How often the task has been heard to be stalled since the app was started; absent: often enough. */
  readonly stalledAnswers?: number;
}

type RunningView = Extract<TaskView, { readonly state: 'running' }>;
type StalledView = Extract<TaskView, { readonly state: 'stalled' }>;
type NotFoundView = Extract<TaskView, { readonly state: 'not-found' }>;
type CheckingView = Extract<TaskView, { readonly state: 'checking' }>;

function clamp(value: number, minMs: number, maxMs: number): number {
  return Math.min(Math.max(value, minMs), maxMs);
}

function runningIntervalMs(task: RunningView, nowMs: number, curve: PollCurve): number {
  const { minMs, maxMs } = runningLimits;
  const startedAtMs = task.record?.startedAtMs;
  const ageMs = nowMs - (startedAtMs ?? task.sinceMs);
  const isKnown = startedAtMs !== undefined && ageMs > -startToleranceMs;
  const nextMs = isKnown ? nextAgeMs(curve, Math.max(0, ageMs)) : undefined;
  return nextMs === undefined
    ? clamp((nowMs - task.sinceMs) * moderate.share, moderate.minMs, maxMs)
    : clamp(nextMs - ageMs, minMs, maxMs);
}

/**
 * Since when a task is known, by the latest time that speaks of it: what this computer's clock has said may
 * come from when it was wrong, and what the provider says may be misread.
 */
function knownSinceMs({ sinceMs, addedAtMs, record }: RunningView | StalledView, nowMs: number) {
  const startedAtMs = record?.startedAtMs ?? -Infinity;
  return Math.max(sinceMs, addedAtMs, startedAtMs <= nowMs ? startedAtMs : -Infinity);
}

/** Without an end for too long: less and less often, but at least once a day while its record may live. */
function stalledDelayMs(
  task: RunningView | StalledView,
  { nowMs, stalledAnswers = doubtfulAnswers }: PollContext,
): number | undefined {
  if (stalledAnswers > 0 && stalledAnswers < doubtfulAnswers) return runningLimits.maxMs;
  const knownForMs = nowMs - knownSinceMs(task, nowMs);
  if (knownForMs >= recordLifeMs) return undefined;
  const isDense = knownForMs < stalledDenseMs;
  return isDense ? stalledIntervalMs : Math.min(knownForMs * stalledShare, dailyMs);
}

function hinderedDelayMs({ addedAtMs }: TaskView, nowMs: number): number {
  return clamp((nowMs - addedAtMs) * hinderedShare, hinderedIntervalMs, stalledIntervalMs);
}

function checkingDelayMs(task: CheckingView, nowMs: number): number {
  if (task.hindrance !== undefined) return hinderedDelayMs(task, nowMs);
  const { firstMissAtMs, isRoundOver, missedAt } = task;
  // A round over all endpoints and accounts is asked in one go, and so is the one look after it.
  if (firstMissAtMs === undefined || isRoundOver === undefined || missedAt.length > 0) return 0;
  return clamp(firstMissAtMs + notFoundGraceMs - nowMs, 0, notFoundGraceMs);
}

/** Finished by the provider's word, and no file is named: less and less often, until it is over. */
function withoutFileDelayMs(task: TaskView, nowMs: number): number | undefined {
  if (task.state !== 'running' && task.state !== 'stalled') return undefined;
  if (task.withoutFileSinceMs === undefined) return undefined;
  return clamp(
    (nowMs - task.withoutFileSinceMs) * moderate.share,
    10 * secondMs,
    stalledIntervalMs,
  );
}

function unansweredDelayMs(task: NotFoundView, nowMs: number): number | undefined {
  const isOver = task.isUnanswered === undefined || nowMs - task.addedAtMs >= unansweredForMs;
  return isOver ? undefined : dailyMs;
}

function delayMs(task: TaskView, context: PollContext, curve: PollCurve): number | undefined {
  const { nowMs } = context;
  const untilFileMs = withoutFileDelayMs(task, nowMs);
  if (untilFileMs !== undefined) return untilFileMs;
  switch (task.state) {
    case 'checking':
      return checkingDelayMs(task, nowMs);
    case 'running': {
      // An hour without an end, and no answer that says so: it is asked like a stalled one.
      const isOld = nowMs - task.sinceMs > stalledAfterMs + minuteMs;
      if (isOld) return stalledDelayMs(task, context);
      return runningIntervalMs(task, nowMs, curve);
    }
    case 'stalled':
      return stalledDelayMs(task, context);
    case 'not-found': {
      const isBegun = task.missedAt.length > 0 || task.triedAccounts !== undefined;
      if (isBegun) return task.hindrance === undefined ? 0 : hinderedDelayMs(task, context.nowMs);
      return notFoundRechecksMs[task.rechecks] ?? unansweredDelayMs(task, context.nowMs);
    }
    case 'ready':
    case 'downloading':
    case 'archived':
    case 'failed':
    case 'lost':
      return undefined;
  }
}

/**
 * How long to wait before the provider is asked about this task again, jittered.
 * @param curve what is known of the durations at the task's endpoint
 * @returns milliseconds, or `undefined` when there is nothing left to ask
 */
export function nextDelayMs(
  task: TaskView,
  context: PollContext,
  curve: PollCurve,
): number | undefined {
  if (task.paused) return undefined;
  const delay = delayMs(task, context, curve);
  if (delay === undefined) return undefined;
  const atLeastMs = task.hindrance === undefined ? 0 : hinderedIntervalMs;
  return Math.round(Math.max(delay, atLeastMs) * (1 + jitter * (2 * context.random - 1)));
}
