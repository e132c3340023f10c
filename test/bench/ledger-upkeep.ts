import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../electron/core/platform/clock.ts';
import { composeCore } from '../../electron/core/app/compose.ts';
import { nobodyListens } from '../../electron/core/app/nobody-listens.ts';
import type { Core } from '../../electron/core/app/core.ts';
import { silentLog } from '../../electron/core/platform/log.ts';
import type { Store } from '../../electron/core/platform/store.ts';
import { TaskRepository } from '../../electron/core/ledger/repository.ts';
import { Publisher } from '../../electron/host/page/publisher.ts';
import { removedKeptMs, undoMs } from '../../electron/shared/trash-view.ts';
import { defaultFileNames } from '../../electron/shared/settings/setting-values.ts';
import type { ArchivedTask } from '../../electron/shared/task.ts';
import type { TaskId } from '../../electron/shared/id.ts';
import { FakeVault } from '../fake/vault.ts';
import { anArchivedTask, aFile, idNumber } from '../unit/builders.ts';
import { watched, type Row } from './blocks.ts';

// What the upkeep of very many tasks costs everybody else: starting with them, giving them other names,
// removing them, their files' way to the trash, putting them back, and forgetting them.

/** Tasks whose files do go to the trash: each costs a few looks at the disk. */
const maxMoved = 300;

const dayMs = 86_400_000;

/** A clock that stands still unless it is put forward: files go to the trash a minute after their task. */
class ShiftedClock {
  aheadMs = 0;
  readonly #beganAtMs = systemClock.now();
  readonly elapsed = () => systemClock.elapsed();
  readonly now = () => this.#beganAtMs + this.aheadMs;
  readonly after = (delayMs: number, run: () => void) => systemClock.after(delayMs, run);
}

interface Rig {
  readonly store: Store;
  readonly folder: string;
  readonly clock: ShiftedClock;
}

function compose({ store, folder, clock }: Rig): { core: Core; publisher: Publisher } {
  const publisher = new Publisher({ clock, send: (patch) => void JSON.stringify(patch) });
  const core: Core = composeCore(
    {
      store,
      vault: new FakeVault(),
      trash: { put: () => Promise.resolve({ ok: true, value: undefined }) },
      clock,
      log: silentLog,
      isOnline: () => false,
      random: Math.random,
      userAgent: 'Bench',
      appVersion: '0.0.0',
      defaultArchiveFolder: join(folder, 'archive'),
    },
    {
      ...nobodyListens,
      onTaskChanged: (task) => {
        publisher.tasks([task]);
      },
      onTaskRemoved: (id) => {
        publisher.removed([id]);
      },
      onAlertsChanged: () => {
        publisher.set({ alerts: core.alerts.list() });
      },
      onTrashChanged: () => {
        publisher.set({ trash: core.upkeep.trash.view() });
      },
      onJobChanged: () => {
        publisher.set({ job: core.jobs.current ?? null });
      },
    },
  );
  return { core, publisher };
}

function aTask(n: number, archiveId: string): ArchivedTask {
  const prompt = `A lighthouse in a storm, seen from the sea, take ${String(n)}. `.repeat(6);
  const addedAtMs = Date.UTC(2026, 10, 22) - (n % 120) * dayMs;
  const base = `2026/11/2026-11-22 A lighthouse in a storm ${String(n)} [${idNumber(n).slice(-8)}]`;
  const files = [
    aFile({ path: `${base}.mp4` }),
    aFile({ role: 'thumbnail', path: `${base}.jpg`, extension: 'jpg', mimeType: 'image/jpeg' }),
  ];
  const record = { prompt, parameters: { prompt, duration: 5, quality: '720p' } };
  const id = idNumber(n);
  return anArchivedTask({ id, addedAtMs, record, archiveId, files, reservedPath: base });
}

