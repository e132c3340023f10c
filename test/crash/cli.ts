import { parseArgs } from 'node:util';
import { countKills, crashBench } from './bench.ts';
import type { RunResult } from './run.ts';

const usage = `Kills the core at random moments, and looks whether anything is lost.

  npm run bench:crash -- [--runs N] [--seed N] [--parallel N]`;

function describe({ seed, violations, folder }: RunResult): string {
  return [
    `Seed ${String(seed)}: ${String(violations.length)} violations`,
    ...violations.map((violation) => `  ${violation}`),
    `  Kept in ${folder}`,
    `  Again: npm run bench:crash -- --runs 1 --seed ${String(seed)}`,
  ].join('\n');
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '30' },
      seed: { type: 'string' },
      parallel: { type: 'string', default: '4' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [runs, parallel] = [Number(values.runs), Number(values.parallel)];
  const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
  if (values.help || ![runs, parallel, seed].every(Number.isSafeInteger)) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const startMs = performance.now();
  const onRun = (result: RunResult) => {
    if (result.violations.length > 0) console.log(describe(result));
  };
  const results = await crashBench({ runs, seed, parallel, onRun });
  const seconds = Math.round((performance.now() - startMs) / 1000);
  const sum = (count: (result: RunResult) => number) =>
    results.reduce((total, result) => total + count(result), 0);
  const violations = sum((result) => result.violations.length);
  for (const [at, count] of countKills(results)) console.log(`${String(count).padStart(6)}  ${at}`);
  console.log(
    [
      `${String(runs)} runs in ${String(seconds)} s from seed ${String(seed)}`,
      `${String(sum(({ kills }) => kills.length))} kills`,
      `${String(sum(({ accepted }) => accepted))} ids accepted`,
      `${String(violations)} violations`,
    ].join(', '),
  );
  process.exitCode = violations === 0 ? 0 : 1;
}

await run();
