import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { HungDrive, canHang } from '../fake/hung-drive.ts';
import { CoreHarness } from './core-harness.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanups.splice(0).reverse()) await cleanUp();
});

test.runIf(canHang)(
  'a stop whose patience is over has kept everything, whatever a drive does',
  async () => {
    const it = await CoreHarness.start();
    cleanups.push(() => it.stop());
    const first = it.aTask();
    it.add(first, 'runway');
    await it.reaches(first, 'archived');
    const drive = await HungDrive.mount(join(it.folder, 'archive'));
    cleanups.push(() => drive.unmount());
    const second = it.aTask();
    it.add(second, 'runway');
    await it.reaches(second, 'ready'); // and its transfer waits for the drive
    await it.core.stop(Promise.resolve());
    drive.unmount();
    await it.restart();
    expect(it.core.alerts.list()).toEqual([]);
    expect(it.taskOf(second).state).toBe('ready');
    await it.reaches(second, 'archived');
  },
);
