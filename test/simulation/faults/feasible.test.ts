import { expect, test } from 'vitest';
import { Life } from './life.ts';
import { courseOf } from './random-course.ts';

// A thousand more by hand: npm run bench:faults. These three notice rests that are too long, or wake nobody,
// losses before the deadline, films without a proof, and accounts that passing trouble blocks for good.

test.each([1, 7, 45])(
  'whatever could be had for ten minutes is archived, whatever else happens: course %i',
  async (seed) => {
    const { violations, feasible, archived } = await new Life(courseOf(seed, 6)).live();
    expect(violations).toEqual([]);
    expect(feasible).toBeGreaterThan(2); // else there was nothing to be proven
    expect(archived).toBeGreaterThanOrEqual(feasible);
  },
  120_000,
);
