import { describe, expect, test } from 'vitest';
import { restMs, turnMinutes } from '../../../../../electron/core/transfer/queue/pace.ts';
import { seededRandom } from '../../../../fake/seeded-random.ts';
import { idNumber, nowMs } from '../../../builders.ts';
import { Films, type Film } from './films.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** By hand: `REELKEEP_QUEUES=1000`, and `REELKEEP_QUEUES_SEED` for others than those of every day. */
const queues = Number(process.env['REELKEEP_QUEUES'] ?? 12);
const firstSeed = Number(process.env['REELKEEP_QUEUES_SEED'] ?? 1);

const soon = nowMs + 24 * hourMs;
const later = nowMs + 300 * hourMs;
const drip: Film = { sizeBytes: 1e7, bytesPerSecond: 0.1, deadlineMs: soon };
const usual: Film = { sizeBytes: 5e6, bytesPerSecond: 1e6, deadlineMs: later };

function many(count: number, film: Film): readonly Film[] {
  return Array.from({ length: count }, () => film);
}

test.each([
  [1, 1],
  [1, 5],
  [2, 2],
  [3, 3],
  [3, 40],
  [8, 200],
])('with %i slots, %i films that drip hold up none of the others', async (limit, drips) => {
  const films = new Films([...many(drips, drip), ...many(50, usual)], limit);
  await films.clock.runUntil(nowMs + 24 * hourMs);
  expect(films.archivedAtMs.size).toBe(50);
});

test.each([
  ['by Range', false],
  ['from the first byte each time', true],
])('one that drips is archived within its time: %s', async (_, isWithoutRange) => {
  const slow: Film = { sizeBytes: 500_000, bytesPerSecond: 50, deadlineMs: soon, isWithoutRange };
  const films = new Films([...many(3, drip), slow, ...many(20, usual)], 3);
  await films.clock.runUntil(soon);
  expect(films.archivedAtMs.has(idNumber(3))).toBe(true);
  expect(films.archivedAtMs.size).toBe(21);
});

test('while nobody waits, one that will be whole within a day is left alone', async () => {
  const films = new Films(many(3, { ...drip, sizeBytes: 5000 }), 3);
  await films.clock.runUntil(later);
  expect([...films.starts.values()]).toEqual([1, 1, 1]);
  expect(films.archivedAtMs.size).toBe(3);
});

test('while nobody waits, one that drips only tries other connections now and then', async () => {
  const films = new Films(many(3, { ...drip, sizeBytes: 50_000, deadlineMs: later }), 3);
  await films.clock.runUntil(later);
  expect(films.archivedAtMs.size).toBe(3);
  for (const starts of films.starts.values()) {
    expect(starts).toBeGreaterThan(2);
    expect(starts).toBeLessThan(15);
  }
});

test.each([1, 3])('another connection may be a fast one: with %i slots', async (limit) => {
  const films = new Films([{ ...drip, laterBytesPerSecond: 1e6 }], limit);
  await films.clock.runUntil(nowMs + 20 * minuteMs);
  expect(films.archivedAtMs.size).toBe(1);
});

test.each([
  [50, 500_000, 24],
  [50, 2_000_000, 14 * 24],
  [90, 5_000_000, 14 * 24],
  [90, 10_000_000, 14 * 24],
])(
  'alone at %i bytes a second and without Range, %i bytes come within %i hours',
  async (bytesPerSecond, sizeBytes, hours) => {
    const deadlineMs = nowMs + hours * hourMs;
    const films = new Films([{ sizeBytes, bytesPerSecond, deadlineMs, isWithoutRange: true }], 3);
    await films.clock.runUntil(deadlineMs);
    expect(films.archivedAtMs.size).toBe(1);
  },
);

test('a poor line is no host that drips', async () => {
  const poor: Film = { sizeBytes: 200_000, bytesPerSecond: 120, deadlineMs: later };
  const films = new Films(many(20, poor), 8);
  await films.clock.runUntil(later);
  expect([...films.starts.values()]).toEqual(Array.from({ length: 20 }, () => 1));
});

