import { isDeepStrictEqual } from 'node:util';
import type { FailedTask, RunningTask, StalledTask, Task } from '../../shared/task.ts';
import { stalledAfterMs } from '../polling/interval.ts';
import type { Answer } from '../provider/adapter.ts';
import type { CommonFields } from './common-fields.ts';

type RunningAnswer = Extract<Answer, { readonly kind: 'running' }>;

const minuteMs = 60_000;

/** A success may be told before its file is: so long it is asked for. */
const withoutFileForMs = 6 * 60 * minuteMs;

/** Where there is text instead, hardly a file follows. */
const textOnlyForMs = 10 * minuteMs;

/** Since when a task is finished by the provider's word, and what it gave instead of a file. */
function withoutFileOf(
  task: Task,
  { withoutFile }: RunningAnswer,
  nowMs: number,
): Pick<RunningTask, 'withoutFileSinceMs' | 'text'> {
  if (withoutFile === undefined) return {};
  const isKnown = task.state === 'running' || task.state === 'stalled';
  const sinceMs = (isKnown ? task.withoutFileSinceMs : undefined) ?? nowMs;
  const { text } = withoutFile;
  return { withoutFileSinceMs: Math.min(sinceMs, nowMs), ...(text !== undefined && { text }) };
}

function isOver({ withoutFileSinceMs, text }: Partial<RunningTask>, nowMs: number): boolean {
  if (withoutFileSinceMs === undefined) return false;
  const boundMs = text === undefined ? withoutFileForMs : textOnlyForMs;
  return nowMs - withoutFileSinceMs >= boundMs;
}

/**
 * What an answer makes of a task that has no file yet: it runs, it has run for too long, or it has succeeded
 * without a file for so long that none will come.
 */
export function toRunning(
  task: Task,
  base: CommonFields,
  answer: RunningAnswer,
): RunningTask | StalledTask | FailedTask {
  const nowMs = base.updatedAtMs;
  const isKnown = task.state === 'running' || task.state === 'stalled';
  const startedAtMs = answer.record.startedAtMs ?? nowMs;
  const sinceMs = isKnown ? task.sinceMs : Math.min(startedAtMs, nowMs);
  const { phase, rawState } = answer;
  const without = withoutFileOf(task, answer, nowMs);
  if (isOver(without, nowMs)) {
    const { text } = without;
    const withoutFile = text === undefined ? {} : { text };
    const end = { endedAtMs: nowMs, providerCode: '', providerMessage: '', withoutFile };
    return { ...base, state: 'failed', ...end };
  }
  const isStalled = nowMs - sinceMs >= stalledAfterMs;
  return {
    ...base,
    state: isStalled ? 'stalled' : 'running',
    phase,
    rawState,
    sinceMs,
    ...without,
  };
}

/** Whether an answer brought no news: most do, and none of those is worth a write or a patch. */
export function isSameNews(task: Task, next: Task): boolean {
  const { updatedAtMs: _then, rawAnswer: _before, ...known } = task;
  const { updatedAtMs: _now, rawAnswer: _after, ...told } = next;
  return isDeepStrictEqual(known, told);
}
