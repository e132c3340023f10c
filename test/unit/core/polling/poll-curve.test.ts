import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextAgeMs, pollCurve } from '../../../../electron/core/polling/poll-curve.ts';

/** The delays that follow one another, from age 0 until the curve ends. */
function delays(durationsMs: readonly number[]): readonly number[] {
  const curve = pollCurve(durationsMs);
  const found: number[] = [];
  let ageMs = 0;
  for (;;) {
    const next = nextAgeMs(curve, ageMs);
    if (next === undefined) return found;
    found.push(next - ageMs);
    ageMs = next;
  }
}

test('while no task has ever ended, one question is asked at the most', () => {
  const durations = Array.from({ length: 200 }, (_, index) => 120_000 + index * 1000);
  expect(delays(durations)[0]).toBeGreaterThan(80_000);
});

test('tasks that end at an even rate are asked about at even intervals', () => {
  // Exponential with a mean of 100 s: one in 100 s ends at any age, so h = 0.57 / √0.01 = 5.7 s.
  const durations = Array.from({ length: 200 }, (_, i) => -100_000 * Math.log(1 - (i + 0.5) / 200));
  const body = delays(durations).slice(1, 20);
  for (const delay of body) {
    expect(delay).toBeGreaterThan(4_500);
    expect(delay).toBeLessThan(7_000);
  }
});

test('one outlier changes little', () => {
  const usual = Array.from({ length: 100 }, (_, index) => 30_000 + index * 500);
  const plain = pollCurve(usual);
  const odd = pollCurve([...usual, 86_400_000]);
  for (const ageMs of [30_000, 40_000, 50_000, 60_000]) {
    const expected = (nextAgeMs(plain, ageMs) ?? 0) - ageMs;
    const delay = (nextAgeMs(odd, ageMs) ?? 0) - ageMs;
    expect(Math.abs(delay - expected)).toBeLessThan(0.25 * expected);
  }
});

test('any durations make a curve that leads on', () => {
  const duration = fc.double({ min: 0, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(fc.array(duration, { minLength: 1, maxLength: 220 }), duration, (all, ageMs) => {
      const next = nextAgeMs(pollCurve(all), ageMs);
      expect(next === undefined || next > ageMs).toBe(true);
    }),
  );
});
