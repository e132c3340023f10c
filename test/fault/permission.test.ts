import { chmod, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { asNobody, giveToNobody } from '../fake/nobody.ts';
import { Bench } from './bench.ts';
import { expectAllArchived, expectInvariants } from './invariants.ts';

const budget = { calls: 10, files: 60 };

let bench: Bench;

/** A bench whose files are nobody's, the user who the work then is: to root nothing is forbidden. */
async function benchOfNobody(work: () => Promise<void>): Promise<void> {
  bench = await Bench.start();
  await giveToNobody(bench.folder);
  await asNobody(work);
}

afterEach(() => bench.stop());

// Windows has no such permissions.
describe.skipIf(process.platform === 'win32')('Without the right to', () => {
  test('write the archive’s folders → ready (folder-not-writable); given → archived', () =>
    benchOfNobody(async () => {
      const first = bench.it.aTask('tide.mp4');
      bench.it.add(first, 'runway');
      await expectAllArchived(bench, budget);
      const folders = [bench.archive, bench.monthOf(first)];
      const before = await readdir(bench.archive, { recursive: true });
      for (const folder of folders) await chmod(folder, 0o500);
      const id = bench.it.aTask();
      bench.it.add(id, 'runway');
      await bench.untilHindered(id, 'folder-not-writable');
      expect(await readdir(bench.archive, { recursive: true })).toEqual(before);
      for (const folder of folders) await chmod(folder, 0o700);
      await expectAllArchived(bench, budget);
    }));

  test('write the month’s folder → ready (path-refused), for the archive works; given → archived', () =>
    benchOfNobody(async () => {
      const { id, goOn } = await bench.halfway();
      const { mode } = await stat(bench.monthOf(id));
      await chmod(bench.monthOf(id), 0o500);
      bench.addHealthy();
      goOn();
      await bench.untilHindered(id, 'path-refused');
      await chmod(bench.monthOf(id), mode);
      await expectAllArchived(bench, budget);
    }));

  test('read a sidecar of its own → archived under another name, and the sidecar is left as it is', () =>
    benchOfNobody(async () => {
      const id = bench.it.aTask();
      bench.it.add(id, 'runway');
      await expectAllArchived(bench, budget);
      const sidecar = join(bench.archive, `${bench.it.taskOf(id).reservedPath ?? ''}.json`);
      const text = await readFile(sidecar, 'utf8');
      await chmod(sidecar, 0o000);
      await bench.it.core.tasks.remove([bench.it.taskOf(id).id]);
      bench.it.add(id, 'runway');
      await bench.hurryUntil(() => bench.it.taskOf(id).state === 'archived', 'archived again');
      await chmod(sidecar, 0o600);
      expect(`${bench.it.taskOf(id).reservedPath ?? ''}.json`).not.toBe(sidecar);
      expect(await readFile(sidecar, 'utf8')).toBe(text);
    }));

  test('write the ledger → archived all the same, and the refusal is told; given → in the ledger', () =>
    benchOfNobody(async () => {
      const { id, goOn } = await bench.halfway();
      const store = join(bench.folder, 'store');
      const folders = [store, join(store, 'ledger')];
      for (const folder of folders) await chmod(folder, 0o500);
      goOn();
      await bench.until(() => bench.it.taskOf(id).state === 'archived', 'archived');
      expect(bench.errors.splice(0)).toContainEqual(expect.stringContaining('EACCES'));
      for (const folder of folders) await chmod(folder, 0o700);
      await bench.it.core.stop();
      bench.errors.splice(0); // there may have been another try before
      await expectInvariants(bench, budget);
      await bench.it.restart();
      expect(bench.it.taskOf(id).state).toBe('archived');
      expect(bench.errors).toEqual([]);
    }));
});
