import type { JsonObject } from '../../shared/json.ts';
import type { TaskRecord } from '../../shared/task.ts';
import { boundParameters, most } from '../platform/bounds.ts';
import { asNumberIn, asObjectOrText, asShown, asText } from './fields.ts';
import { readTime } from './time.ts';

/** No generation costs as much; what says more is no price. */
const maxCredits = 1e9;

/** No generation takes longer: 30 days, in milliseconds. */
const maxCostMs = 30 * 24 * 3_600_000;

/** Of a duration that is told and one that is reckoned from the times, in milliseconds. */
const toleranceMs = 2_000;

/**
 * `costTime`: milliseconds, as newer answers have it. An example of the documentation has seconds: what is
 * between start and finish tells.
 */
function readCostMs(
  data: JsonObject,
  { startedAtMs, finishedAtMs }: Pick<TaskRecord, 'startedAtMs' | 'finishedAtMs'>,
): number | undefined {
  const told = asNumberIn(data.costTime, 1, maxCostMs);
  if (told === undefined || startedAtMs === undefined || finishedAtMs === undefined) return told;
  const betweenMs = finishedAtMs - startedAtMs;
  const isInSeconds = Math.abs(told * 1000 - betweenMs) <= toleranceMs + betweenMs * 0.05;
  const isInMs = Math.abs(told - betweenMs) <= toleranceMs;
  return isInSeconds && !isInMs ? Math.min(told * 1000, maxCostMs) : told;
}

/** What a task has cost, as newer answers tell: creditsConsumed, fractions included, and the time at the provider. */
export function costsOf(
  data: JsonObject,
  times: Pick<TaskRecord, 'startedAtMs' | 'finishedAtMs'>,
): Pick<TaskRecord, 'creditsConsumed' | 'costTimeMs'> {
  const creditsConsumed = asNumberIn(data.creditsConsumed ?? data.credits_consumed, 0, maxCredits);
  const costTimeMs = readCostMs(data, times);
  return {
    ...(creditsConsumed !== undefined && { creditsConsumed }),
    ...(costTimeMs !== undefined && { costTimeMs }),
  };
}

/** A request that an answer repeats as text. The text itself is the fallback: not every one is valid JSON. */
export function parametersOf(data: JsonObject, name: string): JsonObject {
  const text = asText(data[name]);
  return asObjectOrText(data[name]) ?? (text === undefined ? {} : { [name]: text });
}

/** What most endpoints say of a task in the same fields: `createTime`, `completeTime`, and what it cost. */
export function recordOf(data: JsonObject, parameters: JsonObject, nowMs: number): TaskRecord {
  const prompt = asShown(parameters.prompt, most.prompt);
  const startedAtMs = readTime(data.createTime, nowMs);
  const finishedAtMs = readTime(data.completeTime, nowMs);
  const times = {
    ...(startedAtMs !== undefined && { startedAtMs }),
    ...(finishedAtMs !== undefined && { finishedAtMs }),
  };
  return {
    parameters: boundParameters(parameters),
    ...(prompt !== undefined && { prompt }),
    ...times,
    ...costsOf(data, times),
  };
}
