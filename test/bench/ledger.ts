import { statfsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { systemClock } from '../../electron/core/platform/clock.ts';
import { silentLog } from '../../electron/core/platform/log.ts';
import { TaskRepository } from '../../electron/core/ledger/repository.ts';
import { JsonStore } from '../../electron/host/data/json-store.ts';
import { withChecksum } from '../../electron/host/data/json-seal.ts';
import { toView } from '../../electron/host/page/publisher.ts';
import type { JsonValue } from '../../electron/shared/json.ts';
import type { Task } from '../../electron/shared/task.ts';
import { toAccountId } from '../../electron/shared/id.ts';
import { aFile, aRunningTask, idNumber } from '../unit/builders.ts';
import { measureCalls } from './ledger-calls.ts';
import { measureUpkeep } from './ledger-upkeep.ts';

// What the ledger costs: its start, one change with the flush that follows, and a burst of a thousand.

// Outside Electron the module `electron` is a path, looked for in this folder.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= tmpdir();
const { default: ElectronStore } = await import('electron-store');

interface Size {
  readonly count: number;
  readonly unfinishedShare: number;
}

const sizes: readonly Size[] = [
  { count: 1_000, unfinishedShare: 0.2 },
  { count: 10_000, unfinishedShare: 0.05 },
  { count: 10_000, unfinishedShare: 1 },
  { count: 100_000, unfinishedShare: 0.05 },
];
const singleChanges = 200;
const burst = 1_000;
const dayMs = 86_400_000;

/** The store, counting the bytes that go into its files. */
class CountingStore extends JsonStore {
  bytes = 0;

  override write(name: string, value: JsonValue): void {
    super.write(name, value);
    this.bytes += 2 * Buffer.byteLength(withChecksum(value)); // the file and its copy
  }
}

function aTask(n: number, isUnfinished: boolean): Task {
  const prompt = `A lighthouse in a storm, seen from the sea, take ${String(n)}. `.repeat(6);
  const addedAtMs = Date.UTC(2026, 10, 22) - (n % 120) * dayMs;
  const running = aRunningTask({
    id: idNumber(n),
    accountId: toAccountId('bench'),
    addedAtMs,
    updatedAtMs: addedAtMs,
    record: { prompt, parameters: { prompt, duration: 5, quality: '720p' } },
    rawAnswer: { code: 200, data: { taskId: idNumber(n), generateParam: { prompt } } },
  });
  if (isUnfinished) return running;
  const { rawAnswer: _raw, phase: _phase, rawState: _word, sinceMs: _since, ...base } = running;
  const path = `2026/11/2026-11-22 A lighthouse in a storm [${String(n)}]`;
  const files = [aFile({ path: `${path}.mp4` }), aFile({ role: 'thumbnail', path: `${path}.jpg` })];
  return { ...base, state: 'archived', archivedAtMs: addedAtMs, reservedPath: path, files };
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}

function timed(work: () => void): number {
  const fromMs = performance.now();
  work();
  return performance.now() - fromMs;
}

async function timedAll(work: () => Promise<void>): Promise<number> {
  const fromMs = performance.now();
  await work();
  return performance.now() - fromMs;
}

/** Runs timers by hand: each is one block of the main thread. */
class BlockClock {
  #next: (() => void) | undefined;
  readonly now = () => performance.now();

  readonly after = (_delayMs: number, run: () => void) => {
    this.#next = run;
    return () => (this.#next = undefined);
  };

  /** @returns what each block took, in milliseconds */
  runAll(): readonly number[] {
    const blocks: number[] = [];
    for (let run = this.#next; run !== undefined; run = this.#next) {
      this.#next = undefined;
      blocks.push(timed(run));
    }
    return blocks;
  }
}

function open(folder: string) {
  const store = new CountingStore({ folder, ElectronStore, clock: systemClock });
  const clock = new BlockClock();
  return { store, clock, repository: new TaskRepository({ store, clock, log: silentLog }) };
}

async function measure(
  { count, unfinishedShare }: Size,
  folder: string,
): Promise<Record<string, string>> {
  const first = open(folder);
  const every = Math.round(1 / unfinishedShare);
  for (let n = 0; n < count; n++) first.repository.put(aTask(n, n % every === 0));
  const refused = first.repository.flush();
  if (refused !== undefined) throw refused;

  const { store, clock, repository } = open(folder);
  const startMs = await timedAll(async () => {
    await repository.load();
    JSON.stringify([...repository.values()].map(toView));
  });
  const tasks = [...repository.values()];
  const changed = (n: number): Task => {
    const task = tasks[(n * 7_919) % tasks.length];
    if (task === undefined) throw new Error('No task');
    return { ...task, updatedAtMs: task.updatedAtMs + n + 1 };
  };
  store.bytes = 0;
  const times = Array.from({ length: singleChanges }, (_, n) => {
    const task = changed(n);
    return timed(() => {
      repository.put(task);
      repository.flush([task.id]);
    });
  }).sort((a, b) => a - b);
  const bytesEach = store.bytes / singleChanges;
  repository.flush();
  const putMs = timed(() => {
    for (let n = 0; n < burst; n++) repository.put(changed(n));
  });
  const blocks = clock.runAll();
  const ms = (value: number) => value.toFixed(1);
  return {
    tasks: `${String(count)}, ${String(unfinishedShare * 100)} % unfinished`,
    'start ms': ms(startMs),
    'change ms (median)': ms(quantile(times, 0.5)),
    p95: ms(quantile(times, 0.95)),
    max: ms(times.at(-1) ?? 0),
    'KB per change': ms(bytesEach / 1024),
    'burst ms': ms(putMs + blocks.reduce((sum, each) => sum + each, 0)),
    'longest block ms': ms(Math.max(putMs, ...blocks)),
  };
}

/** Where the files are to lie: a disk, not memory, if the caller names one. */
const parent = process.argv[2] ?? tmpdir();
const many = Number(process.argv[3] ?? 100_000);
/** Only this table, should one be named. */
const only = process.argv[4];

async function inFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(parent, 'reelkeep-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function storeIn(folder: string): JsonStore {
  return new JsonStore({ folder, ElectronStore, clock: systemClock });
}

console.log(`In ${parent} (file system type ${statfsSync(parent).type.toString(16)})`);
const tables: Record<string, () => Promise<readonly Record<string, string>[]>> = {
  ledger: async () => {
    const rows: Record<string, string>[] = [];
    for (const size of sizes) rows.push(await inFolder((folder) => measure(size, folder)));
    return rows;
  },
  calls: () => inFolder((folder) => measureCalls(storeIn(folder), many)),
  upkeep: () => inFolder((folder) => measureUpkeep(storeIn(folder), folder, many)),
};
for (const [name, table] of Object.entries(tables)) {
  if (only === undefined || only === name) console.table(await table());
}