test('one that let go does not come back at once', async () => {
  const films = new Films([...many(3, drip), ...many(3000, usual)], 3);
  await films.clock.runUntil(nowMs + 2 * hourMs);
  for (const index of [0, 1, 2]) {
    expect(films.starts.get(idNumber(index)) ?? 0).toBeLessThan(10);
  }
});

describe('a rest ends in time', () => {
  const deadlines = [1000, 90_000, 10 * minuteMs, hourMs, 24 * hourMs, 14 * 24 * hourMs];
  test.each(deadlines.flatMap((leftMs) => [0, 1, 3, 7, 40].map((turns) => [turns, leftMs])))(
    'after %i turns, with %i ms left',
    (turns = 0, leftMs = 0) => {
      expect(restMs(turns, leftMs)).toBeLessThanOrEqual(leftMs / 2);
      expect(restMs(turns, leftMs)).toBeLessThanOrEqual(Math.max(2 * minuteMs, leftMs / 8));
      expect(restMs(turns, leftMs)).toBeGreaterThan(0);
      expect(turnMinutes(turns, leftMs)).toBeLessThanOrEqual(Math.max(10, leftMs / minuteMs / 8));
    },
  );

  test.each([-1, -hourMs, Infinity])('and as always, with %i ms left', (leftMs) => {
    expect([0, 1, 2, 50].map((turns) => restMs(turns, leftMs) / minuteMs)).toEqual([2, 4, 8, 120]);
    expect([0, 1, 2, 50].map((turns) => turnMinutes(turns, leftMs))).toEqual([10, 20, 40, 360]);
  });
});

test.each([1, 3, 8])('with %i slots, none is idle while one that drips rests', async (limit) => {
  const films = new Films([...many(limit, drip), ...many(200 * limit, usual)], limit);
  await films.clock.runUntil(nowMs + 3 * hourMs);
  expect(films.archivedAtMs.size).toBe(200 * limit);
  expect(films.idleMinutes).toBe(0);
});

test('one whose deadline is near is saved in the time that the others leave', async () => {
  const urgent: Film = { sizeBytes: 90_000, bytesPerSecond: 50, deadlineMs: nowMs + 5 * hourMs };
  const films = new Films(
    [...many(2, { ...drip, deadlineMs: later }), urgent, ...many(2000, usual)],
    1,
  );
  await films.clock.runUntil(urgent.deadlineMs);
  expect(films.archivedAtMs.get(idNumber(2))).toBeLessThan(urgent.deadlineMs);
});

/** Films that drip without end, with any deadlines, one that is slow, and usual ones. */
function anyQueue(seed: number): { films: readonly Film[]; limit: number; slow: Film } {
  const random = seededRandom(seed);
  const upTo = (most: number) => 1 + Math.floor(random() * most);
  const limit = 1 + upTo(7);
  const drips = Array.from({ length: upTo(2 * limit) }, () => ({
    ...drip,
    deadlineMs: random() < 0.3 ? later : nowMs + upTo(48) * hourMs,
  }));
  const isWithoutRange = random() < 0.5;
  const deadlineMs = nowMs + (12 + upTo(12)) * hourMs;
  // Its part of the slots that those who drip share, with what turns and rests cost.
  const fairMs = ((deadlineMs - nowMs) / (drips.length + 1)) * Math.floor(limit / 2);
  const costs = isWithoutRange ? 8 : 4;
  const bytesPerSecond = 20 + upTo(60);
  const sizeBytes = (bytesPerSecond * Math.min(fairMs, deadlineMs - nowMs)) / 1000 / costs;
  const slow = { sizeBytes, bytesPerSecond, deadlineMs, isWithoutRange };
  return { limit, slow, films: [slow, ...drips, ...many(upTo(300), usual)] };
}

