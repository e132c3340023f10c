import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { SaveFailedError } from '../../electron/core/settings/save-failed-error.ts';
import { describeFailure } from '../../electron/shared/messages/failures.ts';
import { toTaskId } from '../../electron/shared/id.ts';
import { canMount, Drive } from '../fake/drive.ts';
import { Bench } from './bench.ts';

let bench: Bench;
let drive: Drive;

async function benchOnStateDrive(): Promise<void> {
  bench = await Bench.start({
    prepare: async (folder) => {
      await mkdir(join(folder, 'store'));
      drive = Drive.mount(join(folder, 'store'), 'size=1m');
    },
  });
}

afterEach(async () => {
  await bench.it.core.stop();
  drive.unmount();
  await bench.stop();
});

function isUnwritable(): boolean {
  return bench.it.core.alerts.list().some(({ alert }) => alert.code === 'state-unwritable');
}

function add(text: string) {
  const id = toTaskId(text);
  if (id === undefined) throw new Error(text);
  return bench.it.core.tasks.add({ ids: [id], accountId: bench.it.accountId, endpoint: 'runway' });
}

interface DiskCase {
  readonly disk: string;
  /** The words that follow the folder's name. */
  readonly says: (folder: string) => string;
  readonly close: () => Promise<void> | void;
  readonly open: () => Promise<void> | void;
}

/** What a disk does that can only be read, or is full to the last byte. */
const disks: readonly DiskCase[] = [
  {
    disk: 'can only be read',
    says: (folder) => `can't write to its data folder “${folder}”`,
    close: () => {
      drive.remount('ro');
    },
    open: () => {
      drive.remount('rw');
    },
  },
  {
    disk: 'is full',
    says: (folder) => `data folder “${folder}” is full`,
    close: async () => {
      const path = join(bench.folder, 'store', 'holiday.bin');
      await writeFile(path, Buffer.alloc(2 * 1024 ** 2)).catch(() => undefined); // to the brim
    },
    open: () => rm(join(bench.folder, 'store', 'holiday.bin')),
  },
];

describe.runIf(canMount).each(disks)(
  'A disk of the settings and the ledger that $disk (needs mount)',
  (given) => {
    const { close, open, says } = given;

    test('starts the app with all it has, refuses what it cannot keep, and goes on by itself', async () => {
      await benchOnStateDrive();
      const known = bench.it.aTask('tide.mp4');
      bench.it.add(known, 'runway');
      await bench.until(() => bench.it.taskOf(known).state === 'archived', 'archived');
      await bench.it.core.stop();
      await close();
      await bench.it.restart();

      expect(bench.it.taskOf(known).state).toBe('archived');
      expect(bench.it.core.accounts.views()).toMatchObject([{ hasKey: true }]);
      expect(isUnwritable()).toBe(true);
      const id = bench.it.aTask('aurora.mp4');
      const refused = await add(id);
      expect(refused).toMatchObject({ ok: false, failure: { code: 'not-saved', what: 'ids' } });
      // What is said is about this disk, and not about the archive's, which has room.
      const words = refused.ok ? undefined : describeFailure(refused.failure);
      expect(words?.sentence).toContain(says(join(bench.folder, 'store')));
      expect(words?.remedy).not.toContain('archive folder');
      expect(bench.it.core.archiveManager.problem).toBeUndefined();
      expect(() => bench.it.core.settings.change({ simultaneousTransfers: 7 })).toThrow(
        SaveFailedError,
      );
      expect(bench.it.core.settings.current().simultaneousTransfers).toBe(3);
      await expect(bench.it.saveAccount('another-key')).rejects.toThrow(SaveFailedError);
      expect(() => bench.it.core.accountService.remove(bench.it.accountId)).toThrow(
        SaveFailedError,
      );
      expect(bench.it.core.accounts.views()).toMatchObject([{ hasKey: true }]);

      await open();
      await bench.hurryUntil(() => !isUnwritable(), 'it can be written again');
      expect((await add(id)).ok).toBe(true);
      await bench.until(() => bench.it.taskOf(id).state === 'archived', 'the new one is archived');
      await bench.it.core.stop();
      await bench.it.restart();
      expect(bench.it.taskOf(id).state).toBe('archived');
    });

    test('does not keep a video from the archive that is under way', async () => {
      await benchOnStateDrive();
      const { id, goOn } = await bench.halfway();
      await close();
      goOn();
      await bench.until(() => bench.it.taskOf(id).state === 'archived', 'archived');
      await bench.until(isUnwritable, 'the user is told');
      expect(bench.it.core.archiveManager.problem).toBeUndefined(); // the archive has room
      await open();
      await bench.hurryUntil(() => !isUnwritable(), 'it can be written again');
      await bench.it.core.stop();
      await bench.it.restart();
      expect(bench.it.taskOf(id).state).toBe('archived');
    });
  },
);
