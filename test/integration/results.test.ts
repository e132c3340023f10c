import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TransferProgress } from '../../electron/shared/task.ts';
import { readFixture } from '../fake/provider/fixture.ts';
import type { Step } from '../fake/provider/script.ts';
import { verifiedByManifest } from '../unit/core/archive/archive-harness.ts';
import { CoreHarness } from './core-harness.ts';

let it: CoreHarness;

beforeEach(async () => {
  it = await CoreHarness.start();
});

afterEach(() => it.stop());

const videos = {
  state: 'success',
  video: 'aurora.mp4',
  results: ['tide.mp4', 'dunes.mp4'],
} as const;

function aMarketTask(step: Step = videos): string {
  return it.provider.addTask({ endpoint: 'market', prompt: 'a cup of coffee', script: [step] });
}

/** The task's files as they lie there, less their common beginning. */
async function names(id: string): Promise<readonly string[]> {
  const base = it.taskOf(id).reservedPath ?? '';
  const own = (await it.files()).filter((path) => path.startsWith(base));
  return own.map((path) => path.slice(base.length));
}

function read(id: string, ending: string): Promise<Buffer> {
  return readFile(join(it.folder, 'archive', `${it.taskOf(id).reservedPath ?? ''}${ending}`));
}

/** The results that were asked for at the host, by their place in the answer. */
function fetched(id: string): readonly string[] {
  const files = it.provider.requestsOf(id).filter(({ file }) => file !== undefined);
  return files.map(({ path }) => /_(\d)_/.exec(path)?.[1] ?? 'converted');
}

const wrongUrl = { on: 'api', body: readFixture('recorded/download-url-foreign').body } as const;

test('an id of the market is found after Runway and Aleph, and every result is archived', async () => {
  const id = aMarketTask();
  it.add(id);
  await it.ends(id);
  expect(it.taskOf(id)).toMatchObject({ state: 'archived', endpoint: 'market' });
  expect(it.endpointsAsked(id)).toEqual(['runway', 'aleph', 'market']);
  expect(await names(id)).toEqual([' 2.mp4', ' 3.mp4', '.json', '.mp4']);
  expect(await read(id, '.mp4')).toEqual(it.provider.bytesOf('aurora.mp4'));
  expect(await read(id, ' 2.mp4')).toEqual(it.provider.bytesOf('tide.mp4'));
  expect(await read(id, ' 3.mp4')).toEqual(it.provider.bytesOf('dunes.mp4'));
});

