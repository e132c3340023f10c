// npm run bench:soak -- [--minutes N]
// Reelkeep for a long time, in short: the built app with its window hidden, 1,000 tasks of 20 accounts that are
// asked about every minute, one that ends each minute, the computer woken, the window shown and hidden again.
// Prints what the app holds; what grows from one third of the time to the next leaks.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { ElectronApplication, Page } from '@playwright/test';
import { electronEnvironment } from '../../scripts/electron-runtime.ts';
import { launchApp } from '../e2e/launch.ts';
import { accountOf, onboard } from '../e2e/window.ts';
import { startFakeProvider, type FakeProvider } from '../fake/provider/server.ts';
import { takeSample, type Sample } from './soak/sample.ts';

const taskCount = 1_000;
const accountCount = 20;
const wakesEveryMinutes = 5;
const showsEveryMinutes = 2;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } });
const minutes = Number(values.minutes);
if (!(minutes >= 3)) throw new Error('--minutes takes a number of at least 3.');

Object.assign(process.env, electronEnvironment());
const folder = mkdtempSync(join(tmpdir(), 'reelkeep-soak-'));
const userDataDir = join(folder, 'data');

/** Calls the main process as the page does. */
function call(page: Page, name: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    ({ name: called, input: given }) =>
      (
        window as unknown as { api: { invoke(name: string, input: unknown): Promise<unknown> } }
      ).api.invoke(called, given),
    { name, input },
  );
}

function addGenerating(provider: FakeProvider, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    provider.addTask({
      endpoint: 'runway',
      prompt: `A long film of the number ${String(index)}`,
      script: [{ state: 'generating' }],
    }),
  );
}

/** Adds the accounts and their tasks. @returns the ids */
async function fill(page: Page, provider: FakeProvider): Promise<readonly string[]> {
  const { baseUrl, key } = accountOf(provider);
  const ids: string[] = [];
  for (let index = 0; index < accountCount; index += 1) {
    const name = `Account ${String(index)}`;
    const saved = (await call(page, 'saveAccount', { provider: 'custom', baseUrl, key, name })) as {
      value: { id: string };
    };
    const own = addGenerating(provider, taskCount / accountCount);
    await call(page, 'add', { ids: own, endpoint: 'runway', accountId: saved.value.id });
    ids.push(...own);
  }
  return ids;
}

/** Shows the window in the way that the system's dock does. */
async function show(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: electronApp }) => void electronApp.emit('activate'));
  await delay(3_000);
}

async function hide(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.hide();
  });
}

function row(sample: Sample): string {
  const numbers = [
    sample.atMinute.toFixed(0),
    sample.mainMb.toFixed(0),
    sample.pageMb.toFixed(0),
    sample.allMb.toFixed(0),
    sample.heapMb.toFixed(1),
    sample.processes,
    sample.openFiles,
    sample.timers,
    sample.handles,
    (sample.logBytes / 1_000).toFixed(0),
    sample.cpuSeconds.toFixed(0),
  ];
  return numbers.map((number) => String(number).padStart(9)).join('');
}

const headings = [
  ...['minute', 'main MB', 'page MB', 'all MB', 'heap MB', 'procs'],
  ...['files', 'timers', 'handles', 'log KB', 'CPU s'],
];

/** The mean of a value over the samples. */
function mean(samples: readonly Sample[], value: (sample: Sample) => number): number {
  return samples.reduce((sum, sample) => sum + value(sample), 0) / Math.max(1, samples.length);
}

/** Prints how the last third of the time compares with the one in the middle; the first one warms up. */
function summarise(samples: readonly Sample[]): void {
  const third = Math.floor(samples.length / 3);
  const middle = samples.slice(third, 2 * third);
  const last = samples.slice(-third);
  const watched = ['mainMb', 'allMb', 'heapMb', 'openFiles', 'timers', 'handles'] as const;
  for (const name of watched) {
    const [before, after] = [middle, last].map((part) => mean(part, (sample) => sample[name]));
    if (before === undefined || after === undefined) continue;
    const change = (100 * (after - before)) / Math.max(1, before);
    console.log(
      `${name.padEnd(10)} ${before.toFixed(1)} → ${after.toFixed(1)} (${change.toFixed(1)} %)`,
    );
  }
}

await using provider = await startFakeProvider({ seed: 'soak' });
const running = await launchApp({ userDataDir });
const { app } = running;
await onboard(running.page, accountOf(provider), join(folder, 'archive'));
const ids = await fill(running.page, provider);
const startedAtMs = Date.now();
const samples: Sample[] = [];
console.log(headings.map((heading) => heading.padStart(9)).join(''));
for (let minute = 1; minute <= minutes; minute += 1) {
  provider.clearRequests();
  const ended = ids[minute];
  if (ended !== undefined) provider.setTask(ended, { state: 'success', video: 'aurora.mp4' });
  if (minute % showsEveryMinutes === 0) await show(app);
  await call(app.windows()[0] ?? running.page, 'check', { ids: [...ids] });
  if (minute % wakesEveryMinutes === 0) {
    await app.evaluate(({ powerMonitor }) => {
      powerMonitor.emit('suspend');
      powerMonitor.emit('resume');
    });
  }
  await hide(app);
  await delay(Math.max(0, startedAtMs + minute * 60_000 - Date.now()));
  const sample = await takeSample(app, { startedAtMs, logFolder: join(userDataDir, 'logs') });
  samples.push(sample);
  console.log(row(sample));
}
summarise(samples);
await running.close();
rmSync(folder, { recursive: true, force: true });
