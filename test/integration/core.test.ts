import { createHash } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toTaskId } from '../../electron/shared/id.ts';
import { endpoints } from '../../electron/core/provider/registry.ts';
import { CoreHarness } from './core-harness.ts';

let it: CoreHarness;

beforeEach(async () => {
  it = await CoreHarness.start();
});

afterEach(() => it.stop());

test('a refusal of the old key, under way while the new one is saved, does not block the account', async () => {
  await it.saveAccount('old-key');
  const id = it.aTask();
  const held = it.provider.fault({ on: 'api', hang: true }, { taskId: id, times: 1 });
  it.add(id, 'runway');
  await held.reached;
  await it.saveAccount(it.provider.key);
  held.release();
  await it.provider.answered(({ authorization }) => authorization === 'Bearer old-key');
  const later = it.aTask('tide.mp4');
  it.add(later, 'runway');
  await Promise.all([it.reaches(id, 'archived'), it.reaches(later, 'archived')]);
  expect(it.core.accounts.views()[0]).not.toHaveProperty('block');
});

test('an id of unknown endpoint is tried at Runway, then at Aleph, and the owner is remembered', async () => {
  const id = it.provider.addTask({
    endpoint: 'aleph',
    script: [
      { state: 'generating', forMs: 400 },
      { state: 'success', video: 'tide.mp4' },
    ],
  });
  it.add(id);
  await it.ends(id);
  expect(it.taskOf(id)).toMatchObject({ state: 'archived', endpoint: 'aleph' });
  const [first, ...later] = it.endpointsAsked(id);
  expect(first).toBe('runway');
  expect(new Set(later)).toEqual(new Set(['aleph']));
});

// A round asks every endpoint, one call a second: with three of them its last "no" comes 2 s after its
// first question, and the next round begins 3 s later. So the last "no" of round n comes at least
// 5 s · (n − 1) after the very first one, and the grace of 15 s is over with that of the fourth round.
test('an unknown id ends as not found, after four rounds over the endpoints at the most', async () => {
  const id = it.provider.unknownId();
  it.add(id);
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('not-found');
  expect(it.endpointsAsked(id).length).toBeLessThanOrEqual(4 * endpoints.length);
});

