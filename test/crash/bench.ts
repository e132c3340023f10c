import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crashRun, type RunResult } from './run.ts';

/** What is to be run. */
export interface BenchOptions {
  readonly runs: number;
  /** The first run's; each one after has the next number. */
  readonly seed: number;
  /** How many at a time. */
  readonly parallel: number;
  readonly onRun?: (result: RunResult) => void;
}

/** Many runs, a few at a time. */
export async function crashBench(options: BenchOptions): Promise<readonly RunResult[]> {
  const { runs, seed, parallel, onRun } = options;
  const cacheFolder = await mkdtemp(join(tmpdir(), 'reelkeep-crash-cache-'));
  const results: RunResult[] = [];
  let next = 0;
  const work = async () => {
    while (next < runs) {
      const result = await crashRun(seed + next++, cacheFolder);
      results.push(result);
      onRun?.(result);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  await rm(cacheFolder, { recursive: true, force: true });
  return results;
}

/** The kills, by what was under way, most first. */
export function countKills(results: readonly RunResult[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const at of results.flatMap(({ kills }) => kills)) {
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}
