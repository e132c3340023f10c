import { join } from 'node:path';
import { app } from 'electron';
import ElectronStore from 'electron-store';
import { systemClock as clock } from '../../../electron/core/platform/clock.ts';
import { composeCore } from '../../../electron/core/app/compose.ts';
import { nobodyListens } from '../../../electron/core/app/nobody-listens.ts';
import { createTask } from '../../../electron/core/task/common-fields.ts';
import { advance } from '../../../electron/core/task/lifecycle.ts';
import { TaskRepository } from '../../../electron/core/ledger/repository.ts';
import { JsonStore } from '../../../electron/host/data/json-store.ts';
import { endpointId } from '../../../electron/shared/endpoint.ts';
import type { Task } from '../../../electron/shared/task.ts';
import { toAccountId, toTaskId } from '../../../electron/shared/id.ts';
import { FakeTrash } from '../../fake/trash.ts';
import { FakeVault } from '../../fake/vault.ts';
import { peakBytes } from './cost.ts';
import { reportMark, type Order, type Report } from './order.ts';

// Runs in Electron's main process: a ledger of finished tasks, and the core that archives them.

const accountId = toAccountId('bench');
const log = {
  info: () => undefined,
  warn: (text: string) => {
    process.stderr.write(`${text}\n`);
  },
  error: (text: string) => {
    process.stderr.write(`${text}\n`);
  },
};

function aFinishedTask(videoUrl: string, index: number): Task {
  const id = toTaskId(`${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`);
  if (id === undefined) throw new Error('Not an id.');
  const nowMs = clock.now();
  const endpoint = endpointId('runway');
  const task = createTask({ id, accountId, endpoint, nowMs });
  return advance(
    task,
    {
      type: 'answered',
      endpoint,
      answer: {
        kind: 'succeeded',
        media: { videoUrl },
        record: { prompt: `a film of the number ${String(index)}`, parameters: {} },
      },
      raw: { state: 'success', videoInfo: { videoUrl } },
      retentionMs: 14 * 86_400_000,
    },
    nowMs,
  );
}

function seed(store: JsonStore, { folder, links, simultaneous }: Order): void {
  const [first = ''] = links;
  store.write('settings', {
    accounts: [
      { id: accountId, name: 'Bench', provider: 'custom', baseUrl: new URL(first).origin },
    ],
    archiveFolder: join(folder, 'archive'),
    simultaneousTransfers: simultaneous,
  });
  const repository = new TaskRepository({ store, clock, log });
  for (const [index, link] of links.entries()) repository.put(aFinishedTask(link, index));
  const refused = repository.flush();
  if (refused !== undefined) throw refused;
}

function watchBlocks(): () => number {
  let lastMs = performance.now();
  let longestMs = 0;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - lastMs - 5);
    lastMs = nowMs;
  }, 5);
  return () => {
    clearInterval(timer);
    return longestMs;
  };
}

/** Archives everything. */
async function run(order: Order): Promise<Report> {
  const store = new JsonStore({ folder: join(order.folder, 'data'), ElectronStore, clock });
  seed(store, order);
  const idleBytes = process.memoryUsage().rss;
  const blocks = watchBlocks();
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  let left = order.links.length;
  const quiet = () => undefined;
  let done: () => void = quiet;
  const ended = new Promise<void>((resolve) => (done = resolve));
  const core = composeCore(
    {
      store,
      vault: new FakeVault(),
      clock,
      log,
      trash: new FakeTrash(join(order.folder, 'trash')),
      isOnline: () => true,
      random: Math.random,
      userAgent: 'Mozilla/5.0 (bench) Reelkeep/0.0.0',
      appVersion: '0.0.0',
      defaultArchiveFolder: join(order.folder, 'archive'),
    },
    {
      ...nobodyListens,
      onTaskEnded: () => {
        left -= 1;
        if (left === 0) done();
      },
    },
  );
  await core.start();
  await ended;
  const wallMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpu);
  const archived = [...core.tasks.tasks()].filter(({ state }) => state === 'archived').length;
  await core.stop();
  return {
    wallMs,
    cpuMs: (user + system) / 1000,
    peakBytes: peakBytes('self'),
    idleBytes,
    longestBlockMs: blocks(),
    archived,
  };
}

const order = JSON.parse(process.env['REELKEEP_BENCH'] ?? '') as Order; // written by the bench itself
app.setPath('userData', join(order.folder, 'data'));
void app
  .whenReady()
  .then(() => run(order))
  .then((report) => {
    process.stdout.write(`${reportMark}${JSON.stringify(report)}\n`);
    app.exit(0);
  })
  .catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    app.exit(1);
  });
