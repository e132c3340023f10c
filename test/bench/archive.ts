// npm run bench:archive -- [--rounds N] [--simultaneous N] [--only small|large]
// Reelkeep's transfers in real Electron against `aria2c -j` followed by `sha256sum`, from a local nginx. Both
// fetch the same files, in turns; Reelkeep proves, syncs and seals each of them besides.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { electronArgs, electronEnvironment } from '../../scripts/electron-runtime.ts';
import { costOf, type Cost } from './archive/cost.ts';
import { makeFiles, type FileSet } from './archive/files.ts';
import { reportMark, type Order, type Report } from './archive/order.ts';
import { startNginx } from './archive/nginx.ts';
import { buildForElectron } from './build.ts';

const MB = 1_000_000;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    simultaneous: { type: 'string', default: '4' },
    only: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const simultaneous = Number(values.simultaneous);

const sets: readonly FileSet[] = [
  { label: 'small', count: 300, sizeBytes: 4 * MB },
  { label: 'large', count: 5, sizeBytes: 200 * MB },
];

async function reelkeep(appFolder: string, order: Order): Promise<Report> {
  const { ELECTRON_EXEC_PATH: electron = '' } = electronEnvironment();
  const child = spawn(electron, [...electronArgs(), appFolder], {
    env: {
      ...process.env,
      ELECTRON_RUN_AS_NODE: undefined,
      REELKEEP_BENCH: JSON.stringify(order),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  await once(child, 'close');
  const line = said.split('\n').find((each) => each.startsWith(reportMark));
  if (line === undefined) throw new Error(`No report: ${said}`);
  const report = JSON.parse(line.slice(reportMark.length)) as Report; // printed by in-electron.ts
  if (report.archived !== order.links.length) {
    throw new Error(`${String(report.archived)} of ${String(order.links.length)} archived`);
  }
  return report;
}

/** What the rival takes: the bytes, then a hash of each file. It proves no structure and syncs nothing. */
async function rival({ folder, links }: Order): Promise<Cost> {
  const list = join(folder, 'links.txt');
  writeFileSync(list, `${links.join('\n')}\n`);
  const quiet = ['--quiet', '--console-log-level=error', '--file-allocation=none'];
  const fetched = await costOf(
    ['aria2c', ...quiet, '-j', String(simultaneous), '-x', '1', '-d', folder, '-i', list],
    folder,
  );
  const names = links.map((link) => link.slice(link.lastIndexOf('/') + 1));
  const hashed = await costOf(['sha256sum', ...names], folder);
  return {
    wallMs: fetched.wallMs + hashed.wallMs,
    cpuMs: fetched.cpuMs + hashed.cpuMs,
    peakBytes: Math.max(fetched.peakBytes, hashed.peakBytes),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function row(name: string, of: (cost: Cost) => number, runs: Runs): string {
  const [own, other] = [median(runs.own.map(of)), median(runs.rival.map(of))];
  const cells = [name, own.toFixed(0), other.toFixed(0), (own / other).toFixed(2)];
  return `| ${cells.join(' | ')} |`;
}

interface Runs {
  readonly own: Report[];
  readonly rival: Cost[];
}

function print({ label, count, sizeBytes }: FileSet, runs: Runs): void {
  const memory = runs.own.map(({ peakBytes, idleBytes }) => (peakBytes - idleBytes) / MB);
  console.log(
    [
      '',
      `${label}: ${String(count)} files of ${String(sizeBytes / MB)} MB, ${String(simultaneous)} at a time, medians of ${String(rounds)}`,
      '',
      '| | Reelkeep | aria2c + sha256sum | ratio |',
      '|---|---|---|---|',
      row('wall, ms', ({ wallMs }) => wallMs, runs),
      row('CPU, ms', ({ cpuMs }) => cpuMs, runs),
      row('peak memory, MB', ({ peakBytes }) => peakBytes / MB, runs),
      '',
      `Reelkeep above idle Electron: ${median(memory).toFixed(0)} MB;`,
      `longest block of the main thread: ${median(runs.own.map((each) => each.longestBlockMs)).toFixed(0)} ms.`,
    ].join('\n'),
  );
}

/** One run of either, in a folder of its own that is gone afterwards. */
async function inFolder<T>(work: string, run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(work, 'run-'));
  try {
    spawnSync('sync');
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(work: string): Promise<void> {
  const root = join(work, 'files');
  mkdirSync(root);
  const appFolder = await buildForElectron('archive/in-electron.ts');
  const nginx = await startNginx(join(work, 'nginx'), root);
  try {
    for (const set of sets.filter(({ label }) => (values.only ?? label) === label)) {
      const links = makeFiles(root, set).map((name) => `${nginx.origin}/${name}`);
      const runs: Runs = { own: [], rival: [] };
      for (let round = 0; round < rounds; round += 1) {
        const order = (folder: string): Order => ({ folder, links, simultaneous });
        runs.rival.push(await inFolder(work, (folder) => rival(order(folder))));
        runs.own.push(await inFolder(work, (folder) => reelkeep(appFolder, order(folder))));
      }
      print(set, runs);
    }
  } finally {
    await nginx.stop();
  }
}

for (const tool of ['nginx', 'aria2c', 'sha256sum']) {
  if (spawnSync('which', [tool]).status !== 0) {
    console.error(
      `${tool} is not installed: on Debian, apt-get install nginx-light aria2 coreutils`,
    );
    process.exit(1);
  }
}
const work = mkdtempSync('/var/tmp/reelkeep-bench-');
chmodSync(work, 0o755); // nginx reads as another user
try {
  await measure(work);
} finally {
  rmSync(work, { recursive: true, force: true });
}
