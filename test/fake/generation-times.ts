import { normal } from './seeded-random.ts';

/**
 * How the durations of an endpoint's tasks are spread over their usual range. `alike`: a user whose tasks
 * are all of one kind, as far apart as the recorded 5 s clips of Runway (30 to 41 s).
 */
export type Shape = 'even' | 'log-normal' | 'alike';

/** What is known of real durations, in seconds: 98 of 100 lie in here, the long tail aside. */
export const usualSeconds = {
  runway: { from: 30, to: 180 },
  aleph: { from: 120, to: 900 },
  other: { from: 60, to: 780 },
} as const;

/** An endpoint of these times. */
export type TimedEndpoint = keyof typeof usualSeconds;

/** Tasks that take longer than the range says, up to an hour: three in a hundred. */
const tailShare = 0.03;

/** The deviations between which 98 of 100 values lie. */
const deviations = 2.326;

/** One generation's duration in milliseconds. */
export function generationMs(endpoint: TimedEndpoint, shape: Shape, random: () => number): number {
  const { from, to } = usualSeconds[endpoint];
  if (random() < tailShare) return 1000 * to * (3600 / to) ** random();
  if (shape === 'even') return 1000 * (from + (to - from) * random());
  const middle = Math.log(from * to) / 2;
  const spread = shape === 'alike' ? Math.log(41 / 30) : Math.log(to / from);
  return 1000 * Math.exp(middle + (normal(random) * spread) / 2 / deviations);
}