/** A ledger of so many archived tasks, of an archive that is there and has none of their files. */
async function fill(rig: Rig, count: number): Promise<readonly TaskId[]> {
  const { core } = compose(rig);
  const archive = await core.archiveManager.open();
  if (!archive.ok) throw new Error(archive.failure.code);
  const repository = new TaskRepository({ ...rig, log: silentLog });
  const tasks = Array.from({ length: count }, (_, n) => aTask(n + 1, archive.value.id));
  for (const task of tasks) repository.put(task);
  const refused = repository.flush();
  if (refused !== undefined) throw refused;
  return tasks.map(({ id }) => id);
}

async function whenIdle({ jobs }: Core): Promise<void> {
  while (jobs.current !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
}

type Measure = (call: string, work: () => unknown) => Promise<void>;

async function restart(rig: Rig, words: string, measure: Measure): Promise<Core> {
  const { core } = compose(rig);
  await measure(`start with ${words}`, () => core.start());
  await measure(`open the archive with ${words}`, () => core.archiveManager.reopen());
  return core;
}

async function measureNames(core: Core, ids: readonly TaskId[], measure: Measure): Promise<void> {
  core.names.change('{year}/{month}/{id} {prompt}');
  await measure('plan to rename all', () => core.upkeep.renamer.plan());
  await measure('begin to rename all', async () => {
    core.upkeep.renamer.start();
    setTimeout(() => {
      core.jobs.cancel('rename');
    }, 3_000);
    await whenIdle(core);
  });
  core.names.change(defaultFileNames);
  await measure('look at all for a check', async () => {
    await core.upkeep.integrityCheck.check();
    setTimeout(() => {
      core.jobs.cancel('scrub');
    }, 3_000);
    await whenIdle(core);
  });
  await measure('repair a few', async () => {
    const paths = (id: TaskId) => [`${core.tasks.get(id)?.reservedPath ?? ''}.mp4`];
    for (const id of ids.slice(0, 10)) {
      const damage = { kind: 'missing', paths: paths(id), foundAtMs: 0 } as const;
      core.tasks.apply(id, { type: 'checked', damage });
    }
    await core.upkeep.repair.repair(ids.slice(0, 10));
    await whenIdle(core);
  });
  await measure('read the archive again', async () => {
    await core.upkeep.rebuild.read({ includesRemoved: true });
    await whenIdle(core);
  });
}

async function measureRemoved(
  { rig, core, ids }: { rig: Rig; core: Core; ids: readonly TaskId[] },
  measure: Measure,
): Promise<void> {
  const { trash } = core.upkeep;
  await measure('remove archived ones', () => trash.remove(ids, false));
  await measure('a page of the removed', () => trash.page({ from: 0, count: 100 }));
  await measure('put back archived ones', () => core.tasks.putBack(ids));
  await measure('remove with their files', () => trash.remove(ids.slice(maxMoved), true));
  const move = ids.slice(0, maxMoved);
  await measure('remove a few with files', () => trash.remove(move, true));
  await measure('files of a few to the trash', () => trash.moveNow(move));
  await core.stop();
  rig.clock.aheadMs += undoMs;
}

/**
 * Does with so many archived tasks what the upkeep does.
 * @returns a row for each step
 */
export async function measureUpkeep(
  store: Store,
  folder: string,
  count: number,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const measure: Measure = async (call, work) => {
    rows.push(await watched(call, work));
    console.log(JSON.stringify(rows.at(-1)));
  };
  const rig: Rig = { store, folder, clock: new ShiftedClock() };
  const ids = await fill(rig, count);
  spawnSync('sync'); // else the disk is still busy with that
  const first = await restart(rig, 'all archived', measure);
  await measureNames(first, ids, measure);
  await measureRemoved({ rig, core: first, ids }, measure);

  await rm(join(folder, 'archive'), { recursive: true }); // the drive is away
  const { core } = compose(rig);
  await measure('start with all removed', () => core.start());
  await measure('to the trash, all, and hindered', () => core.upkeep.trash.moveNow(ids));
  rig.clock.aheadMs += removedKeptMs + dayMs;
  await measure('forget all', () => core.upkeep.trash.forget(ids));
  await core.stop();
  return rows;
}
