import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildChild } from './built-child.ts';
import { crashRun, type RunResult } from './run.ts';

/** Within the project: what is not built into the child is found from there. */
const resultsFolder = fileURLToPath(new URL('../../test-results', import.meta.url));

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
  await mkdir(resultsFolder, { recursive: true });
  const builtFolder = await mkdtemp(join(resultsFolder, 'crash-'));
  const child = { script: await buildChild(builtFolder), cacheFolder: join(builtFolder, 'cache') };
  const results: RunResult[] = [];
  let next = 0;
  const work = async () => {
    while (next < runs) {
      const result = await crashRun(seed + next++, child);
      results.push(result);
      onRun?.(result);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  await rm(builtFolder, { recursive: true, force: true });
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
