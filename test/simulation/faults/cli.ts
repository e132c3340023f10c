import { courseOf } from './course.ts';
import { Life } from './life.ts';

// npm run bench:faults -- [FROM] [COUNT] [FILMS]: lives through so many months, one seed each.

const [from = 1, count = 1_000, films = 40] = process.argv.slice(2).map(Number);
let feasible = 0;
let archived = 0;
let broken = 0;
const beganMs = performance.now();
for (let seed = from; seed < from + count; seed++) {
  const life = await new Life(courseOf(seed, films)).live();
  feasible += life.feasible;
  archived += life.archived;
  for (const violation of life.violations) {
    broken += 1;
    console.log(JSON.stringify({ seed, ...violation }));
  }
}
const seconds = ((performance.now() - beganMs) / 1000).toFixed(0);
console.log(
  `${String(count)} months, ${String(count * films)} films: ${String(feasible)} could be saved, ` +
    `${String(archived)} were; ${String(broken)} broken promises; ${seconds} s`,
);
if (broken > 0) process.exitCode = 1;
