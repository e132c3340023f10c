/** The most durations that are worth keeping: with these the curve is known to a few per cent. */
export const maxDurations = 200;

/** Knots of a curve, the tail's aside: each step then rests on a dozen of the 200 durations. */
const bodySteps = 16;

/** Durations in the tail are few, so its steps halve: 1/16, 1/32, 1/64… of the tasks are left. */
const tailShare = 0.5;

/** Knots closer than this say nothing: nobody is asked twice within it. */
const minStepMs = 1000;

/**
 * What one second of delay is worth in questions, as the length of the interval (in seconds) at which
 * one task in a second ends. At 0.57 the mean delay over the usual durations is that of asking every
 * ten seconds (`npm run bench:polling`).
 */
export const defaultPatience = 0.57;

/** However much alike tasks are, their questions are thinned by this at the most. */
const maxNarrower = 2;

/** A point of a curve: by this age, this many questions are worth asking. */
interface Knot {
  readonly ageMs: number;
  readonly questions: number;
}

/** How many questions are worth asking up to an age: flat where no task ends, steep where many do. */
export type PollCurve = readonly Knot[];

interface Quantile {
  readonly ageMs: number;
  /** Share of the tasks that have ended by then, as i of n + 1: no age is impossible or certain. */
  readonly ended: number;
}

function quantiles(sortedMs: readonly number[]): readonly Quantile[] {
  const count = sortedMs.length;
  const ranks = [1];
  let step = Math.max(1, Math.floor(count / bodySteps));
  for (let rank = 1 + step; rank < count; rank += step) {
    ranks.push(rank);
    if (count - rank <= step) step = Math.max(1, Math.floor((count - rank) * tailShare));
  }
  ranks.push(count);
  const found: Quantile[] = [{ ageMs: 0, ended: 0 }];
  for (const rank of ranks) {
    const ageMs = sortedMs[rank - 1];
    const before = found.at(-1);
    if (ageMs === undefined || before === undefined) continue;
    if (ageMs - before.ageMs < minStepMs) continue;
    found.push({ ageMs, ended: rank / (count + 1) });
  }
  return found;
}

/**
 * The curve for durations like these. Asking every `h` seconds while tasks end at the rate `z` a second
 * costs `1/h` questions a second and `z · h/2` seconds of delay; for any price of a second, the sum is
 * least at `h = patience / √z`. So the questions up to an age are the integral of `√z / patience`.
 * @param durationsMs start to end, in any order; more than none
 */
export function pollCurve(durationsMs: readonly number[], patience = defaultPatience): PollCurve {
  const points = quantiles([...durationsMs].sort((a, b) => a - b));
  const curve: Knot[] = [];
  let questions = 0;
  let before: Quantile | undefined;
  for (const point of points) {
    if (before !== undefined) {
      const seconds = (point.ageMs - before.ageMs) / 1000;
      const left = 1 - (before.ended + point.ended) / 2;
      questions += Math.sqrt((seconds * (point.ended - before.ended)) / left) / patience;
    }
    curve.push({ ageMs: point.ageMs, questions });
    before = point;
  }
  return curve;
}

/**
 * How much there is to ask about durations like these: `∫√(S·f) dt`, with `S` the share that still runs
 * and `f` the density of ends, in √seconds. The mean delay of their curve is half of it times the patience.
 */
function breadth(durationsMs: readonly number[]): number {
  const points = quantiles([...durationsMs].sort((a, b) => a - b));
  let sum = 0;
  let before: Quantile | undefined;
  for (const point of points) {
    if (before !== undefined) {
      const seconds = (point.ageMs - before.ageMs) / 1000;
      const left = 1 - (before.ended + point.ended) / 2;
      sum += Math.sqrt(left * seconds * (point.ended - before.ended));
    }
    before = point;
  }
  return sum;
}

/**
 * The curve for what was known before and what this user's own tasks took. Tasks that are much alike
 * need fewer questions for the same delay, so that is what they get, rather than a shorter delay.
 */
export function learnedCurve(prior: readonly number[], learned: readonly number[]): PollCurve {
  const all = [...prior, ...learned];
  const narrower = breadth(prior) / breadth(all);
  return pollCurve(all, defaultPatience * Math.min(Math.max(narrower, 1), maxNarrower));
}

function between(x: number, from: readonly [number, number], to: readonly [number, number]) {
  const width = to[0] - from[0];
  return width === 0 ? to[1] : from[1] + ((x - from[0]) / width) * (to[1] - from[1]);
}

/**
 * The age at which the next question is worth asking, after one at `ageMs`.
 * @returns milliseconds; `undefined` beyond everything that the curve knows
 */
export function nextAgeMs(curve: PollCurve, ageMs: number): number | undefined {
  let before: Knot = { ageMs: 0, questions: 0 };
  let wanted: number | undefined;
  for (const knot of curve) {
    if (wanted === undefined && knot.ageMs > ageMs) {
      const from = [before.ageMs, before.questions] as const;
      wanted = between(ageMs, from, [knot.ageMs, knot.questions]) + 1;
    }
    if (wanted !== undefined && knot.questions >= wanted) {
      return between(wanted, [before.questions, before.ageMs], [knot.questions, knot.ageMs]);
    }
    before = knot;
  }
  return undefined;
}
