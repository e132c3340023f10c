import type { EndpointId } from '../../shared/endpoint.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;

interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What was seen, or is announced, of each endpoint before this user's own durations are known. */
const usual: Readonly<Record<string, Range>> = {
  runway: { fromMs: 30 * secondMs, toMs: 180 * secondMs },
  aleph: { fromMs: 2 * minuteMs, toMs: 15 * minuteMs },
  veo: { fromMs: minuteMs, toMs: 10 * minuteMs },
  suno: { fromMs: 30 * secondMs, toMs: 5 * minuteMs },
};

/** Other models took 1 to 13 minutes. */
const otherwise: Range = { fromMs: minuteMs, toMs: 13 * minuteMs };

/** Durations inside the usual range, evenly spread over its logarithm. */
const inRange = 18;

/** And two beyond it: one task in ten is slow, and nobody knows how slow. */
const slowTimes: readonly number[] = [2, 4];

/**
 * Durations to start from: a distribution in twenty values, which this user's own values join and soon
 * outnumber.
 */
export function defaultDurations(endpoint: EndpointId): readonly number[] {
  const { fromMs, toMs } = usual[endpoint] ?? otherwise;
  const spread = Array.from(
    { length: inRange },
    (_, index) => fromMs * (toMs / fromMs) ** (index / (inRange - 1)),
  );
  return [...spread, ...slowTimes.map((times) => times * toMs)];
}
