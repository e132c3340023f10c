import { existsSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';

// Swaps the archive's folder `m` with a link to a folder outside, as fast as it can, until the file `stop`
// is there. Its arguments: archive, outside, stop.
const [archive = '', outside = '', stop = ''] = process.argv.slice(2);
const [name, real, link] = [`${archive}/m`, `${archive}/real`, `${archive}/link`];
let made = 0;

/** Whatever has the new name meanwhile, such as a folder that was just made, goes aside. */
function rename(from: string, to: string): void {
  for (;;) {
    try {
      renameSync(from, to);
      return;
    } catch {
      made += 1;
      if (existsSync(to)) renameSync(to, `${archive}/made-${String(made)}`);
    }
  }
}

mkdirSync(name, { recursive: true });
symlinkSync(outside, link);
process.stdout.write('ready\n');
let swaps = 0;
while (swaps % 64 !== 0 || !existsSync(stop)) {
  rename(name, real);
  rename(link, name);
  rename(name, link);
  rename(real, name);
  swaps += 1;
}
process.stdout.write(`${String(swaps)}\n`);
