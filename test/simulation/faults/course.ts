import type { TaskId } from '../../../electron/shared/id.ts';
import { seededRandom } from '../../fake/seeded-random.ts';
import { idNumber } from '../../unit/builders.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** When the course begins; the world's Unix milliseconds, as all times here. */
export const startMs = Date.UTC(2026, 10, 1, 8);
export const endMs = startMs + 20 * dayMs;

/** So long the provider keeps the files of a generation, from its start. */
export const keptMs = 14 * dayMs;

/** A stretch of time; its end does not belong to it. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a host does instead of serving a file. */
export const hostFaults = [
  'not-found',
  'forbidden',
  'bot-check',
  'rate-limit',
  'rate-limit-silent',
  'unavailable',
  'html',
  'reset',
  'reset-midway',
  'hang',
  'hang-midway',
  'truncated',
  'wrong-body',
  'empty',
  'teapot',
] as const;

/** What a provider does instead of answering. */
export const providerFaults = [
  'rate-limited',
  'maintenance',
  'unreachable',
  'provider-error',
  'not-the-provider',
] as const;

export interface HostTrouble extends Span {
  readonly host: number;
  readonly kind: (typeof hostFaults)[number];
}

export interface ProviderTrouble extends Span {
  readonly kind: (typeof providerFaults)[number];
}

/** What becomes of the disk. `path`: only of one film's files there. */
export interface DiskTrouble extends Span {
  readonly kind: 'full' | 'away' | 'io' | 'path';
  readonly film: number;
}

/** When the program does not run, or time does not pass for it. */
export interface Gap extends Span {
  readonly kind: 'quit' | 'kill' | 'sleep' | 'silent-sleep';
}

export interface ClockError extends Span {
  readonly offsetMs: number;
}

/** A generation, and when its file can be had. */
export interface Film {
  readonly number: number;
  readonly id: TaskId;
  readonly host: number;
  readonly addedAtMs: number;
  readonly startsAtMs: number;
  readonly doneAtMs: number;
  /** Which link works: the first, a later one of the record's, or a converted one. */
  readonly way: 'stored' | 'refreshed' | 'converted';
  readonly fault: 'not-found' | 'forbidden' | 'reset-midway' | 'wrong-body';
  /** When the way works. */
  readonly served: readonly Span[];
  /** From here on the record says that the media are gone, if ever. */
  readonly goneAtMs: number;
}

/** All that happens to one user in a month. */
export interface Course {
  readonly seed: number;
  readonly films: readonly Film[];
  readonly hosts: readonly HostTrouble[];
  readonly provider: readonly ProviderTrouble[];
  readonly disk: readonly DiskTrouble[];
  readonly offline: readonly Span[];
  readonly gaps: readonly Gap[];
  readonly clock: readonly ClockError[];
  readonly keyRefused: readonly Span[];
}

export const hostCount = 3;

/** A course at random; the same for the same seed. */
export function courseOf(seed: number, filmCount: number): Course {
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
    provider: dice
      .spans(dice.int(2, 8), [minuteMs, dayMs])
      .map((span) => ({ ...span, kind: dice.one(providerFaults) })),
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
    keyRefused: dice.chance(0.3) ? dice.spans(1, [hourMs, 2 * dayMs]) : [],
  };
}

function filmOf(dice: Dice, number: number): Film {
  const startsAtMs = startMs + dice.upTo(3 * dayMs);
  const doneAtMs =
    startsAtMs + dice.one([30_000, 2 * minuteMs, 12 * minuteMs, 3 * hourMs, 30 * hourMs]);
  const deadMs = startsAtMs + keptMs;
  const way = dice.one(['stored', 'stored', 'stored', 'stored', 'refreshed', 'converted'] as const);
  const base = {
    number,
    id: idNumber(number + 1),
    host: dice.int(0, hostCount - 1),
    addedAtMs: startsAtMs + dice.one([1_000, 20_000, hourMs]),
    startsAtMs,
    doneAtMs,
    fault: dice.one(['not-found', 'forbidden', 'reset-midway', 'wrong-body'] as const),
    goneAtMs: dice.chance(0.5) ? deadMs : Infinity,
  };
  if (way !== 'stored') {
    const fromMs = doneAtMs + dice.upTo(4 * dayMs);
    return { ...base, way, served: [{ fromMs, toMs: Math.min(deadMs, fromMs + 2 * dayMs) }] };
  }
  const lateMs = dice.one([90_000, 10 * minuteMs, 7 * hourMs, 5 * dayMs]);
  const kinds: readonly (readonly Span[])[] = [
    [{ fromMs: doneAtMs, toMs: deadMs }],
    [{ fromMs: doneAtMs + lateMs, toMs: deadMs }],
    windows(dice, doneAtMs, deadMs),
    windows(dice, doneAtMs, deadMs),
    [],
  ];
  return { ...base, way, served: dice.one(kinds) };
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
  spans(count: number, [leastMs, mostMs]: readonly [number, number]): readonly Span[] {
    return Array.from({ length: count }, () => {
      const fromMs = startMs + this.upTo(17 * dayMs);
      const lengthMs = leastMs * (mostMs / leastMs) ** this.#random();
      return { fromMs, toMs: fromMs + Math.floor(lengthMs) };
    });
  }
}
