import type { TaskId } from '../../../electron/shared/id.ts';
import { seededRandom } from '../../fake/seeded-random.ts';
import { anId } from '../../unit/builders.ts';
import {
  accounts,
  dayMs,
  hostCount,
  hostFaults,
  hourMs,
  keptMs,
  minuteMs,
  providerFaults,
  shapes,
  startMs,
  type Course,
  type Film,
  type Shape,
  type Span,
} from './course.ts';

/** Every third month is steady: nothing that rests for ever is helped by a new start, or a network that is back. */
const steadyEvery = 3;

/** A course at random; the same for the same seed. */
export function courseOf(seed: number, filmCount: number): Course {
  const course = anyCourse(seed, filmCount);
  return seed % steadyEvery === 0 ? { ...course, gaps: [], offline: [] } : course;
}

function anyCourse(seed: number, filmCount: number): Course {
  const dice = new Dice(seed);
  const films = Array.from({ length: filmCount }, (_, number) => filmOf(dice, number));
  const gaps = apart(dice.spans(dice.int(8, 25), [5 * minuteMs, 9 * hourMs])).map((span) => ({
    ...span,
    kind: dice.one(['quit', 'kill', 'kill', 'sleep', 'silent-sleep'] as const),
  }));
  return {
    seed,
    films,
    hosts: dice
      .spans(dice.int(4, 14), [2 * minuteMs, 4 * dayMs])
      .map((span) => ({ ...span, host: dice.int(0, hostCount - 1), kind: dice.one(hostFaults) })),
    provider: dice.spans(dice.int(3, 12), [minuteMs, dayMs]).map((span) => ({
      ...span,
      account: dice.int(0, accounts.length - 1),
      kind: dice.one(providerFaults),
    })),
    disk: apart(dice.spans(dice.int(1, 5), [minuteMs, 12 * hourMs])).map((span) => ({
      ...span,
      kind: dice.one(['full', 'away', 'io', 'path'] as const),
      film: dice.int(0, filmCount - 1),
    })),
    offline: dice.spans(dice.int(0, 6), [minuteMs, 10 * hourMs]),
    gaps,
    clock: dice.spans(dice.int(0, 2), [hourMs, 3 * dayMs]).map((span) => ({
      ...span,
      offsetMs: dice.one([-400 * dayMs, -3 * dayMs, -hourMs, 90 * minuteMs, 2 * dayMs, 60 * dayMs]),
    })),
    keyRefused: dice.chance(0.3)
      ? dice
          .spans(1, [hourMs, 2 * dayMs])
          .map((span) => ({ ...span, account: dice.int(0, accounts.length - 1) }))
      : [],
  };
}

function filmOf(dice: Dice, number: number): Film {
  const startsAtMs = startMs + dice.upTo(3 * dayMs);
  const doneAtMs =
    startsAtMs + dice.one([30_000, 2 * minuteMs, 12 * minuteMs, 3 * hourMs, 30 * hourMs]);
  const deadMs = startsAtMs + keptMs;
  const way = dice.one(['stored', 'stored', 'stored', 'stored', 'refreshed', 'converted'] as const);
  const account = dice.one([0, 0, 1]);
  const shape = dice.one<Shape>(accounts[account]?.shapes ?? shapes);
  const base = {
    number,
    ...{ shape, account, id: idOf(dice, shape, number), isNamed: dice.chance(0.4) },
    host: dice.int(0, hostCount - 1),
    addedAtMs: startsAtMs + dice.one([1_000, 20_000, hourMs]),
    startsAtMs,
    doneAtMs,
    fault: dice.one(['not-found', 'forbidden', 'reset-midway', 'wrong-body'] as const),
    goneAtMs: dice.chance(0.5) ? deadMs : Infinity,
    forgotten: forgottenOf(dice, { startsAtMs, doneAtMs }),
    unknown: dice.one(['null', 'words'] as const),
  };
  return { ...base, way, served: servedOf(dice, { way, doneAtMs, deadMs }) };
}