test('the sidecar lists every result in order, and the manifest verifies them', async () => {
  const id = aMarketTask();
  it.add(id);
  await it.ends(id);
  const base = it.taskOf(id).reservedPath?.replace(/^.*\//, '') ?? '';
  expect(JSON.parse((await read(id, '.json')).toString())).toMatchObject({
    endpoint: 'market',
    files: ['.mp4', ' 2.mp4', ' 3.mp4'].map((ending) => ({ role: 'video', name: base + ending })),
    rawAnswer: { model: 'grok-imagine/image-to-video' },
  });
  const folder = join(it.folder, 'archive', it.taskOf(id).reservedPath ?? '', '..');
  expect(await verifiedByManifest(folder)).toHaveLength(3);
});

test('pictures of an image model are archived as pictures', async () => {
  const id = aMarketTask({ state: 'success', video: 'still.png', results: ['jpeg-inside.png'] });
  it.add(id);
  await it.ends(id);
  expect(it.taskOf(id)).toMatchObject({
    state: 'archived',
    files: [
      { role: 'video', mimeType: 'image/png' },
      { role: 'video', mimeType: 'image/jpeg' },
    ],
  });
  expect(await names(id)).toEqual([' 2.jpg', '.json', '.png']);
});

test('a picture from Runway is no video: it is asked for by every way, and never archived', async () => {
  const script = [{ state: 'success', video: 'still.png' } as const];
  const id = it.provider.addTask({ endpoint: 'runway', script });
  it.add(id);
  await it.until(() => {
    const task = it.taskOf(id);
    const isBack = task.state === 'ready' && task.linkStep === 'stored';
    const isAsked = it.provider.requests.some(({ via }) => via === 'download-url');
    return isBack && isAsked && task.hindrance?.code === 'media-not-media';
  });
  expect(it.provider.requests.some(({ via }) => via === 'download-url')).toBe(true);
  expect(await names(id)).toEqual([]);
});

test.each(['aurora.mp4', 'still.png'])(
  'a crash between the second and the third result fetches only the third: %s',
  async (name) => {
    const id = aMarketTask({ ...videos, video: name, results: [name, 'large.mp4'] });
    const stall = it.provider.failNext('stall', {
      path: /_3_\d+_/,
      with: { stallAfterBytes: 9_000 },
    });
    it.add(id, 'market');
    await stall.reached;
    await it.core.stop();
    it.provider.clearFaults();
    stall.release();
    it.provider.clearRequests();
    await it.restart();
    await it.ends(id);
    expect(it.taskOf(id)).toMatchObject({ state: 'archived', files: { length: 3 } });
    expect(new Set(fetched(id))).toEqual(new Set(['3']));
    expect((await names(id)).filter((ending) => ending.includes('part'))).toEqual([]);
  },
);

test('a crash after the files and before the ledger doubles none of several', async () => {
  const id = aMarketTask({ ...videos, video: 'still.png' });
  it.add(id, 'market');
  await it.reaches(id, 'downloading');
  const before = new Map(it.store.documents);
  await it.ends(id);
  await it.core.stop();
  const files = await it.files();
  it.store.documents.clear();
  for (const [name, text] of before) it.store.documents.set(name, text);
  it.provider.clearRequests();
  await it.restart();
  await it.ends(id);
  expect(it.taskOf(id)).toMatchObject({ state: 'archived', files: { length: 3 } });
  expect(await it.files()).toEqual(files);
  expect(fetched(id)).toEqual([]);
});

test('one refused link is asked for again, and the others are not fetched twice', async () => {
  const id = aMarketTask();
  it.provider.failNext('file-403', { path: /_2_\d+_/ });
  it.add(id, 'market');
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
  expect(fetched(id)).toEqual(['1', '2', '3', '2']);
  expect(it.endpointsAsked(id)).toEqual(['market', 'market']);
});

test('only the link that stays refused is converted', async () => {
  const id = aMarketTask();
  it.provider.fault('file-403', { path: /_2_\d+_/ });
  it.add(id, 'market');
  await it.ends(id);
  expect(it.taskOf(id).state).toBe('archived');
  expect(fetched(id)).toEqual(['1', '2', '3', '2', 'converted']);
  expect(await read(id, ' 2.mp4')).toEqual(it.provider.bytesOf('tide.mp4'));
});

test('a result that is refused costs none of the others, and the task says what is in its way', async () => {
  const id = aMarketTask();
  it.provider.fault('file-410', { path: /_2_\d+_/ });
  it.provider.fault(wrongUrl, { endpoint: 'download-url' });
  it.add(id, 'market');
  await it.until(() => it.taskOf(id).hindrance?.code === 'media-refused');
  const base = it.taskOf(id).reservedPath ?? '';
  expect(it.taskOf(id)).toMatchObject({
    state: 'ready',
    kept: [{ path: `${base}.mp4` }, { path: `${base} 3.mp4` }],
  });
  expect(await names(id)).toEqual([' 3.mp4', '.json', '.mp4']);
  const sidecar = JSON.parse((await read(id, '.json')).toString()) as {
    files: object[];
    times: object;
  };
  expect(sidecar.files).toHaveLength(2);
  expect(sidecar.times).not.toHaveProperty('archived');
});

test('fresh links for fewer results do not forget the rest', async () => {
  const id = aMarketTask();
  it.provider.failNext('file-403', { path: /_3_\d+_/ }).reached.then(
    () => it.provider.setTask(id, { state: 'success', video: 'aurora.mp4' }),
    () => undefined,
  );
  it.add(id, 'market');
  await it.ends(id);
  expect(it.taskOf(id)).toMatchObject({ state: 'archived', files: { length: 3 } });
});

test('the progress adds the results up and never runs backwards', async () => {
  const id = aMarketTask({ ...videos, video: 'large.mp4' });
  it.provider.fault('throttle', { taskId: id, file: 'video', with: { bytesPerSecond: 4_000_000 } });
  const seen: TransferProgress[] = [];
  it.add(id, 'market');
  await it.until(() => {
    seen.push(...it.core.transfers.progress());
    return it.taskOf(id).state === 'archived';
  });
  const received = seen.map(({ receivedBytes }) => receivedBytes);
  expect(received).toEqual([...received].sort((a, b) => a - b));
  const totalBytes = ['large.mp4', 'tide.mp4', 'dunes.mp4'].reduce(
    (sum, name) => sum + it.provider.bytesOf(name).length,
    0,
  );
  const totals = seen.flatMap((progress) => progress.totalBytes ?? []);
  expect(new Set(totals)).toEqual(new Set([totalBytes]));
  expect(received.at(-1)).toBe(totalBytes);
});

test('a lost video leaves its thumbnail with the recipe beside it, in the manifest', async () => {
  const id = it.aTask();
  const gone = it.provider.fault('file-410', { taskId: id, file: 'video' });
  it.provider.fault(wrongUrl, { endpoint: 'download-url' });
  it.add(id);
  await gone.reached;
  it.provider.setTask(id, { state: 'success', expired: true });
  await it.ends(id);
  expect(it.taskOf(id)).toMatchObject({ state: 'lost', thumbnail: { role: 'thumbnail' } });
  expect(await names(id)).toEqual(['.jpg', '.json']);
  expect(JSON.parse((await read(id, '.json')).toString())).toMatchObject({
    files: [{ role: 'thumbnail' }],
    record: { prompt: 'A golden retriever running through a field of wildflowers' },
  });
  const manifest = await readFile(
    join(it.folder, 'archive', it.taskOf(id).reservedPath ?? '', '..', 'manifest-sha256.txt'),
    'utf8',
  );
  expect(manifest).toContain('.jpg\n');
});
