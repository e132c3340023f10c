import { systemClock } from '../../electron/core/platform/clock.ts';
import { KeyMask } from '../../electron/core/platform/key-mask.ts';
import { silentLog } from '../../electron/core/platform/log.ts';
import { PollPlanner } from '../../electron/core/polling/poll-planner.ts';
import { Durations } from '../../electron/core/polling/durations.ts';
import { AccountHealth } from '../../electron/core/settings/account-health.ts';
import { Poller } from '../../electron/core/polling/poller.ts';
import type { Store } from '../../electron/core/platform/store.ts';
import { Ancestors } from '../../electron/core/ledger/ancestors.ts';
import { PendingCleanup } from '../../electron/core/ledger/pending-cleanup.ts';
import { RemovedTasks } from '../../electron/core/ledger/removed-tasks.ts';
import { TaskRepository } from '../../electron/core/ledger/repository.ts';
import { EndStamps } from '../../electron/core/ledger/end-stamps.ts';
import { TaskService } from '../../electron/core/library/task-service.ts';
import { Publisher } from '../../electron/host/page/publisher.ts';
import type { Patch } from '../../electron/shared/contract/contract.ts';
import { toAccountId, type TaskId } from '../../electron/shared/id.ts';
import { idNumber } from '../unit/builders.ts';
import { watched, type Row } from './blocks.ts';

// What each call about very many tasks costs everybody else: the longest block of the event loop.

function compose(store: Store, send: (patch: Patch) => void) {
  const clock = systemClock;
  const publisher = new Publisher({ clock, send });
  const poller = new Poller({ clock, health: new AccountHealth({ clock }) });
  poller.onDue(() => new Promise(() => undefined));
  const durations = new Durations({ store, clock, log: silentLog });
  const repository = new TaskRepository({ store, clock, log: silentLog });
  const removed = new RemovedTasks({ store, log: silentLog });
  const service = new TaskService({
    endStamps: new EndStamps(() => 0),
    repository,
    removed,
    keys: new KeyMask(),
    ancestors: new Ancestors({ repository, removed, log: silentLog }),
    pendingCleanup: new PendingCleanup({ store, log: silentLog }),
    poller,
    pollPlanner: new PollPlanner({ durations, trueNow: () => clock.now(), random: Math.random }),
    trueNow: () => clock.now(),
    now: () => clock.now(),
    hasAccount: () => true,
    onChanged: (task) => {
      publisher.tasks([task]);
    },
    onRemoved: (id) => {
      publisher.removed([id]);
    },
    onEnded: () => undefined,
  });
  return { service, publisher, poller };
}

/**
 * Adds, holds, checks, finds, removes and puts back so many tasks.
 * @returns a row for each call
 */
export async function measureCalls(store: Store, count: number): Promise<readonly Row[]> {
  let largestPatchBytes = 0;
  const { service, publisher, poller } = compose(store, (patch) => {
    largestPatchBytes = Math.max(largestPatchBytes, JSON.stringify(patch).length);
  });
  await service.start({ enqueue: () => undefined, drop: () => undefined, forget: () => undefined });
  const ids = Array.from({ length: count }, (_, n) => idNumber(n + 1));
  const accountId = toAccountId('bench');
  const text = ids.join(' ');
  const rows: Row[] = [];
  const measure = async (call: string, work: () => Promise<unknown>) => {
    largestPatchBytes = 0;
    const row = await watched(call, work);
    rows.push({ ...row, 'largest patch kB': (largestPatchBytes / 1024).toFixed(0) });
    console.log(JSON.stringify(rows.at(-1)));
  };
  await measure('find, all on one line', () => service.find(text));
  await measure('add', () => service.add({ ids, accountId }));
  await measure('add again', () => service.add({ ids, accountId }));
  await measure('pause', () => service.pause(ids, true));
  await measure('go on', () => service.pause(ids, false));
  await measure('check', () => service.check(ids));
  await measure('write what has changed', () => service.commit());
  await measure('remove', () => service.remove(ids));
  await measure('put back', () => service.putBack(mixed(ids)));
  await measure('find 20 MB of line ends', () => service.find('\n'.repeat(20 * 1024 ** 2)));
  poller.stop();
  publisher.dispose();
  await service.stop();
  return rows;
}

/** The same ids in an order in which no two neighbours share a document. */
function mixed(ids: readonly TaskId[]): readonly TaskId[] {
  return ids.map((_, n) => ids[(n * 7_919) % ids.length]).filter((id) => id !== undefined);
}