test(`in ${String(queues)} queues a film that can be saved is, and no slot is idle`, async () => {
  for (let seed = firstSeed; seed < firstSeed + queues; seed += 1) {
    const { films, limit, slow } = anyQueue(seed);
    const queue = new Films(films, limit);
    await queue.clock.runUntil(slow.deadlineMs);
    const savedAtMs = queue.archivedAtMs.get(idNumber(0)) ?? Infinity;
    const usuals = films.filter(({ bytesPerSecond }) => bytesPerSecond === usual.bytesPerSecond);
    expect.soft(savedAtMs, `slow film of seed ${String(seed)}`).toBeLessThan(slow.deadlineMs);
    expect.soft(queue.archivedAtMs.size, `seed ${String(seed)}`).toBe(usuals.length + 1);
    expect.soft(queue.idleMinutes, `idle, seed ${String(seed)}`).toBe(0);
  }
}, 600_000);

describe('waiting is no dripping', () => {
  test('for a host that asks for patience', async () => {
    const patient: Film = {
      ...usual,
      bytesPerSecond: 1000,
      sizeBytes: 3e5,
      retryAfterMs: 5 * minuteMs,
    };
    const films = new Films([...many(3, { ...patient, deadlineMs: soon }), ...many(40, usual)], 3);
    await films.clock.runUntil(soon);
    expect([0, 1, 2].map((index) => films.starts.get(idNumber(index)))).toEqual([1, 1, 1]);
  });

  test('but a host that asks for it again and again drips', async () => {
    const dodging: Film = { ...drip, retryAfterMs: 10_000 };
    const films = new Films([...many(5, dodging), ...many(50, usual)], 3);
    await films.clock.runUntil(nowMs + 24 * hourMs);
    expect(films.archivedAtMs.size).toBe(50);
  });

  test('for its turn to work alone', async () => {
    const long: Film = { ...usual, sizeBytes: 3e6, bytesPerSecond: 1000, deadlineMs: soon };
    const suspect: Film = { ...long, isSuspect: true };
    const films = new Films([long, suspect, suspect, ...many(40, usual)], 3);
    await films.clock.runUntil(later);
    expect([...films.starts.values()]).toEqual(Array.from({ length: 43 }, () => 1));
    expect(films.archivedAtMs.size).toBe(43);
  });

  test('and neither who works alone nor who must end for it holds up the others', async () => {
    const suspect: Film = { ...usual, isSuspect: true, deadlineMs: soon };
    const shuttingOut: Film = { ...drip, isSuspect: true };
    for (const all of [[drip, suspect], [shuttingOut], [shuttingOut, drip, suspect]]) {
      const films = new Films([...all, ...many(50, usual)], 8);
      await films.clock.runUntil(nowMs + 24 * hourMs);
      expect(films.archivedAtMs.size).toBe(50 + Number(all.includes(suspect)));
    }
  });
});

test('however long the turns of one that works alone are, who comes is not shut out', async () => {
  const films = new Films([{ ...drip, isSuspect: true, deadlineMs: later }, drip, usual], 8);
  const id = idNumber(2);
  films.pause(id);
  await films.clock.runUntil(nowMs + 40 * hourMs);
  expect(films.archivedAtMs.size).toBe(0);
  films.resume(id);
  await films.clock.runUntil(nowMs + 40 * hourMs + 10 * minuteMs);
  expect(films.archivedAtMs.has(id)).toBe(true);
});

test('one that was paused has no past', async () => {
  const films = new Films([...many(2, drip), ...many(2000, usual)], 1);
  await films.clock.runUntil(nowMs + hourMs);
  const id = idNumber(0);
  const before = films.starts.get(id) ?? 0;
  films.pause(id);
  await films.clock.runUntil(nowMs + hourMs + minuteMs);
  expect(films.starts.get(id)).toBe(before);
  films.resume(id);
  await films.clock.runUntil(nowMs + hourMs + 15 * minuteMs);
  expect(films.starts.get(id)).toBeGreaterThanOrEqual(before + 2); // its rests are short again
});
