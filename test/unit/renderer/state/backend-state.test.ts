import { expect, test } from 'vitest';
import type { Snapshot } from '../../../../electron/shared/contract/contract.ts';
import { Banners } from '../../../../renderer/state/banners.svelte.ts';
import { Clock } from '../../../../renderer/state/clock.svelte.ts';
import { Library } from '../../../../renderer/state/library/library.svelte.ts';
import { Toasts } from '../../../../renderer/state/toasts.svelte.ts';
import { Trash } from '../../../../renderer/state/trash/trash.svelte.ts';
import { BackendState } from '../../../../renderer/state/backend-state.svelte.ts';
import { aCheckingTask, aReadyTask, anId, idNumber, nowMs } from '../../builders.ts';
import { anAnswer, aSnapshot, FakeApi } from '../fake-api.ts';

function aMirror(api: FakeApi) {
  const library = new Library(nowMs);
  const banners = new Banners();
  return {
    library,
    banners,
    backend: new BackendState(api, { library, banners, trash: new Trash(api, new Toasts()) }),
  };
}

test('starts with a snapshot, and says what was asked of the window before', async () => {
  const api = new FakeApi({
    snapshot: () =>
      aSnapshot({ tasks: [aCheckingTask()], requests: [{ kind: 'task', taskId: anId() }] }),
  });
  const { backend, library } = aMirror(api);
  expect(backend.phase).toBe('loading');
  expect(await backend.start()).toEqual({ requests: [{ kind: 'task', taskId: anId() }] });
  expect(backend.phase).toBe('ready');
  expect(backend.version).toBe('1.2.3');
  expect(library.counts.all).toBe(1);
});

test('the next revision is applied', async () => {
  const api = new FakeApi({ snapshot: () => aSnapshot() });
  const { backend, library } = aMirror(api);
  await backend.start();
  api.emit('patch', { revision: 6, tasks: [aReadyTask()], status: { bytesPerSecond: 7 } });
  expect(library.counts.all).toBe(1);
  expect(backend.status.bytesPerSecond).toBe(7);
  expect(api.count('snapshot')).toBe(1);
});

test('patches that come before the snapshot are held, and only the newer ones follow it', async () => {
  const pending = anAnswer<Snapshot>();
  const api = new FakeApi({ snapshot: () => pending.promise });
  const { backend, library } = aMirror(api);
  const started = backend.start();
  api.emit('patch', { revision: 5, removed: [idNumber(1)] });
  api.emit('patch', { revision: 6, tasks: [aCheckingTask({ id: idNumber(2) })] });
  pending.resolve(aSnapshot({ tasks: [aCheckingTask({ id: idNumber(1) })] }));
  await started;
  expect([...library.tasks.keys()]).toEqual([idNumber(1), idNumber(2)]);
  expect(api.count('snapshot')).toBe(1);
});

test('a gap asks for a snapshot again', async () => {
  let revision = 5;
  const api = new FakeApi({
    snapshot: () =>
      revision === 5 ? aSnapshot() : aSnapshot({ revision, tasks: [aCheckingTask()] }),
  });
  const { backend, library } = aMirror(api);
  await backend.start();
  revision = 9;
  api.emit('patch', { revision: 8 });
  api.emit('patch', { revision: 9 });
  api.emit('patch', { revision: 10, tasks: [aReadyTask()] });
  await expect.poll(() => library.tasks.get(anId())?.state).toBe('ready');
  expect(api.count('snapshot')).toBe(2);
});

test('a clock that is wrong is put right, until it is', async () => {
  const status = { bytesPerSecond: 0, clockAheadMs: -3_600_000 };
  const api = new FakeApi({ snapshot: () => aSnapshot({ status }) });
  const { backend, banners } = aMirror(api);
  const ticks: number[] = [];
  const clock = new Clock({
    now: () => nowMs,
    aheadMs: () => backend.clockAheadMs,
    onTick: (at) => ticks.push(at),
  });
  await backend.start();
  clock.tick();
  expect(clock.nowMs).toBe(nowMs + 3_600_000);
  expect(banners.shown.map(({ about }) => about)).toEqual(['the clock']);
  api.emit('patch', { revision: 6, status: { bytesPerSecond: 0 } });
  expect(clock.nowMs).toBe(nowMs);
  expect(banners.shown).toEqual([]);
  expect(ticks).toEqual([nowMs + 3_600_000]);
});

test('an old revision is nothing new', async () => {
  const api = new FakeApi({ snapshot: () => aSnapshot({ tasks: [aCheckingTask()] }) });
  const { backend, library } = aMirror(api);
  await backend.start();
  api.emit('patch', { revision: 5, removed: [anId()] });
  expect(library.counts.all).toBe(1);
  expect(api.count('snapshot')).toBe(1);
});

test('a snapshot that fails is shown, and can be asked for again', async () => {
  let broken = true;
  const api = new FakeApi({
    snapshot: () => {
      if (broken) throw new Error('gone');
      return aSnapshot();
    },
  });
  const { backend } = aMirror(api);
  await backend.start();
  expect(backend.phase).toBe('failed');
  expect(backend.error).toEqual(new Error('gone'));
  broken = false;
  await backend.load();
  expect(backend.phase).toBe('ready');
});
