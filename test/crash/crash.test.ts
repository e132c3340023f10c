import { expect, test } from 'vitest';
import { crashBench } from './bench.ts';

test('thirty runs with the core killed at random moments lose nothing and double nothing', async () => {
  const results = await crashBench({ runs: 30, seed: 20_261_123, parallel: 3 });
  expect(results.flatMap(({ violations }) => violations)).toEqual([]);
  expect(results).toHaveLength(30);
  // Otherwise the kills came when all was over.
  expect(results.flatMap(({ kills }) => kills).length).toBeGreaterThan(60);
}, 180_000);
