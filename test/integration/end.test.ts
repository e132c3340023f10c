import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeSidecar } from '../../electron/core/archive/metadata/sidecar.ts';
import { isAnyBusy } from '../../electron/core/files/gate.ts';
import { aProof, aSidecar, fixtureBytes } from '../unit/core/archive/archive-harness.ts';
import { CoreHarness } from './core-harness.ts';

const videos = 40;

let it: CoreHarness;
let root: string;

beforeEach(async () => {
  it = await CoreHarness.start();
  root = join(it.folder, 'many');
  await mkdir(join(root, '2026/11'), { recursive: true });
  await writeFile(join(root, '.reelkeep'), `{"id":"${randomUUID()}","version":1}\n`);
  const proven = await aProof();
  const bytes = await fixtureBytes('tide.mp4');
  for (let n = 0; n < videos; n += 1) {
    const path = `2026/11/video ${String(n)}.mp4`;
    const taskId = n.toString(16).padStart(32, '0');
    const files = [{ role: 'video' as const, path, ...proven }];
    await writeFile(join(root, path), bytes);
    // Another account than the ledger will name: the check writes each of them again.
    await writeFile(
      join(root, path.replace('.mp4', '.json')),
      writeSidecar(aSidecar({ taskId, files })),
    );
  }
});

afterEach(() => it.stop());

async function untilAtOnce(holds: () => boolean): Promise<void> {
  while (!holds()) await nextTurn();
}

const moments: readonly (readonly [string, () => boolean])[] = [
  ['when the archive is opened', () => it.core.archiveManager.current !== undefined],
  ['while it is read', () => (it.core.jobs.current?.done ?? 0) > videos / 2],
  ['right when it has been read', () => it.core.alerts.isRaised('rebuild')],
  ['when the check of it has begun', () => it.core.jobs.current?.kind === 'scrub'],
  [
    'while it is checked',
    () =>
      [...it.core.tasks.tasks()].some(
        ({ state, ...task }) =>
          state === 'archived' && 'checkedAtMs' in task && task.checkedAtMs !== 0,
      ),
  ],
];

test.each(moments)('ended %s, nothing reaches the archive any more', async (_moment, holds) => {
  const adopted = it.core.archiveManager.openExisting(root);
  await untilAtOnce(holds);
  await it.core.stop();
  expect(isAnyBusy()).toBe(false);
  const names = await readdir(root, { recursive: true });
  await adopted;
  for (let turn = 0; turn < 50; turn += 1) {
    await nextTurn();
    expect(isAnyBusy()).toBe(false);
  }
  expect(await readdir(root, { recursive: true })).toEqual(names);
  expect(it.core.jobs.current).toBeUndefined();
  expect(await it.core.upkeep.integrityCheck.check()).toMatchObject({ ok: false });
  await rm(root, { recursive: true });
});
