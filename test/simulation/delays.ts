import { endsAtMs, type Generation } from './generation.ts';
import { floodAtMs, keyRefused, troublesOfMonth } from './month.ts';
import type { Run } from './run.ts';

const minuteMs = 60_000;

/** The longest that a period leaves something waiting: a stalled task's quarter of an hour, jittered. */
const aftermathMs = 16.5 * minuteMs;

/** How long after an end Reelkeep heard of it. */
export interface Delay {
  readonly generation: Generation;
  readonly delayMs: number;
  /** What is left of it without the time in which nobody could ask, or nothing was answered. */
  readonly ownMs: number;
  /** Nothing went wrong around that time. */
  readonly isCalm: boolean;
}

interface Period {
  readonly fromMs: number;
  readonly toMs: number;
  readonly account?: number;
  /** Nothing could be asked; otherwise it was only harder. */
  readonly isBlind: boolean;
}

function periodsOf(run: Run): readonly Period[] {
  return [
    ...run.gaps.map((gap) => ({ ...gap, isBlind: true })),
    ...troublesOfMonth
      .filter(({ kind }) => kind !== 'key-refused')
      .map((trouble) => ({ ...trouble, isBlind: true })),
    { ...keyRefused, isBlind: true },
    ...run.clockPeriods.map((period) => ({ ...period, isBlind: false })),
    { fromMs: floodAtMs, toMs: floodAtMs + 150 * minuteMs, account: 0, isBlind: false },
  ];
}

/** Milliseconds of a span that lie in any of the periods. */
function covered(span: readonly [number, number], periods: readonly Period[]): number {
  let sum = 0;
  let untilMs = span[0];
  for (const { fromMs, toMs } of [...periods].sort((a, b) => a.fromMs - b.fromMs)) {
    const startMs = Math.max(fromMs, untilMs);
    const stopMs = Math.min(toMs, span[1]);
    if (stopMs <= startMs) continue;
    sum += stopMs - startMs;
    untilMs = stopMs;
  }
  return sum;
}

/** The delay of every end that was heard of. */
export function delaysOf(run: Run): readonly Delay[] {
  const periods = periodsOf(run);
  return run.generations.flatMap((generation) => {
    const heardAtMs = run.heardAtMs.get(generation.id);
    if (heardAtMs === undefined) return [];
    const dueAtMs = Math.max(endsAtMs(generation), generation.addedAtMs);
    const own = periods.filter(
      ({ account }) =>
        account === undefined || account === generation.owner || account === generation.addedWith,
    );
    const isCalm = own.every(
      ({ fromMs, toMs }) => toMs + aftermathMs < dueAtMs || fromMs > heardAtMs,
    );
    const blind = own.filter(({ isBlind }) => isBlind);
    const delayMs = heardAtMs - dueAtMs;
    const ownMs = delayMs - covered([dueAtMs, heardAtMs], blind);
    return [{ generation, delayMs, ownMs, isCalm }];
  });
}

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;
}
