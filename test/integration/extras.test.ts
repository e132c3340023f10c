import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ArchivedTask } from '../../electron/shared/task.ts';
import { CoreHarness } from './core-harness.ts';
import { archivedOf, pathOf } from './upkeep-harness.ts';

let it: CoreHarness;

beforeEach(async () => {
  it = await CoreHarness.start();
});

afterEach(() => it.stop());

const done = { state: 'success', video: 'aurora.mp4', thumbnail: 'aurora.jpg' } as const;

/** A link of the fake provider that has this file. */
async function aLink(video: string): Promise<string> {
  const id = it.provider.addTask({ endpoint: 'aleph', script: [{ ...done, video }] });
  it.add(id, 'aleph');
  await it.reaches(id, 'archived');
  return it.taskOf(id).media?.videoUrl ?? '';
}

function edited(inputUrl: string): string {
  const id = it.provider.addTask({ endpoint: 'aleph', inputUrl, script: [done] });
  it.add(id, 'aleph');
  return id;
}

function rolesOf({ files }: ArchivedTask): readonly string[] {
  return files.map(({ role }) => role);
}

async function sidecarOf(task: ArchivedTask): Promise<unknown> {
  return JSON.parse(await readFile(pathOf(it, `${task.reservedPath ?? ''}.json`), 'utf8'));
}

test('the input video is saved after the result, under its own name, and told everywhere', async () => {
  const inputUrl = await aLink('tide.mp4');
  it.core.settings.change({ saveInputs: true });
  const id = edited(inputUrl);
  await it.reaches(id, 'archived');
  await it.until(() => archivedOf(it, id).inputs === undefined);
  const task = archivedOf(it, id);
  expect(rolesOf(task)).toEqual(['video', 'thumbnail', 'input']);
  const [video, , input] = task.files;
  expect(input?.path).toBe(`${task.reservedPath ?? ''} input.mp4`);
  expect(input?.sha256).not.toBe(video?.sha256);
  expect(await sidecarOf(task)).toMatchObject({
    files: [{ role: 'video' }, { role: 'thumbnail' }, { role: 'input', sha256: input?.sha256 }],
    rawAnswer: {},
  });
  const manifests = (await it.files()).filter((path) => path.endsWith('manifest-sha256.txt'));
  const lines = await Promise.all(manifests.map((path) => readFile(pathOf(it, path), 'utf8')));
  expect(lines.join('')).toContain(`${input?.sha256 ?? '?'}  `);
});

test('a dead input link leaves the task archived, quiet and with its reason', async () => {
  it.core.settings.change({ saveInputs: true });
  const id = edited(`${it.provider.baseUrl}/files/gone.mp4`);
  await it.reaches(id, 'archived');
  await it.until(() => archivedOf(it, id).inputs?.[0]?.isOver === true);
  await it.until(() => archivedOf(it, id).isSidecarBehind === undefined);
  const task = archivedOf(it, id);
  expect(rolesOf(task)).toEqual(['video', 'thumbnail']);
  expect(task.hindrance).toBeUndefined();
  expect(it.core.transfers.isBusy).toBe(false);
  expect(await sidecarOf(task)).toMatchObject({ missedInputs: [{ reason: 'media-refused' }] });
});

test('an input on a private address is never asked for', async () => {
  it.core.settings.change({ saveInputs: true });
  const id = edited('https://192.168.0.1/input.mp4');
  await it.reaches(id, 'archived');
  await it.until(() => archivedOf(it, id).inputs?.[0]?.isOver === true);
  expect(archivedOf(it, id).inputs).toMatchObject([
    { tries: 1, failure: { code: 'address-private' } },
  ]);
});

test('without the setting no input is wanted, and switching it on fetches no old ones', async () => {
  const inputUrl = await aLink('tide.mp4');
  const id = edited(inputUrl);
  await it.reaches(id, 'archived');
  expect(archivedOf(it, id).inputs).toBeUndefined();
  it.core.settings.change({ saveInputs: true });
  const later = edited(inputUrl);
  await it.reaches(later, 'archived');
  await it.until(() => rolesOf(archivedOf(it, later)).includes('input'));
  expect(rolesOf(archivedOf(it, id))).toEqual(['video', 'thumbnail']);
});

test('an input that a quit left behind comes after the next start', async () => {
  const inputUrl = await aLink('tide.mp4');
  it.core.settings.change({ saveInputs: true });
  await it.core.upkeep.extras.stop();
  const id = edited(inputUrl);
  await it.reaches(id, 'archived');
  expect(archivedOf(it, id).inputs).toMatchObject([{ url: inputUrl, tries: 0 }]);
  await it.core.stop();
  await it.restart();
  await it.until(() => rolesOf(archivedOf(it, id)).includes('input'));
  expect(archivedOf(it, id).inputs).toBeUndefined();
});

const plain = { state: 'success', video: 'aurora.mp4', thumbnail: 'aurora.jpg' } as const;

/** Tracks a finished task with a picture. */
function pictured(): string {
  const id = it.provider.addTask({ endpoint: 'runway', script: [plain] });
  it.add(id, 'runway');
  return id;
}

test.each([
  'file-404',
  'file-403',
  'file-429',
  'file-503',
  'file-reset',
  'html-file',
  'empty-file',
  'redirect-to-private',
] as const)('a picture comes without a click once its host is rid of %s', async (fault) => {
  const faults = it.provider.fault(fault, { file: 'thumbnail' });
  const id = pictured();
  await it.reaches(id, 'archived');
  faults.clear();
  await it.until(() => archivedOf(it, id).thumbnail !== undefined);
  expect(faults.hits).toBeGreaterThan(0);
  const task = archivedOf(it, id);
  expect(rolesOf(task)).toEqual(['video', 'thumbnail']);
  expect(task.hindrance).toBeUndefined();
  expect(await sidecarOf(task)).toMatchObject({
    files: [{ role: 'video' }, { role: 'thumbnail', sha256: task.thumbnail?.sha256 }],
  });
});

test('a picture that a quit left behind comes after the next start', async () => {
  const dead = it.provider.fault('file-404', { file: 'thumbnail' });
  const id = pictured();
  await it.reaches(id, 'archived');
  await it.core.stop();
  dead.clear();
  await it.restart();
  await it.until(() => archivedOf(it, id).thumbnail !== undefined);
});

test('a video never waits for a picture whose host hangs', async () => {
  const hung = it.provider.fault('file-hang', { file: 'thumbnail' });
  const id = pictured();
  await it.reaches(id, 'archived');
  const later = it.aTask('tide.mp4');
  it.add(later, 'runway');
  await it.reaches(later, 'archived');
  hung.release();
  hung.clear();
  await it.until(() => archivedOf(it, id).thumbnail !== undefined);
});
