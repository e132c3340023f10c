import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inspect, parseArgs } from 'node:util';
import type { Judgement } from './judge.ts';
import { Life } from './life.ts';
import { courseOf } from './random-course.ts';

// npm run bench:faults -- [FROM] [COUNT] [FILMS] [--parallel N]: lives through so many months, one seed each.
// A line for each broken promise, and at the end one with the totals.

/** What some months have come to. */
interface Totals {
  months: number;
  films: number;
  feasible: number;
  archived: number;
  broken: number;
}

/** Begins the one line by which a part of a parallel run tells its totals. */
const totalsMark = 'totals ';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { parallel: { type: 'string', default: '1' }, part: { type: 'string' } },
});
const [from = 1, count = 1_000, films = 6] = positionals.map(Number);
const parallel = Number(values.parallel);
if (![from, count, films, parallel].every((each) => Number.isSafeInteger(each) && each > 0)) {
  throw new Error(
    'FROM, COUNT, FILMS and N are whole numbers above 0: bench:faults -- 1 1000 6 --parallel 2',
  );
}

/** A month that cannot be lived to its end is a broken promise too, and the next ones are lived all the same. */
async function liveMonth(seed: number): Promise<Judgement> {
  try {
    return await new Life(courseOf(seed, films)).live();
  } catch (error) {
    return { violations: [{ film: -1, what: inspect(error) }], feasible: 0, archived: 0 };
  }
}

/** Lives through every `step`-th of the months. */
async function live(first: number, step: number): Promise<Totals> {
  const totals = { months: 0, films: 0, feasible: 0, archived: 0, broken: 0 };
  for (let seed = first; seed < from + count; seed += step) {
    const beganMs = performance.now();
    const life = await liveMonth(seed);
    totals.months += 1;
    totals.films += films;
    totals.feasible += life.feasible;
    totals.archived += life.archived;
    totals.broken += life.violations.length;
    for (const violation of life.violations) console.log(JSON.stringify({ seed, ...violation }));
    console.error(`${String(seed)}: ${((performance.now() - beganMs) / 1000).toFixed(1)} s`);
  }
  return totals;
}

/** Lives through a part in a process of its own, and passes on what it tells. */
async function livePart(part: number): Promise<Totals> {
  const { argv, execPath, execArgv } = process;
  const own = [...execArgv, ...argv.slice(1), '--part', String(part)];
  const child = spawn(execPath, own, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let totals: Totals | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith(totalsMark))
      totals = JSON.parse(line.slice(totalsMark.length)) as Totals; // its own words
    else console.log(line);
  }
  await exited;
  if (totals === undefined) throw new Error(`Part ${String(part)} ended before its last month.`);
  return totals;
}

function sum(parts: readonly Totals[]): Totals {
  const total = (key: keyof Totals) => parts.reduce((all, part) => all + part[key], 0);
  return {
    months: total('months'),
    films: total('films'),
    feasible: total('feasible'),
    archived: total('archived'),
    broken: total('broken'),
  };
}

if (values.part !== undefined) {
  console.log(totalsMark + JSON.stringify(await live(from + Number(values.part), parallel)));
} else {
  const beganMs = performance.now();
  const parts = Array.from({ length: parallel }, (_, part) => part);
  const lived = parallel === 1 ? [await live(from, 1)] : await Promise.all(parts.map(livePart));
  const { months, films: all, feasible, archived, broken } = sum(lived);
  const seconds = ((performance.now() - beganMs) / 1000).toFixed(0);
  console.log(
    `${String(months)} months, ${String(all)} films: ${String(feasible)} could be saved, ` +
      `${String(archived)} were archived, ${String(broken)} broken promises; ${seconds} s`,
  );
  if (broken > 0) process.exitCode = 1;
}
