import type { JsonObject, JsonValue } from '../../shared/json.ts';
import type { Answer } from './adapter.ts';
import { asNumber, asObjectOrText, asText, asWord } from './fields.ts';
import {
  phases,
  readFailed,
  readSuccess,
  stateReason,
  type Reading,
  type ReasonFields,
} from './state.ts';

type Meaning = 'running' | 'success' | 'failed';

const numbers: Readonly<Record<number, Meaning>> = {
  0: 'running',
  1: 'success',
  2: 'failed',
  3: 'failed',
  4: 'success', // the result is there; only the caller's own server was not reached
};

/** Where these endpoints say why a task has failed. */
export const flagReason: ReasonFields = { code: 'errorCode', words: 'errorMessage' };

/** The same in words, in small letters. What is not among them is unknown. */
const words: Readonly<Record<string, Meaning>> = {
  success: 'success',
  callback_exception: 'success',
  fail: 'failed',
  failed: 'failed',
  create_task_failed: 'failed',
  generate_mp4_failed: 'failed',
  pending: 'running',
};

function meaningOf(value: JsonValue | undefined): Meaning | undefined {
  const number = asNumber(value);
  if (number !== undefined) return numbers[number];
  const word = asWord(value)?.toLowerCase() ?? '';
  return words[word] ?? (phases.has(word) ? 'running' : undefined);
}

/** The field that tells: `successFlag`, or where that says nothing, `status`. */
function telling(data: JsonObject): readonly [string, JsonValue | undefined] {
  const hasFlag = asWord(data.successFlag) !== undefined || asWord(data.status) === undefined;
  return hasFlag ? ['successFlag', data.successFlag] : ['status', data.status];
}

/** Whether a task says itself, in the word or number for it, that it has failed. */
function saysFailed(task: JsonObject): boolean {
  const state = asWord(task.state)?.toLowerCase();
  if (state !== undefined) return state === 'fail' || state === 'failed';
  return meaningOf(telling(task)[1]) === 'failed';
}

/**
 * The task in an envelope that reports an error, where it is the task itself that says that it has failed.
 * @returns it, with the envelope's code and words where it gives no reason of its own; else `undefined`
 */
export function failedTask(
  data: JsonValue | undefined,
  code: number,
  message: string,
): JsonObject | undefined {
  const task = asObjectOrText(data);
  if (task === undefined || !saysFailed(task)) return undefined;
  const reason = asWord(task.state) === undefined ? flagReason : stateReason;
  if (asText(task[reason.words]) !== undefined) return task;
  return { ...task, [reason.code]: asText(task[reason.code]) ?? code, [reason.words]: message };
}

/**
 * Reads an answer of the endpoints that tell by `successFlag`, a number or a word. Nothing else decides:
 * an error code beside a 0 is none, and a link beside an unknown word is not finished.
 */
export function readFlag(data: JsonObject, reading: Reading): Answer {
  const { record } = reading;
  const [name, value] = telling(data);
  const rawState = `${name} ${asWord(value) ?? 'missing'}`;
  switch (meaningOf(value)) {
    case 'success':
      return readSuccess(reading, rawState);
    case 'failed':
      return readFailed(data, flagReason, record);
    case 'running':
      return { kind: 'running', phase: 'generating', rawState, record };
    case undefined:
      return { kind: 'running', phase: 'unknown', rawState, record };
  }
}
