import { toTaskId } from '../../electron/shared/id.ts';
import { generationMs } from '../fake/generation-times.ts';
import type { Fate, Generation } from './generation.ts';
import type { Trouble } from './provider.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Midnight, at which the month begins. */
export const startMs = Date.UTC(2026, 10, 1);

/** Days on which tasks are added; after them it only goes on until all of them have ended. */
const busyDays = 28;

/** Accounts with which ids are added. */
export const accountCount = 3;

/** A period in which nothing can be asked, or nobody is there to ask. */
export interface Gap {
  readonly kind: 'sleep' | 'silent-sleep' | 'quit' | 'crash' | 'offline';
  readonly fromMs: number;
  readonly toMs: number;
}

/** A time in which the computer's clock is off the world's by so much. */
export interface ClockPeriod {
  readonly fromMs: number;
  readonly toMs: number;
  readonly offsetMs: number;
}

/** One in so many: the rest succeeds. */
const fateShares: readonly (readonly [Fate, number])[] = [
  ['fails', 0.04],
  ['unknown', 0.015],
  ['refused-once', 0.03],
  ['removed', 0.008],
  ['never-ends', 0.006],
  ['refused-twice', 0.02],
  ['gone', 0.02],
  ['vanishes', 0.003],
  ['expired', 0.003],
];

function fateBy(chance: number): Fate {
  let below = 0;
  for (const [fate, share] of fateShares) {
    below += share;
    if (chance < below) return fate;
  }
  return 'succeeds';
}

function at(day: number, hour: number): number {
  return startMs + day * dayMs + hour * hourMs;
}

/** Account 0 makes Runway clips, 1 Aleph edits and some clips, 2 whatever the market has. */
const endpointsOf: readonly (readonly Generation['endpoint'][])[] = [
  ['runway'],
  ['aleph', 'aleph', 'runway'],
  ['market', 'runway'],
];

const timesOf = { runway: 'runway', aleph: 'aleph', market: 'other' } as const;

interface Batch {
  readonly owner: number;
  readonly atMs: number;
  readonly firstNumber: number;
  readonly count: number;
  /** Set by hand; by chance otherwise. */
  readonly fixed?: Partial<Generation>;
}

function generationsOf(batch: Batch, random: () => number): readonly Generation[] {
  const { owner, atMs, firstNumber, count, fixed } = batch;
  const choices = endpointsOf[owner] ?? ['runway'];
  const endpoint = choices[Math.floor(random() * choices.length)] ?? 'runway';
  const isLate = random() < 0.1;
  const pastedAfterMs = isLate ? 2 * dayMs * random() ** 4 : 20_000 * random();
  const isEndpointGiven = random() < 0.5;
  // Now and then the wrong account is chosen; the third one is left out, its key is refused for days.
  const isMistaken = owner < 2 && random() < 0.03;
  return Array.from({ length: count }, (_, index): Generation => {
    const id = toTaskId((firstNumber + index).toString(16).padStart(32, '0'));
    if (id === undefined) throw new Error('no id');
    return {
      id,
      owner,
      addedWith: isMistaken ? 1 - owner : owner,
      endpoint,
      isEndpointGiven,
      fate: fateBy(random()),
      startsAtMs: atMs,
      durationMs: generationMs(timesOf[endpoint], 'log-normal', random),
      addedAtMs: atMs + pastedAfterMs,
      ...fixed,
    };
  });
}

/** Everything that is added in a month: batches in waking hours, and one flood of 1,500 ids. */
export function generationsOfMonth(count: number, random: () => number): readonly Generation[] {
  const all: Generation[] = [];
  const flood = Math.round(count * 0.15);
  all.push(...generationsOf({ owner: 0, atMs: floodAtMs, firstNumber: 0, count: flood }, random));
  for (const batch of awkward) {
    const addedAtMs = batch.atMs + 10_000;
    const fixed = { addedAtMs, ...batch.fixed };
    all.push(...generationsOf({ ...batch, firstNumber: all.length, fixed }, random));
  }
  while (all.length < count) {
    const day = Math.floor(random() * busyDays);
    const left = count - all.length;
    const batch: Batch = {
      owner: Math.floor(random() * accountCount),
      atMs: at(day, 8.5 + 14.5 * random()),
      firstNumber: all.length,
      count: Math.min(left, 1 + Math.floor(24 * random() ** 2)),
    };
    all.push(...generationsOf(batch, random));
  }
  return all.sort((a, b) => a.addedAtMs - b.addedAtMs);
}

/** What chance would bring about too seldom. */
const awkward: readonly Omit<Batch, 'firstNumber'>[] = [
  // Links that have to be converted while the account gets nothing but 429.
  { owner: 1, atMs: at(18, 13.95), count: 40, fixed: { fate: 'refused-twice', addedWith: 1 } },
  // Ids of an account that keeps being told to slow down, pasted with another one.
  { owner: 0, atMs: at(3, 9.5), count: 20, fixed: { fate: 'succeeds', addedWith: 1 } },
];

/** When the flood comes. */
export const floodAtMs = at(20, 10);

/** Nights asleep, lunches, quits, crashes, and a day whose network comes and goes. */
export function gapsOfMonth(): readonly Gap[] {
  const gaps: Gap[] = [];
  for (let day = 0; day < busyDays + 3; day++) {
    const night = day % 3 === 2 ? 'silent-sleep' : 'sleep';
    gaps.push({ kind: night, fromMs: at(day, 0.25), toMs: at(day, 8) });
    if (day % 4 === 1) gaps.push({ kind: 'sleep', fromMs: at(day, 12), toMs: at(day, 13) });
    if (day % 3 === 0) {
      const kind = day % 2 === 0 ? 'quit' : 'crash';
      gaps.push({ kind, fromMs: at(day, 15), toMs: at(day, 15) + 30_000 });
    }
    if (day % 7 === 5) gaps.push({ kind: 'offline', fromMs: at(day, 17), toMs: at(day, 18.5) });
  }
  return gaps;
}

/** A clock that is three hours fast for a day, and one that is a day slow for an hour. */
export const clockPeriods: readonly ClockPeriod[] = [
  { fromMs: at(6, 10), toMs: at(7, 10), offsetMs: 3 * hourMs },
  { fromMs: at(16, 11), toMs: at(16, 12), offsetMs: -dayMs },
];

/** When the third account's key is refused, and when the user replaces it. */
export const keyRefused = { fromMs: at(10, 9), toMs: at(12, 9), account: 2 };

/** What is wrong at the providers. */
export const troublesOfMonth: readonly Trouble[] = [
  { kind: 'key-refused', share: 1, ...keyRefused, toMs: Infinity },
  { kind: 'rate-limited', fromMs: at(3, 9), toMs: at(3, 11), account: 0, share: 0.3 },
  { kind: 'rate-limited', fromMs: at(18, 14), toMs: at(18, 14.5), account: 1, share: 1 },
  { kind: 'maintenance', fromMs: at(8, 16), toMs: at(8, 17), account: 1, share: 1 },
  { kind: 'unreachable', fromMs: at(14, 10), toMs: at(14, 12), share: 1 },
  { kind: 'unreachable', fromMs: at(22, 9), toMs: at(22, 20), share: 0.05 },
  { kind: 'provider-error', fromMs: at(24, 13), toMs: at(24, 15), account: 0, share: 0.5 },
];

/** The last moment that is looked at: by then everything has ended, stalled tasks included. */
export const endMs = at(busyDays + 3, 23);
