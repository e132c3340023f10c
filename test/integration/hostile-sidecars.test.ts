import { readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ArchivedTask } from '../../electron/shared/task.ts';
import { anId } from '../unit/builders.ts';
import { CoreHarness } from './core-harness.ts';
import { anArchivedTask, aVideo, filePath, finish, loseLedger, pathOf } from './upkeep-harness.ts';

const strangerId = anId('0123456789abcdef0123456789abcdef');

let it: CoreHarness;
let own: ArchivedTask;

beforeEach(async () => {
  it = await CoreHarness.start();
  own = await anArchivedTask(it, aVideo('a good one'));
});

afterEach(async () => {
  await it.core.stop();
  await it.stop();
});

type Json = { [key: string]: unknown };

/** The good video's own sidecar, as a stranger would change it. */
async function aStranger(change: (json: Json) => Json): Promise<string> {
  const text = await readFile(pathOf(it, `${own.reservedPath ?? ''}.json`), 'utf8');
  return JSON.stringify(change({ ...(JSON.parse(text) as Json), taskId: strangerId }));
}

async function put(path: string, text: string): Promise<void> {
  await writeFile(pathOf(it, path), text);
}

const read = () =>
  finish(it, 'rebuild', () => it.core.upkeep.rebuild.read({ includesRemoved: true }));

const told = () => it.core.alerts.list().find(({ key }) => key === 'rebuild')?.alert;

/** Every file of the archive with its bytes. */
async function everything(): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(pathOf(it, ''), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path, (await readFile(path)).toString('hex')] as const),
    ),
  );
}

describe('a sidecar that was put into the archive', () => {
  test.each([
    ['as they are', {}],
    ['with another hash', { sha256: 'f'.repeat(64) }],
    ['with another size', { sizeBytes: 7 }],
    ['as an input', { role: 'input' }],
  ])('never takes over the files of another video: %s', async (_how, change) => {
    const folder = (own.reservedPath ?? '').split('/').slice(0, -1).join('/');
    const text = await aStranger((json) => ({
      ...json,
      files: (json['files'] as Json[]).map((file) => ({ ...file, folder, ...change })),
    }));
    await put('a stranger.json', text);
    const before = await everything();
    await read();
    expect(it.core.tasks.get(strangerId)).toBeUndefined();
    expect(it.taskOf(own.id)).toMatchObject({ state: 'archived', files: own.files });
    expect(told()).toMatchObject({ refused: own.files.length });
    await finish(it, 'repair', () => it.core.upkeep.repair.repair());
    expect(await everything()).toEqual(before);
  });

  test.each(['.reelkeep', '.reelkeep-rename.json', '../outside.mp4', 'manifest-sha256.txt'])(
    'never speaks for %s',
    async (name) => {
      await put(
        'a stranger.json',
        await aStranger((json) => ({
          ...json,
          files: (json['files'] as Json[]).map((file) => ({ ...file, name, folder: '' })),
        })),
      );
      const before = await everything();
      await read();
      await finish(it, 'repair', () => it.core.upkeep.repair.repair());
      expect(it.core.tasks.get(strangerId)).toBeUndefined();
      expect(await everything()).toEqual(before);
    },
  );

  test('has a file elsewhere that is, byte for byte, what it says, and nobody else’s', async () => {
    const video = own.files.find(({ role }) => role === 'video');
    if (video === undefined) throw new Error('no video');
    await put(
      'a stranger.json',
      await aStranger((json) => ({
        ...json,
        files: (json['files'] as Json[]).map((file) =>
          file['role'] === 'video'
            ? { ...file, name: 'mine.mp4', folder: '' }
            : { ...file, folder: 'x' },
        ),
      })),
    );
    await writeFile(pathOf(it, 'mine.mp4'), await readFile(filePath(it, own)));
    await read();
    await it.until(() => it.core.jobs.current === undefined);
    expect(it.core.tasks.get(strangerId)).toMatchObject({
      state: 'archived',
      files: expect.arrayContaining([
        expect.objectContaining({ path: 'mine.mp4', sha256: video.sha256 }),
      ]) as object,
    });
  });

  test('under the name of a second result leaves the first one’s files alone', async () => {
    const base = own.reservedPath ?? '';
    await it.core.stop();
    loseLedger(it);
    await put(`${base} 2.json`, await aStranger((json) => json));
    await it.restart();
    await it.core.archiveManager.reopen();
    await it.until(() => told() !== undefined);
    await it.until(() => it.core.jobs.current === undefined);
    expect(it.taskOf(own.id)).toMatchObject({ state: 'archived', files: own.files });
    expect(it.core.tasks.get(strangerId)).toBeUndefined();
  });
});

test.each(['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '1969-12-31T23:59:59Z'])(
  'a video whose sidecar says %s is there after the next start too',
  async (moment) => {
    const base = own.reservedPath ?? '';
    const json = JSON.parse(await readFile(pathOf(it, `${base}.json`), 'utf8')) as Json;
    await it.core.stop();
    loseLedger(it);
    const times = { added: moment, archived: moment, deadline: moment, mediaSeen: moment };
    await put(`${base}.json`, JSON.stringify({ ...json, times }));
    await it.restart();
    await it.core.archiveManager.reopen();
    await it.until(() => it.core.settings.lastCheck() !== undefined);
    await it.until(() => it.core.jobs.current === undefined);
    const before = it.taskOf(own.id);
    expect(before.state).toBe('archived');
    await it.core.stop();
    await rename(pathOf(it, ''), `${pathOf(it, '')}-away`);
    await it.restart();
    expect(it.taskOf(own.id)).toEqual(before);
  },
);
