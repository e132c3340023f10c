import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Step, TaskEndpoint } from '../fake/provider/script.ts';
import { wav } from '../unit/core/media/sounds.ts';
import { CoreHarness } from './core-harness.ts';

let it: CoreHarness;

beforeEach(async () => {
  it = await CoreHarness.start();
  it.provider.addFile('song.wav', wav());
});

afterEach(() => it.stop());

function aTask(endpoint: TaskEndpoint, step: Step, id?: string): string {
  return it.provider.addTask({ endpoint, script: [step], ...(id !== undefined && { id }) });
}

/** The task's files as they lie there, less their common beginning. */
async function names(id: string): Promise<readonly string[]> {
  const base = it.taskOf(id).reservedPath ?? '';
  const own = (await it.files()).filter((path) => path.startsWith(base));
  return own.map((path) => path.slice(base.length));
}

const video = { state: 'success', video: 'aurora.mp4' } as const;

test('a Veo id is asked about at Veo first, and both files are archived with what they cost', async () => {
  const id = aTask('veo', { ...video, results: ['tide.mp4'] }, 'veo_task_8f3c1d7a52b94e60');
  it.add(id);
  await it.ends(id);
  expect(it.taskOf(id)).toMatchObject({ state: 'archived', endpoint: 'veo' });
  expect(new Set(it.endpointsAsked(id))).toEqual(new Set(['veo']));
  expect(it.taskOf(id).reservedPath).toContain('[8f3c1d7a]');
  expect(await names(id)).toEqual([' 2.mp4', '.json', '.mp4']);
  const sidecar = await readFile(
    join(it.folder, 'archive', `${it.taskOf(id).reservedPath ?? ''}.json`),
    'utf8',
  );
  expect(JSON.parse(sidecar)).toMatchObject({ endpoint: 'veo', record: { creditsConsumed: 60 } });
});

test.each<readonly [TaskEndpoint, Step, readonly string[]]>([
  ['luma', video, ['.json', '.mp4']],
  ['suno', video, ['.json', '.mp4']],
  ['market', { ...video, place: 'watermark' }, ['.json', '.mp4']],
  ['market', { ...video, place: 'video-url' }, ['.json', '.mp4']],
  ['market', { state: 'success', video: 'song.wav', place: 'sound' }, ['.json', '.wav']],
  ['veo', { ...video, untidy: 'blanks' }, ['.json', '.mp4']],
])('a success of %s is archived: %j', async (endpoint, step, files) => {
  const id = aTask(endpoint, step);
  it.add(id);
  await it.ends(id);
  expect(it.taskOf(id)).toMatchObject({ state: 'archived', endpoint });
  expect(await names(id)).toEqual(files);
});

test('an unknown id costs one round over all endpoints, and the owner of the last comes first', async () => {
  const first = aTask('suno', video);
  it.add(first);
  await it.ends(first);
  expect(it.endpointsAsked(first).slice(0, 6)).toEqual([
    'runway',
    'aleph',
    'market',
    'veo',
    'luma',
    'suno',
  ]);
  const second = aTask('suno', video);
  it.add(second);
  await it.ends(second);
  expect(new Set(it.endpointsAsked(second))).toEqual(new Set(['suno']));
  await it.restart();
  const third = aTask('suno', video);
  it.add(third);
  await it.ends(third);
  expect(new Set(it.endpointsAsked(third))).toEqual(new Set(['suno']));
});

test('an endpoint that a provider does not have is no trouble of the account', async () => {
  const known = aTask('runway', video);
  it.add(known);
  await it.ends(known);
  it.provider.fault('http-404', { endpoint: 'aleph' });
  const id = aTask('veo', video);
  it.add(id);
  await it.ends(id);
  expect(it.taskOf(id)).toMatchObject({ state: 'archived', endpoint: 'veo' });
  expect(it.core.accounts.views()[0]?.block).toBeUndefined();
});