test('an archived task has video, thumbnail, sidecar and manifest, and no part left', async () => {
  const id = it.aTask();
  it.add(id);
  await it.ends(id);
  const names = (await it.files()).map((path) => path.replace(/^.*\//, ''));
  const base = names.find((name) => name.endsWith('.mp4'))?.replace('.mp4', '') ?? '';
  expect(names).toEqual(
    ['.reelkeep', `${base}.jpg`, `${base}.json`, `${base}.mp4`, 'manifest-sha256.txt'].sort(
      (a, b) => (a === '.reelkeep' ? -1 : b === '.reelkeep' ? 1 : a < b ? -1 : 1),
    ),
  );
  expect(it.taskOf(id)).toMatchObject({ state: 'archived' });
  expect(it.taskOf(id)).not.toHaveProperty('rawAnswer');
  const month = (await it.files()).find((path) => path.endsWith('.json')) ?? '';
  const sidecar: unknown = JSON.parse(await readFile(join(it.folder, 'archive', month), 'utf8'));
  expect(sidecar).toMatchObject({ taskId: id, endpoint: 'runway', account: 'Test account' });
});

test("a failed generation keeps the provider's own words", async () => {
  const id = it.provider.addTask({
    endpoint: 'runway',
    script: [{ state: 'fail', code: 400, message: 'Incorrect image format' }],
  });
  it.add(id);
  await it.ends(id);
  expect(it.taskOf(id)).toMatchObject({
    state: 'failed',
    providerMessage: 'Incorrect image format',
  });
});

test('a link that is refused is asked for again at the endpoint', async () => {
  const id = it.aTask();
  const refused = it.provider.failNext('file-403', { taskId: id, file: 'video' });
  it.add(id);
  await refused.reached;
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
  expect(it.endpointsAsked(id).filter((endpoint) => endpoint === 'runway')).toHaveLength(2);
});

test('a link that stays refused is converted, and that one is used but not kept', async () => {
  const id = it.aTask();
  it.provider.fault('file-403', { taskId: id, file: 'video', via: 'direct' });
  it.add(id);
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
  expect(it.provider.requests.some(({ via }) => via === 'download-url')).toBe(true);
  expect(it.taskOf(id).media?.videoUrl).not.toContain('download');
});

test('media that every way refuses wait, and are lost once the endpoint says that they are gone', async () => {
  const id = it.aTask();
  const gone = it.provider.fault('file-410', { taskId: id, file: 'video' });
  it.add(id);
  await gone.reached;
  it.provider.setTask(id, { state: 'success', expired: true });
  await it.until(() => it.taskOf(id).hindrance?.code === 'media-refused');
  expect(it.taskOf(id).state).toBe('ready');
  await it.ends(id);
  expect(it.taskOf(id)).toMatchObject({
    state: 'lost',
    cause: { code: 'media-expired' },
    record: { parameters: {} },
  });
  expect((await it.files()).filter((path) => path.endsWith('.mp4'))).toEqual([]);
});

test('HTML instead of a video is never archived; the video is, once it is there', async () => {
  const id = it.aTask();
  const html = it.provider.failNext('html-as-video', { taskId: id, file: 'video' });
  it.add(id);
  await html.reached;
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
  const video = (await it.files()).find((path) => path.endsWith('.mp4')) ?? '';
  expect(await readFile(join(it.folder, 'archive', video))).toEqual(
    Buffer.from(it.provider.bytesOf('aurora.mp4')),
  );
});

test('a refused key is not tried again until it changes, and then everything goes on', async () => {
  await it.saveAccount('wrong-key');
  const [one, two] = [it.aTask(), it.aTask('tide.mp4')];
  it.add(one);
  await it.until(() => it.core.accounts.views()[0]?.block?.code === 'key-refused');
  it.add(two);
  expect(
    it.provider.requests.filter(({ authorization }) => authorization === 'Bearer wrong-key'),
  ).toHaveLength(1);
  await it.saveAccount(it.provider.key);
  await Promise.all([it.ends(one), it.ends(two)]);
  expect([it.taskOf(one).state, it.taskOf(two).state]).toEqual(['archived', 'archived']);
  expect(it.core.accounts.views()[0]).not.toHaveProperty('block');
});

test('an archive folder that goes away holds the downloads, and its return lets them go on', async () => {
  const first = it.aTask();
  it.add(first);
  await it.ends(first);
  await rename(join(it.folder, 'archive'), join(it.folder, 'unplugged'));
  const second = it.aTask('tide.mp4');
  it.add(second);
  await it.until(() => it.core.archiveManager.problem?.code === 'folder-missing');
  expect(it.taskOf(second).state).toBe('ready');
  expect(await readdir(it.folder)).toEqual(['unplugged']);
  await rename(join(it.folder, 'unplugged'), join(it.folder, 'archive'));
  await it.ends(second);
  expect(it.taskOf(second).state).toBe('archived');
  expect(it.core.archiveManager.problem).toBeUndefined();
});

test('a paused task is neither asked about nor fetched until it is resumed', async () => {
  const id = it.aTask('large.mp4');
  const stall = it.provider.failNext('stall', {
    taskId: id,
    file: 'video',
    with: { stallAfterBytes: 9_000 },
  });
  it.add(id);
  await stall.reached;
  await it.core.tasks.pause([it.taskOf(id).id], true);
  await it.reaches(id, 'ready');
  stall.release();
  const before = it.provider.requestsOf(id).length;
  const other = it.aTask();
  it.add(other);
  await it.ends(other);
  expect(it.provider.requestsOf(id)).toHaveLength(before);
  await it.core.tasks.pause([it.taskOf(id).id], false);
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
});

test('after a restart everything goes on where it was', async () => {
  const [done, running] = [
    it.aTask(),
    it.provider.addTask({
      endpoint: 'aleph',
      script: [{ state: 'generating' }, { state: 'success', video: 'tide.mp4' }],
    }),
  ];
  it.add(done);
  it.add(running, 'aleph');
  await it.ends(done);
  await it.reaches(running, 'running');
  await it.core.stop();
  it.provider.advance(running);
  await it.restart();
  await it.ends(running);
  expect(it.taskOf(done).state).toBe('archived');
  expect(it.taskOf(running).state).toBe('archived');
});

test('a video that was all there when a crash came needs no link any more', async () => {
  const id = it.aTask('tide.mp4');
  const stall = it.provider.failNext('stall', {
    taskId: id,
    file: 'video',
    with: { stallAfterBytes: 9_000 },
  });
  it.add(id);
  await it.until(() => it.core.transfers.progress().some(({ receivedBytes }) => receivedBytes > 0));
  await it.core.stop();
  stall.release();
  const base = it.taskOf(id).reservedPath ?? '';
  const part = join(it.folder, 'archive', `${base}.mp4.part`);
  const note = JSON.parse(await readFile(`${part}.json`, 'utf8')) as object;
  const bytes = it.provider.bytesOf('tide.mp4');
  const provenSha256 = createHash('sha256').update(bytes).digest('hex');
  await writeFile(part, bytes);
  await writeFile(
    `${part}.json`,
    JSON.stringify({ ...note, provenBytes: bytes.length, provenSha256 }),
  );
  it.provider.fault('file-410', { taskId: id, file: 'video' });
  await it.restart();
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
});

test('a crash after the files and before the ledger doubles nothing', async () => {
  const id = it.aTask();
  it.add(id);
  await it.reaches(id, 'downloading'); // its name has been flushed, nothing since
  const before = new Map(it.store.documents);
  await it.ends(id);
  await it.core.stop();
  const files = await it.files();
  it.store.documents.clear();
  for (const [name, text] of before) it.store.documents.set(name, text);
  it.provider.clearRequests();
  await it.restart();
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
  expect(await it.files()).toEqual(files);
  expect(it.provider.requestsOf(id).filter(({ file }) => file !== undefined)).toEqual([]);
});

test('ids that were accepted are in the store before anything was asked', () => {
  const id = it.provider.unknownId();
  it.add(id);
  expect([...it.store.documents.values()].join()).toContain(id);
  expect(it.provider.requests).toEqual([]);
});

test('a store that refuses takes nothing in, and says why', async () => {
  it.store.refusal = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  const id = toTaskId(it.provider.unknownId());
  if (id === undefined) throw new Error('not an id');
  expect(await it.core.tasks.add({ ids: [id], accountId: it.accountId })).toEqual({
    ok: false,
    failure: { code: 'not-saved', what: 'ids', reason: 'full', detail: 'ENOSPC' },
  });
  expect(it.core.tasks.get(id)).toBeUndefined();
});

test('an unfinished task whose account is removed stays, and goes on with another one', async () => {
  const id = it.provider.addTask({
    endpoint: 'runway',
    script: [{ state: 'generating' }, { state: 'success', video: 'aurora.mp4' }],
  });
  it.add(id);
  await it.reaches(id, 'running');
  it.core.accountService.remove(it.accountId);
  it.provider.advance(id);
  await it.until(() => it.taskOf(id).hindrance?.code === 'account-unknown');
  await it.saveAccount(it.provider.key);
  it.add(id);
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
});

test('transfers that begin together in a folder nobody has opened yet share one archive', async () => {
  const ids = ['aurora.mp4', 'tide.mp4', 'dunes.mp4'].map((video) => it.aTask(video));
  const opened = await Promise.all(ids.map(() => it.core.archiveManager.open()));
  const archives = new Set(opened.map((outcome) => (outcome.ok ? outcome.value : undefined)));
  expect([...archives]).toEqual([it.core.archiveManager.current]);
  for (const id of ids) it.add(id);
  await Promise.all(ids.map((id) => it.ends(id)));
  expect(ids.map((id) => it.taskOf(id).state)).toEqual(['archived', 'archived', 'archived']);
});
