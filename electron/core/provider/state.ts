import type { JsonObject } from '../../shared/json.ts';
import type { MediaLinks, Phase, TaskRecord } from '../../shared/task.ts';
import { most } from '../platform/bounds.ts';
import type { Answer } from './adapter.ts';
import { asShown, asWord } from './fields.ts';

/** Documented words and the synonyms that sibling endpoints use. */
export const phases: ReadonlyMap<string, Phase> = new Map<string, Phase>([
  ['wait', 'waiting'],
  ['waiting', 'waiting'],
  ['queueing', 'queued'],
  ['queuing', 'queued'],
  ['queued', 'queued'],
  ['generating', 'generating'],
]);

/** What an endpoint's own adapter has read, for `readState` to decide about. */
export interface Reading {
  readonly record: TaskRecord;
  /** The results' links, if there are any; asked for only when the task has succeeded. */
  readonly media: () => MediaLinks | undefined;
  /** What was made where it is no file; asked for only when the task has succeeded without one. */
  readonly text?: () => string | undefined;
  /** Whether the record itself says that its media are gone. */
  readonly isExpired?: boolean;
}

/** The fields in which an endpoint says why a task has failed. */
export interface ReasonFields {
  readonly code: string;
  readonly words: string;
}

/** A failed task, with the provider's own code and words. */
export function readFailed(
  data: JsonObject,
  { code, words }: ReasonFields,
  record: TaskRecord,
): Answer {
  return {
    kind: 'failed',
    providerCode: asWord(data[code]) ?? '',
    providerMessage: asShown(data[words], most.message) ?? '',
    record,
  };
}

/** Where those that tell by `state` say it. */
export const stateReason: ReasonFields = { code: 'failCode', words: 'failMsg' };

/** What a success means: links, or media that are gone, or that a file is still to come, if there is one. */
export function readSuccess(reading: Reading, rawState: string): Answer {
  const { record, isExpired = false } = reading;
  const links = reading.media();
  if (links !== undefined) return { kind: 'succeeded', media: links, record };
  if (isExpired) return { kind: 'expired', record };
  const text = reading.text?.();
  const withoutFile = text === undefined ? {} : { text };
  return { kind: 'running', phase: 'generating', rawState, withoutFile, record };
}

/**
 * Reads an answer of the endpoints that tell by `state`. Nothing else decides: the documentation's own
 * success carries failCode 400, its `wait` a whole video. An undocumented word is `running`
 * with phase `unknown`, never an end.
 */
export function readState(data: JsonObject, reading: Reading): Answer {
  const { record } = reading;
  const rawState = asWord(data.state) ?? '';
  const word = rawState.toLowerCase();
  switch (word) {
    case 'success':
      return readSuccess(reading, 'success');
    case 'fail':
    case 'failed':
      return readFailed(data, stateReason, record);
    default:
      return { kind: 'running', phase: phases.get(word) ?? 'unknown', rawState, record };
  }
}
