import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { composeCore, type Core } from '../../electron/core/compose.ts';
import { silentLog } from '../../electron/core/log.ts';
import {
  isUnfinished,
  toTaskId,
  type AccountId,
  type Task,
  type TaskState,
} from '../../electron/shared/task.ts';
import { FastClock } from '../fake/fast-clock.ts';
import { startFakeProvider, type FakeProvider } from '../fake/provider/server.ts';
import { MemoryStore } from '../fake/store.ts';
import { FakeVault } from '../fake/vault.ts';

let provider: FakeProvider;
let folder: string;
let store: MemoryStore;
let core: Core;
let accountId: AccountId;
let onChange: (() => void)[];

beforeEach(async () => {
  provider = await startFakeProvider();
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-core-'));
  store = new MemoryStore();
  onChange = [];
  core = compose();
  const saved = await core.desk.save({
    name: 'Test account',
    provider: 'custom',
    baseUrl: provider.baseUrl,
    key: provider.key,
  });
  if (!saved.ok) throw new Error(saved.failure.code);
  accountId = saved.value.id;
  core.start();
});

afterEach(async () => {
  await core.stop();
  await provider.stop();
  await rm(folder, { recursive: true, force: true });
});

function compose(): Core {
  const tell = () => {
    for (const hear of [...onChange]) hear();
  };
  return composeCore(
    {
      store,
      vault: new FakeVault(),
      clock: new FastClock(),
      log: silentLog,
      random: () => 0.5,
      userAgent: 'Mozilla/5.0 (Test) Reelkeep/0.0.0',
      appVersion: '0.0.0',
      defaultArchiveFolder: join(folder, 'archive'),
    },
    {
      onTaskChanged: tell,
      onTaskRemoved: tell,
      onTaskEnded: tell,
      onAccountsChanged: tell,
      onSettingsChanged: tell,
      onProgress: () => undefined,
    },
  );
}

function add(text: string, endpoint?: string): void {
  const id = toTaskId(text);
  if (id === undefined) throw new Error(text);
  const added = core.tasks.add({ ids: [id], accountId, endpoint });
  if (!added.ok) throw new Error(added.failure.code);
}

function taskOf(text: string): Task {
  const id = toTaskId(text);
  const task = id === undefined ? undefined : core.tasks.get(id);
  if (task === undefined) throw new Error(`No task ${text}`);
  return task;
}

/** Resolves at the change after which the condition holds. */
function until(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return;
      onChange = onChange.filter((each) => each !== look);
      resolve();
    };
    onChange.push(look);
    look();
  });
}

const reaches = (id: string, state: TaskState) => until(() => taskOf(id).state === state);
const ends = (id: string) => until(() => !isUnfinished(taskOf(id)));

function aTask(video = 'aurora.mp4'): string {
  const thumbnail = video.replace('.mp4', '.jpg');
  return provider.addTask({ endpoint: 'runway', script: [{ state: 'success', video, thumbnail }] });
}

async function files(): Promise<readonly string[]> {
  const entries = await readdir(join(folder, 'archive'), { recursive: true });
  return entries.filter((path) => /\.\w+$/.test(path)).sort();
}

function endpointsAsked(id: string): readonly string[] {
  return provider.requestsOf(id).flatMap(({ endpoint, file }) => (file ? [] : [endpoint]));
}

test('an id of unknown endpoint is tried at Runway, then at Aleph, and the owner is remembered', async () => {
  const id = provider.addTask({
    endpoint: 'aleph',
    script: [
      { state: 'generating', forMs: 400 },
      { state: 'success', video: 'tide.mp4' },
    ],
  });
  add(id);
  await ends(id);
  expect(taskOf(id)).toMatchObject({ state: 'archived', endpoint: 'aleph' });
  const [first, ...later] = endpointsAsked(id);
  expect(first).toBe('runway');
  expect(new Set(later)).toEqual(new Set(['aleph']));
});

test('an unknown id ends as not found, after a bounded number of questions', async () => {
  const id = provider.unknownId();
  add(id);
  await ends(id);
  expect(taskOf(id).state).toBe('not-found');
  expect(endpointsAsked(id).length).toBeLessThanOrEqual(14);
});

