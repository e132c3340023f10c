import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeFailure } from '../../electron/shared/messages/failures.ts';
import { expectAllWell } from './hostile/expectations.ts';
import { jobs } from './hostile/jobs.ts';
import { commonNames, Library, type Case } from './hostile/library.ts';
import { plants } from './hostile/plants.ts';

// The names of Reelkeep's that are no task's, with every kind of thing under them, and a whole life after it.

let library: Library;

beforeAll(async () => {
  library = await Library.archived(2);
}, 60_000);

afterAll(() => library.stop());

function commonPath(it: Case, name: string): string {
  const month = dirname(it.baseOf(library.ids[0] ?? ''));
  return join(it.archive, name.replace('{month}', month).replace('{year}', dirname(month)));
}

const aLife = [
  'check',
  'repair',
  'annotate',
  'rename',
  'mirror',
  'read again',
  'open',
  'move',
  'trash',
];

describe.each(commonNames)('at %s', (name) => {
  test.each(Object.entries(plants))(
    '%s is told, and every job keeps to the archive',
    async (_title, plant) => {
      const it = await library.copy();
      const path = commonPath(it, name);
      await plant(path, it.outside);
      await mkdir(join(it.folder, 'mirror'), { recursive: true });
      await plant(path.replace('/archive/', '/mirror/'), it.outside);
      await it.outside.remember();
      const harness = await it.start();
      try {
        await harness.core.archiveManager.reopen();
        for (const job of aLife) await jobs[job]?.(harness, library.ids);
        const { problem } = harness.core.archiveManager;
        if (problem !== undefined) expect(describeFailure(problem).sentence).not.toBe('');
        await expectAllWell(it, harness);
      } finally {
        await it.end();
      }
    },
  );
});
