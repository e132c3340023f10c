import { join } from 'node:path';
import type { CoreHarness } from '../../integration/core-harness.ts';
import { loseLedger } from '../../integration/upkeep-harness.ts';
import { idOf } from './library.ts';

/** Something that Reelkeep does in an archive, to its end. */
export type HostileJob = (it: CoreHarness, ids: readonly string[]) => Promise<void>;

/** Resolves when no job is at work. */
export const idle = (it: CoreHarness): Promise<void> =>
  it.until(() => it.core.jobs.current === undefined);

/** Reads every file again. What Reelkeep does by itself after its start comes first. */
async function check(it: CoreHarness): Promise<void> {
  for (;;) {
    await idle(it);
    const started = await it.core.upkeep.integrityCheck.check();
    await idle(it);
    if (started.ok || started.failure.code !== 'busy') return;
  }
}

/** Every job, by what it does. A refusal is an end too; what is told is looked at afterwards. */
export const jobs: { readonly [name: string]: HostileJob } = {
  check,
  repair: async (it) => {
    await check(it);
    await it.core.upkeep.repair.repair();
    await idle(it);
  },
  rename: async (it) => {
    it.core.names.change('{endpoint}/{id}');
    const started = it.core.upkeep.renamer.start();
    if (started.ok) await started.value.whenDone;
  },
  move: async (it) => {
    const path = join(it.folder, 'moved/archive');
    await it.core.setArchiveFolder({ path, choice: 'move' });
    await idle(it);
  },
  mirror: async (it) => {
    const set = await it.core.upkeep.mirror.set(join(it.folder, 'mirror'));
    if (set.ok) await it.until(() => it.core.upkeep.mirror.view?.state !== 'waiting');
    await idle(it);
  },
  'read again': async (it) => {
    await it.core.upkeep.rebuild.read({ includesRemoved: true });
    await idle(it);
  },
  'read anew': async (it) => {
    await it.core.stop();
    loseLedger(it);
    await it.restart();
    await it.core.archiveManager.reopen();
    await it.core.upkeep.rebuild.read({ includesRemoved: true });
    await idle(it);
  },
  open: async (it) => {
    await it.core.archiveManager.openExisting(join(it.folder, 'archive'));
    await it.core.upkeep.rebuild.read({ includesRemoved: false });
    await idle(it);
  },
  annotate: async (it, ids) => {
    for (const id of ids) {
      it.core.upkeep.annotations.annotate({ id: idOf(id), tags: ['kept'], notes: 'mine' });
    }
    await it.core.upkeep.annotations.writeStaleSidecars();
  },
  trash: async (it, ids) => {
    const all = ids.map(idOf).filter((id) => it.core.tasks.get(id) !== undefined);
    await it.core.upkeep.trash.remove(all, true);
    await it.core.upkeep.trash.moveNow(all);
  },
};