/** In one of the forms that its endpoint gives. All end in eight digits of their own. */
function idOf(dice: Dice, shape: Shape, number: number): TaskId {
  const digits = (number + 1).toString(16).padStart(32, '0');
  if (shape.startsWith('veo') && dice.chance(0.5)) return anId(`veo_task_${digits.slice(-16)}`);
  if (!dice.chance(0.3)) return anId(digits);
  return anId(digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'));
}

/** Seconds at first, some hours when it is done, or for ever a while after that. */
function forgottenOf(
  dice: Dice,
  { startsAtMs, doneAtMs }: Pick<Film, 'startsAtMs' | 'doneAtMs'>,
): readonly Span[] {
  const laterMs = doneAtMs + hourMs + dice.upTo(4 * dayMs);
  return dice.one<readonly Span[]>([
    [],
    [],
    [{ fromMs: startsAtMs, toMs: startsAtMs + dice.one([10_000, 150_000]) }],
    [{ fromMs: laterMs, toMs: laterMs + dice.one([hourMs, dayMs]) }],
    [{ fromMs: doneAtMs + 2 * dayMs + dice.upTo(3 * dayMs), toMs: Infinity }],
  ]);
}

function servedOf(
  dice: Dice,
  { way, doneAtMs, deadMs }: Pick<Film, 'way' | 'doneAtMs'> & { readonly deadMs: number },
): readonly Span[] {
  const lateMs = dice.one([90_000, 10 * minuteMs, 7 * hourMs, 5 * dayMs]);
  const fromMs = doneAtMs + dice.upTo(4 * dayMs);
  const long =
    way === 'stored'
      ? [
          { fromMs: doneAtMs, toMs: deadMs },
          { fromMs: doneAtMs + lateMs, toMs: deadMs },
        ]
      : [
          { fromMs, toMs: Math.min(deadMs, fromMs + 2 * dayMs) },
          { fromMs, toMs: Math.min(deadMs, fromMs + 6 * hourMs) },
        ];
  return dice.one<readonly Span[]>([
    ...long.map((span) => [span]),
    windows(dice, doneAtMs + 2 * hourMs, deadMs),
    windows(dice, doneAtMs, deadMs),
    [],
  ]);
}

/** Ten minutes and a little on some days. */
function windows(dice: Dice, fromMs: number, toMs: number): readonly Span[] {
  return Array.from({ length: dice.int(1, 3) }, () => {
    const beginMs = fromMs + dice.upTo(toMs - fromMs - 12 * minuteMs);
    return { fromMs: beginMs, toMs: beginMs + dice.one([10.5 * minuteMs, 12 * minuteMs]) };
  });
}

/** Those that begin well after the end of the one before: a program that ends again and again is careful. */
function apart(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.fromMs - other.fromMs)) {
    if (span.fromMs >= (kept.at(-1)?.toMs ?? -Infinity) + hourMs) kept.push(span);
  }
  return kept;
}

class Dice {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  upTo(most: number): number {
    return Math.floor(this.#random() * most);
  }

  int(least: number, most: number): number {
    return least + this.upTo(most - least + 1);
  }

  chance(share: number): boolean {
    return this.#random() < share;
  }

  one<T>(choices: readonly T[]): T {
    const [first] = choices;
    const chosen = choices[this.upTo(choices.length)] ?? first;
    if (chosen === undefined) throw new Error('Nothing to choose from.');
    return chosen;
  }

  /** Stretches of that time, short ones more often than long ones. */
  spans(count: number, [minMs, maxMs]: readonly [number, number]): readonly Span[] {
    return Array.from({ length: count }, () => {
      const fromMs = startMs + this.upTo(17 * dayMs);
      const lengthMs = minMs * (maxMs / minMs) ** this.#random();
      return { fromMs, toMs: fromMs + Math.floor(lengthMs) };
    });
  }
}
