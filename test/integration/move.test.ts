import { execFileSync } from 'node:child_process';
import {
  appendFile,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toTaskId } from '../../electron/shared/id.ts';
import { hasSha256sum } from '../unit/core/archive/archive-harness.ts';
import { CoreHarness } from './core-harness.ts';

let harness: CoreHarness;
let from: string;
let to: string;
let first: string;

beforeEach(async () => {
  harness = await CoreHarness.start();
  from = join(harness.folder, 'archive');
  to = join(harness.folder, 'elsewhere', 'films');
  first = harness.aTask();
  harness.add(first, 'runway');
  await harness.reaches(first, 'archived');
});
afterEach(() => harness.stop());

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files.map((file) => join(file.parentPath, file.name).slice(folder.length + 1)).sort();
}

function choose(path: string, choice?: 'move' | 'start-new' | 'open') {
  return harness.core.setArchiveFolder({ path, choice });
}

function alertCodes(): readonly string[] {
  return harness.core.alerts.list().map(({ alert }) => alert.code);
}

/** Moves everything, to the end. */
async function move(path = to): Promise<void> {
  expect(await choose(path, 'move')).toMatchObject({ ok: true });
  await harness.until(() => alertCodes().length > 0);
}

function root(): string | undefined {
  return harness.core.archiveManager.current?.root.path;
}

/** What the settings say of a move, as a crash left it. */
function setMove(step: 'copying' | 'moved'): void {
  const id = harness.core.settings.archiveId() ?? '';
  harness.core.settings.setArchiveMove({ id, from, to, step });
}

/** What a crash leaves: nobody tidies up. */
async function crash(): Promise<void> {
  await harness.core.stop();
  await harness.restart();
  await harness.core.archiveManager.reopen();
}

describe('choosing another folder', () => {
  test('with videos in the present one asks, and changes nothing', async () => {
    expect(await choose(to)).toEqual({
      ok: true,
      value: { path: from, question: { kind: 'move-or-new', path: to, videos: 1 } },
    });
    expect(root()).toBe(from);
  });

  test('starts a new archive there when that is the answer; the old videos are still found', async () => {
    await choose(to, 'start-new');
    const id = harness.taskOf(first).archiveId ?? '';
    expect(root()).toBe(to);
    expect(harness.core.settings.archivePath(id)).toBe(from);
  });

  test('says of another archive that it is one, and opens it', async () => {
    await mkdir(to, { recursive: true });
    await writeFile(join(to, '.reelkeep'), JSON.stringify({ id: 'another', version: 1 }));
    await mkdir(join(to, '2025'));
    await writeFile(join(to, '2025', 'a.mp4'), '');
    expect(await choose(to)).toMatchObject({
      value: { question: { kind: 'another-archive', videos: 1 } },
    });
    await choose(to, 'open');
    expect(harness.core.settings.archiveId()).toBe('another');
  });

  test('refuses to move into itself, also by a link, and among other files', async () => {
    const link = join(harness.folder, 'link');
    await symlink(from, link);
    for (const path of [join(from, 'below'), join(link, 'below'), harness.folder]) {
      expect(await choose(path, 'move')).toMatchObject({ failure: { code: 'folder-nested' } });
    }
    await mkdir(to, { recursive: true });
    await writeFile(join(to, 'letter.txt'), 'mine');
    expect(await choose(to, 'move')).toMatchObject({ failure: { code: 'folder-not-empty' } });
    expect(await choose('films', 'move')).toMatchObject({
      failure: { code: 'folder-not-absolute' },
    });
  });
});

describe('moving', () => {
  test('brings every file along, the user’s own too, and the archive is one in the new place', async () => {
    await writeFile(join(from, 'notes of mine.txt'), 'mine');
    const before = await filesIn(from);
    await move();
    expect(alertCodes()).toEqual(['archive-moved']);
    expect(root()).toBe(to);
    expect(await filesIn(to)).toEqual(before);
    expect(await filesIn(from)).not.toContain('.reelkeep');
    const later = harness.aTask('tide.mp4');
    harness.add(later, 'runway');
    await harness.reaches(later, 'archived');
    expect((await filesIn(to)).length).toBe(before.length + 3);
  });

  test.runIf(hasSha256sum)(
    'leaves manifests that sha256sum -c finds right (coreutils)',
    async () => {
      await move();
      const manifest = (await filesIn(to)).find((path) => path.endsWith('.txt')) ?? '';
      const check = ['-c', '--strict', 'manifest-sha256.txt'];
      execFileSync('sha256sum', check, { cwd: join(to, manifest, '..') });
    },
  );

  test('takes along what is still on its way, and goes on with its part', async () => {
    const slow = { on: 'file', bytesPerSecond: 1_500_000 } as const;
    const late = harness.aTask('large.mp4');
    harness.provider.fault(slow, { taskId: late, file: 'video', times: 1 });
    harness.add(late, 'runway');
    await harness.until(() => (harness.core.transfers.progress()[0]?.receivedBytes ?? 0) > 5e5);
    await move();
    await harness.reaches(late, 'archived');
    expect((await filesIn(to)).filter((path) => path.endsWith('.mp4'))).toHaveLength(2);
    const ranges = harness.provider.requestsOf(late).map(({ range }) => range);
    expect(ranges.filter((range) => range !== undefined)).toHaveLength(1);
  });

  test('stopped, leaves the archive where it was, and moves on when asked to', async () => {
    expect(await choose(to, 'move')).toMatchObject({ ok: true });
    harness.core.jobs.cancel('move');
    await harness.until(() => alertCodes().includes('move-stopped'));
    expect(root()).toBe(from);
    expect(await filesIn(from)).toContain('.reelkeep');
    await harness.core.upkeep.mover.answer('resume-move');
    await harness.until(() => alertCodes().includes('archive-moved'));
    expect(root()).toBe(to);
  });
});

