import { beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../../electron/core/platform/clock.ts';
import { KeyMask } from '../../../../electron/core/platform/key-mask.ts';
import { silentLog } from '../../../../electron/core/platform/log.ts';
import { PollPlanner } from '../../../../electron/core/polling/poll-planner.ts';
import { Durations } from '../../../../electron/core/polling/durations.ts';
import { AccountHealth } from '../../../../electron/core/settings/account-health.ts';
import { Poller } from '../../../../electron/core/polling/poller.ts';
import { Ancestors } from '../../../../electron/core/ledger/ancestors.ts';
import { PendingCleanup } from '../../../../electron/core/ledger/pending-cleanup.ts';
import { RemovedTasks } from '../../../../electron/core/ledger/removed-tasks.ts';
import { TaskRepository } from '../../../../electron/core/ledger/repository.ts';
import { EndStamps } from '../../../../electron/core/ledger/end-stamps.ts';
import { TaskService } from '../../../../electron/core/library/task-service.ts';
import type { JsonValue } from '../../../../electron/shared/json.ts';
import { toAccountId, toTaskId, type TaskId } from '../../../../electron/shared/id.ts';
import { MemoryStore } from '../../../fake/store.ts';
import { idNumber } from '../../builders.ts';

/** A disk that is full after so many writes. */
class SmallStore extends MemoryStore {
  left = Infinity;

  override write(name: string, value: JsonValue): void {
    if (this.left <= 0) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    this.left -= 1;
    super.write(name, value);
  }
}

const accountId = toAccountId('account');
let store: SmallStore;

beforeEach(() => {
  store = new SmallStore();
});

/** A start on what the store holds: after a crash, if the one before was not stopped. */
async function start(): Promise<TaskService> {
  const clock = { ...systemClock, after: () => () => undefined };
  const parts = { store, clock, log: silentLog };
  const repository = new TaskRepository(parts);
  const removed = new RemovedTasks(parts);
  const service = new TaskService({
    endStamps: new EndStamps(() => 0),
    repository,
    removed,
    keys: new KeyMask(),
    ancestors: new Ancestors({ repository, removed, log: silentLog }),
    pendingCleanup: new PendingCleanup(parts),
    poller: new Poller({ clock, health: new AccountHealth({ clock }) }),
    pollPlanner: new PollPlanner({
      durations: new Durations(parts),
      trueNow: () => clock.now(),
      random: () => 0,
    }),
    trueNow: () => clock.now(),
    now: () => clock.now(),
    hasAccount: () => true,
    onChanged: () => undefined,
    onRemoved: () => undefined,
    onEnded: () => undefined,
  });
  await service.start({ enqueue: () => undefined, drop: () => undefined, forget: () => undefined });
  return service;
}

function idsFrom(first: number, count: number): readonly TaskId[] {
  return Array.from({ length: count }, (_, n) => idNumber(first + n));
}

function listed(service: TaskService): ReadonlySet<TaskId> {
  return new Set([...service.tasks()].map(({ id }) => id));
}

test('adding while adding: each call answers for its own ids, and a crash keeps all', async () => {
  const service = await start();
  const calls = await Promise.all(
    [idsFrom(1, 500), idsFrom(400, 200), [idNumber(2)]].map((ids) =>
      service.add({ ids, accountId }),
    ),
  );
  const answers = calls.map((call) => (call.ok ? call.value : expect.fail()));
  expect(answers.flatMap(({ added }) => added)).toHaveLength(599);
  expect(answers.map((each) => each.added.length + each.alreadyTracked.length)).toEqual([
    500, 200, 1,
  ]);
  expect(listed(await start())).toEqual(new Set(idsFrom(1, 599)));
});

test('ids that are added together have one time and the order of the paste', async () => {
  const ids = idsFrom(1, 100).toReversed();
  const service = await start();
  await service.add({ ids, accountId });
  for (const each of [service, await start()]) {
    const tasks = [...each.tasks()];
    expect(new Set(tasks.map(({ addedAtMs }) => addedAtMs)).size).toBe(1);
    const inOrder = tasks.sort((one, other) => (one.batchIndex ?? 0) - (other.batchIndex ?? 0));
    expect(inOrder.map(({ id }) => id)).toEqual(ids);
  }
});

const uuid = 'ee603959-debb-48d1-98c4-a6d1c717eba6';
const spellings = [uuid, uuid.replaceAll('-', '')]
  .flatMap((each) => [each, each.toUpperCase()])
  .flatMap((each) => toTaskId(each) ?? []);

test.each(spellings)('what is known as %s is known by its other spellings', async (known) => {
  const service = await start();
  await service.add({ ids: [known], accountId });
  for (const each of spellings) {
    expect(await service.find(each)).toMatchObject([{ taskId: known, verdict: 'tracked' }]);
    const again = await service.add({ ids: [each], accountId });
    expect(again).toMatchObject({ value: { added: [], alreadyTracked: [known] } });
  }
  await service.remove([known]);
  for (const each of spellings) {
    expect(await service.find(each)).toMatchObject([{ taskId: known, verdict: 'removed' }]);
  }
  const back = await service.add({ ids: [spellings[3] ?? known], accountId });
  expect(back).toMatchObject({ value: { added: [known] } });
});

test.each([0, 1, 3, 7])(
  'a disk that is full after %i writes: the answer says which are in',
  async (left) => {
    store.left = left;
    const ids = idsFrom(1, 200);
    const answer = await (await start()).add({ ids, accountId });
    const isIn = answer.ok ? answer.value.added : [];
    const refused = answer.ok ? answer.value.refused?.ids : ids;
    const failure = answer.ok ? answer.value.refused?.failure : answer.failure;
    expect(failure).toMatchObject({ code: 'not-saved', what: 'ids', reason: 'full' });
    expect(isIn).toHaveLength(left * 16);
    expect(new Set([...isIn, ...(refused ?? [])])).toEqual(new Set(ids));
    expect(listed(await start())).toEqual(new Set(isIn));
  },
);

test.each([1, 2, 3, 5])(
  'removing on a disk that is full after %i writes loses nothing',
  async (left) => {
    const service = await start();
    const ids = idsFrom(1, 200);
    await service.add({ ids, accountId });
    store.left = left;
    const answer = await service.remove(ids);
    const gone = answer.ok ? answer.value.ids : [];
    expect(listed(service)).toEqual(new Set(ids.filter((id) => !gone.includes(id))));
    store.left = Infinity;
    const again = await start();
    const back = await again.putBack(gone);
    expect(back.ok).toBe(true);
    expect(listed(again)).toEqual(new Set(ids));
  },
);

test('20,000 removed tasks can all be put back, also after a restart', async () => {
  const ids = idsFrom(1, 20_000);
  const service = await start();
  await service.add({ ids, accountId });
  await service.remove(ids);
  const again = await start();
  expect(listed(again).size).toBe(0);
  await again.putBack(ids);
  expect(listed(await start())).toEqual(new Set(ids));
});
