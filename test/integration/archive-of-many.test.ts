import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeSidecar } from '../../electron/core/archive/metadata/sidecar.ts';
import { aProof, aSidecar, fixtureBytes } from '../unit/core/archive/archive-harness.ts';
import { CoreHarness } from './core-harness.ts';

const manyVideos = 10_000;

let it: CoreHarness;

beforeEach(async () => {
  it = await CoreHarness.start();
});

afterEach(() => it.stop());

/** An archive of another time, every video of which has the same few bytes. */
async function anArchiveOfMany(): Promise<string> {
  const root = join(it.folder, 'many');
  const proven = await aProof();
  mkdirSync(root);
  writeFileSync(join(root, '.reelkeep'), `{"id":"${randomUUID()}","version":1}\n`);
  writeFileSync(join(root, 'original'), await fixtureBytes('tide.mp4'));
  const [oneId, onePath] = ['f'.repeat(32), '2010/01/video one.mp4'];
  const files = [{ role: 'video' as const, path: onePath, ...proven }];
  const text = writeSidecar(aSidecar({ taskId: oneId, files }));
  for (let n = 0; n < manyVideos; n += 1) {
    const folder = `20${String(10 + (n % 17))}/${String(1 + (n % 12)).padStart(2, '0')}`;
    if (n < 17 * 12) mkdirSync(join(root, folder), { recursive: true });
    const path = `${folder}/video ${String(n)}.mp4`;
    linkSync(join(root, 'original'), join(root, path));
    const own = text.replace(oneId, n.toString(16).padStart(32, '0'));
    const sidecar = own.replace('video one.mp4', `video ${String(n)}.mp4`);
    writeFileSync(join(root, path.replace('.mp4', '.json')), sidecar);
  }
  return root;
}

test('ten thousand sidecars are read with progress, stopped when asked, and then to the end', async () => {
  const root = await anArchiveOfMany();
  expect((await it.core.archiveManager.openExisting(root)).ok).toBe(true);
  await it.until(() => (it.core.jobs.current?.done ?? 0) > 100);
  expect(it.core.jobs.current).toMatchObject({ kind: 'rebuild', total: manyVideos, unit: 'files' });
  it.core.jobs.cancel('rebuild');
  await it.until(() => it.core.jobs.current === undefined);
  // Half an archive would look like a whole one.
  expect([...it.core.tasks.tasks()]).toEqual([]);
  expect(it.core.alerts.list()).toEqual([]);

  expect((await it.core.upkeep.rebuild.read({ includesRemoved: false })).ok).toBe(true);
  await it.until(() => it.core.alerts.list().length > 0);
  expect(it.core.alerts.list()[0]?.alert).toMatchObject({
    code: 'rebuilt',
    videos: manyVideos,
    damaged: 0,
  });
  expect([...it.core.tasks.tasks()]).toHaveLength(manyVideos);
  it.core.jobs.cancel('scrub');
}, 60_000);
