import { appendFile, cp, readdir, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Archive } from '../../electron/core/archive/archive.ts';
import { CoreHarness } from './core-harness.ts';

let harness: CoreHarness;
let from: string;
let to: string;

beforeEach(async () => {
  harness = await CoreHarness.start();
  from = join(harness.folder, 'archive');
  to = join(harness.folder, 'elsewhere');
  const id = harness.aTask();
  harness.add(id, 'runway');
  await harness.reaches(id, 'archived');
});
afterEach(() => harness.stop());

async function filesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).sort();
}

function choose(path: string, choice?: 'move') {
  return harness.core.setArchiveFolder({ path, choice });
}

function alertCodes(): readonly string[] {
  return harness.core.alerts.list().map(({ alert }) => alert.code);
}

/** Moves everything, as far as it goes. */
async function move(): Promise<void> {
  expect(await choose(to, 'move')).toMatchObject({ ok: true });
  await harness.until(() => alertCodes().length > 0);
}

function root(): string | undefined {
  return harness.core.archiveManager.current?.root.path;
}

describe('the present folder', () => {
  test('chosen again stays in the hands of whoever works in it', async () => {
    const before = harness.core.archiveManager.current;
    expect(await choose(from)).toMatchObject({ ok: true });
    expect(harness.core.archiveManager.current).toBe(before);
  });

  test('whose slow drive answers late does not take the place of another that was chosen', async () => {
    await harness.core.stop();
    await harness.restart();
    const open = Archive.open.bind(Archive);
    let isChosen: () => void = () => undefined;
    const chosen = new Promise<void>((resolve) => (isChosen = resolve));
    vi.spyOn(Archive, 'open').mockImplementationOnce(async (path, options) => {
      const opened = await open(path, options);
      await chosen;
      return opened;
    });
    const slow = harness.core.archiveManager.open();
    await harness.core.archiveManager.switchTo(to);
    isChosen();
    expect(await slow).toMatchObject({ ok: true, value: { root: { path: to } } });
    vi.restoreAllMocks();
    expect(harness.core.settings.current().archiveFolder).toBe(to);
    expect(root()).toBe(to);
  });
});

describe('moving', () => {
  test('goes nowhere when the old drive is unplugged in the last moment', async () => {
    const { archiveManager: archiveRoot, transfers, settings } = harness.core;
    const open = archiveRoot.open.bind(archiveRoot);
    const whileHeld = transfers.runPaused.bind(transfers);
    transfers.runPaused = (work) => {
      archiveRoot.open = async () => {
        const opened = await open();
        archiveRoot.open = open;
        await rename(from, `${from} away`);
        return opened;
      };
      return whileHeld(work);
    };
    await move();
    expect(alertCodes()).toEqual(['move-stopped']);
    expect(settings.current().archiveFolder).toBe(from);
    expect((await filesIn(to)).filter((path) => path.endsWith('.mp4'))).toHaveLength(1);
    await rename(`${from} away`, from);
  });

  test('never writes into a copy that somebody has made of the archive', async () => {
    await cp(from, to, { recursive: true });
    const video = (await filesIn(to)).find((path) => path.endsWith('.mp4')) ?? '';
    await appendFile(join(to, video), 'another cut');
    expect(await choose(to, 'move')).toMatchObject({ failure: { code: 'folder-not-empty' } });
  });

  test('goes nowhere while a year lies behind a link, which it does not follow', async () => {
    await rename(join(from, '2026'), join(harness.folder, '2026 on a larger disk'));
    await symlink(join(harness.folder, '2026 on a larger disk'), join(from, '2026'));
    await move();
    expect(alertCodes()).toEqual(['move-stopped']);
    expect(root()).toBe(from);
  });
});