describe('killed', () => {
  test('while it copied: the archive is the old one, and the move is taken up', async () => {
    await mkdir(to, { recursive: true });
    const id = harness.core.settings.archiveId() ?? '';
    await writeFile(join(to, '.reelkeep-moving'), JSON.stringify({ id }));
    await mkdir(join(to, '2026'));
    await writeFile(join(to, '2026', 'a.mp4.reelkeep-copy'), 'half');
    setMove('copying');
    await crash();
    expect([root(), ...alertCodes()]).toEqual([from, 'move-stopped']);
    await harness.core.upkeep.mover.answer('resume-move');
    await harness.until(() => alertCodes().includes('archive-moved'));
    expect(root()).toBe(to);
  });

  test('when the new place had its marker, before the settings: the archive is the old one', async () => {
    await mkdir(to, { recursive: true });
    await writeFile(join(to, '.reelkeep'), await readFile(join(from, '.reelkeep')));
    setMove('copying');
    await crash();
    expect([root(), ...alertCodes()]).toEqual([from, 'move-stopped']);
    await harness.core.upkeep.mover.answer('drop-move');
    expect(await filesIn(to)).toEqual([]); // it can never be taken for the archive
    expect(alertCodes()).toEqual([]);
  });

  test('after the settings: the archive is the new one, and the old marker goes', async () => {
    const marker = await readFile(join(from, '.reelkeep'));
    await move();
    await writeFile(join(from, '.reelkeep'), marker);
    await crash();
    await harness.until(() => alertCodes().includes('archive-moved'));
    expect(root()).toBe(to);
    expect(await filesIn(from)).not.toContain('.reelkeep');
  });
});

describe('the old copy', () => {
  test('goes when the user says so, into the trash, with its folders', async () => {
    await move();
    expect(await harness.core.upkeep.mover.answer('delete-old-copy')).toMatchObject({ ok: true });
    await expect(readdir(from)).rejects.toThrow('ENOENT');
    expect(harness.trash.paths).toEqual([join(from, '2026')]);
    expect(alertCodes()).toEqual([]);
    const task = harness.core.tasks.get(toTaskId(first) ?? expect.fail());
    expect(task?.state).toBe('archived');
  });

  test('keeps what is new, changed, or not in the new place', async () => {
    await move();
    const files = await filesIn(from);
    const [video = '', sidecar = ''] = ['.mp4', '.json'].map((ending) =>
      files.find((path) => path.endsWith(ending)),
    );
    await appendFile(join(from, video), 'x');
    await writeFile(join(from, 'new.txt'), '');
    await harness.core.upkeep.mover.answer('delete-old-copy');
    expect(await filesIn(from)).toEqual([video, 'new.txt']);
    expect(harness.trash.paths).toContain(join(from, sidecar));
  });

  test('is no file that the new place has by another name', async () => {
    await move();
    const files = await filesIn(from);
    const video = files.find((path) => path.endsWith('.mp4')) ?? '';
    await rm(join(from, video));
    await link(join(to, video), join(from, video));
    await harness.core.upkeep.mover.answer('delete-old-copy');
    expect(await filesIn(from)).toEqual([video]);
  });

  describe('whose folder is a link to the new place by now', () => {
    beforeEach(async () => {
      await move();
      await rm(from, { recursive: true });
      await symlink(to, from);
    });

    test('leaves the archive its marker at the next start', async () => {
      const before = await filesIn(to);
      await crash();
      expect(await filesIn(to)).toEqual(before);
      expect(root()).toBe(to);
      expect(alertCodes()).toEqual([]);
    });

    test('is not there to be thrown away', async () => {
      // What a tool that moved the rest has brought along.
      const files = Object.fromEntries(
        await Promise.all(
          (await filesIn(to)).map(async (path) => {
            const { size, mtimeMs } = await stat(join(to, path));
            return [path, [size, mtimeMs]] as const;
          }),
        ),
      );
      const id = harness.core.settings.archiveId();
      await writeFile(join(to, '.reelkeep-moved'), JSON.stringify({ id, files }));
      const before = await filesIn(to);
      expect(await harness.core.upkeep.mover.answer('delete-old-copy')).toMatchObject({ ok: true });
      expect(await filesIn(to)).toEqual(before);
      expect(harness.trash.paths).toEqual([]);
      expect(alertCodes()).toEqual([]);
    });
  });

  test('stays when the new place is not there', async () => {
    await move();
    const before = await filesIn(from);
    await rename(to, `${to} away`);
    expect(await harness.core.upkeep.mover.answer('delete-old-copy')).toMatchObject({ ok: false });
    expect(await filesIn(from)).toEqual(before);
    await rename(`${to} away`, to);
  });

  test('stays when the user keeps it, and is not asked about again', async () => {
    await move();
    await harness.core.upkeep.mover.answer('keep-old-copy');
    await crash();
    expect(alertCodes()).toEqual([]);
    expect((await filesIn(from)).some((path) => path.endsWith('.mp4'))).toBe(true);
  });
});
