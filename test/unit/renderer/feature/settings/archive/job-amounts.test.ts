import { expect, test } from 'vitest';
import type { JobView } from '../../../../../../electron/shared/job.ts';
import {
  jobAmount,
  jobShare,
} from '../../../../../../renderer/feature/settings/archive/job-amounts.ts';

const scrub: JobView = { kind: 'scrub', done: 0, unit: 'files' };
const move: JobView = { kind: 'move', done: 0, unit: 'bytes' };

test.each<readonly [JobView, string]>([
  [{ ...scrub, done: 1204, total: 5000 }, '1,204 of 5,000 files'],
  [{ ...scrub, total: 1 }, '0 of 1 file'],
  [{ ...scrub, done: 7 }, '7 files'],
  [scrub, 'Looking at the files…'],
  [{ ...move, done: 12e8, total: 123e8 }, '1.2 GB of 12.3 GB'],
  [move, '0 B'],
])('a job tells how far it is: %#', (job, amount) => {
  expect(jobAmount(job)).toBe(amount);
});

test('a job’s bar is full when there was nothing to do, and has no length while the whole is unknown', () => {
  expect(jobShare({ ...scrub, done: 3, total: 4 })).toBe(0.75);
  expect(jobShare({ ...scrub, total: 0 })).toBe(1);
  expect(jobShare(scrub)).toBeUndefined();
});