test('an archived task has video, thumbnail, sidecar and manifest, and no part left', async () => {
  const id = aTask();
  add(id);
  await ends(id);
  const names = (await files()).map((path) => path.replace(/^.*\//, ''));
  const base = names.find((name) => name.endsWith('.mp4'))?.replace('.mp4', '') ?? '';
  expect(names).toEqual(
    ['.reelkeep', `${base}.jpg`, `${base}.json`, `${base}.mp4`, 'manifest-sha256.txt'].sort(
      (a, b) => (a === '.reelkeep' ? -1 : b === '.reelkeep' ? 1 : a < b ? -1 : 1),
    ),
  );
  expect(taskOf(id)).toMatchObject({ state: 'archived' });
  expect(taskOf(id)).not.toHaveProperty('rawAnswer');
  const month = (await files()).find((path) => path.endsWith('.json')) ?? '';
  const sidecar: unknown = JSON.parse(await readFile(join(folder, 'archive', month), 'utf8'));
  expect(sidecar).toMatchObject({ taskId: id, endpoint: 'runway', account: 'Test account' });
});

test("a failed generation keeps the provider's own words", async () => {
  const id = provider.addTask({
    endpoint: 'runway',
    script: [{ state: 'fail', code: 400, message: 'Incorrect image format' }],
  });
  add(id);
  await ends(id);
  expect(taskOf(id)).toMatchObject({ state: 'failed', providerMessage: 'Incorrect image format' });
});

test('a link that is refused is asked for again at the endpoint', async () => {
  const id = aTask();
  const refused = provider.failNext('file-403', { taskId: id, file: 'video' });
  add(id);
  await refused.reached;
  await ends(id);
  expect(taskOf(id).state).toBe('archived');
  expect(endpointsAsked(id).filter((endpoint) => endpoint === 'runway')).toHaveLength(2);
});

test('a link that stays refused is converted, and that one is used but not kept', async () => {
  const id = aTask();
  provider.fault('file-403', { taskId: id, file: 'video', via: 'direct' });
  add(id);
  await ends(id);
  expect(taskOf(id).state).toBe('archived');
  expect(provider.requests.some(({ via }) => via === 'download-url')).toBe(true);
  expect(taskOf(id).media?.videoUrl).not.toContain('download');
});

test('media that no way leads to are lost, with the cause, and nothing lies under a final name', async () => {
  const id = aTask();
  provider.fault('file-410', { taskId: id, file: 'video' });
  add(id);
  await ends(id);
  expect(taskOf(id)).toMatchObject({
    state: 'lost',
    cause: { code: 'media-refused', httpStatus: 410 },
    record: { parameters: {} },
  });
  expect((await files()).filter((path) => path.endsWith('.mp4'))).toEqual([]);
});

test('HTML instead of a video is never archived; the video is, once it is there', async () => {
  const id = aTask();
  const html = provider.failNext('html-as-video', { taskId: id, file: 'video' });
  add(id);
  await html.reached;
  await ends(id);
  expect(taskOf(id).state).toBe('archived');
  const video = (await files()).find((path) => path.endsWith('.mp4')) ?? '';
  expect(await readFile(join(folder, 'archive', video))).toEqual(
    Buffer.from(provider.bytesOf('aurora.mp4')),
  );
});

test('a refused key is not tried again until it changes, and then everything goes on', async () => {
  await core.desk.save({
    id: accountId,
    name: 'Test account',
    provider: 'custom',
    baseUrl: provider.baseUrl,
    key: 'wrong-key',
  });
  const [one, two] = [aTask(), aTask('tide.mp4')];
  add(one);
  await until(() => core.accounts.views()[0]?.block?.code === 'key-refused');
  add(two);
  expect(
    provider.requests.filter(({ authorization }) => authorization === 'Bearer wrong-key'),
  ).toHaveLength(1);
  await core.desk.save({
    id: accountId,
    name: 'Test account',
    provider: 'custom',
    baseUrl: provider.baseUrl,
    key: provider.key,
  });
  await Promise.all([ends(one), ends(two)]);
  expect([taskOf(one).state, taskOf(two).state]).toEqual(['archived', 'archived']);
  expect(core.accounts.views()[0]).not.toHaveProperty('block');
});

test('an archive folder that goes away holds the downloads, and its return lets them go on', async () => {
  const first = aTask();
  add(first);
  await ends(first);
  await rename(join(folder, 'archive'), join(folder, 'unplugged'));
  const second = aTask('tide.mp4');
  add(second);
  await until(() => core.root.problem?.code === 'folder-missing');
  expect(taskOf(second).state).toBe('ready');
  expect(await readdir(folder)).toEqual(['unplugged']);
  await rename(join(folder, 'unplugged'), join(folder, 'archive'));
  await ends(second);
  expect(taskOf(second).state).toBe('archived');
  expect(core.root.problem).toBeUndefined();
});

test('a paused task is neither asked about nor fetched until it is resumed', async () => {
  const id = aTask('large.mp4');
  const stall = provider.failNext('stall', {
    taskId: id,
    file: 'video',
    with: { stallAfterBytes: 9_000 },
  });
  add(id);
  await stall.reached;
  core.tasks.pause([taskOf(id).id], true);
  await reaches(id, 'ready');
  stall.release();
  const before = provider.requestsOf(id).length;
  const other = aTask();
  add(other);
  await ends(other);
  expect(provider.requestsOf(id)).toHaveLength(before);
  core.tasks.pause([taskOf(id).id], false);
  await ends(id);
  expect(taskOf(id).state).toBe('archived');
});

test('after a restart everything goes on where it was', async () => {
  const [done, running] = [
    aTask(),
    provider.addTask({
      endpoint: 'aleph',
      script: [{ state: 'generating' }, { state: 'success', video: 'tide.mp4' }],
    }),
  ];
  add(done);
  add(running, 'aleph');
  await ends(done);
  await reaches(running, 'running');
  await core.stop();
  provider.advance(running);
  core = compose();
  core.start();
  await ends(running);
  expect(taskOf(done).state).toBe('archived');
  expect(taskOf(running).state).toBe('archived');
});

test('ids that were accepted are in the store before anything was asked', () => {
  const id = provider.unknownId();
  add(id);
  expect([...store.documents.values()].join()).toContain(id);
  expect(provider.requests).toEqual([]);
});

test('a store that refuses takes nothing in, and says why', () => {
  store.refusal = Object.assign(new Error('no space left'), { code: 'ENOSPC', path: '/ledger' });
  const id = toTaskId(provider.unknownId());
  if (id === undefined) throw new Error('not an id');
  expect(core.tasks.add({ ids: [id], accountId })).toEqual({
    ok: false,
    failure: { code: 'disk-full', path: '/ledger' },
  });
  expect(core.tasks.get(id)).toBeUndefined();
});
