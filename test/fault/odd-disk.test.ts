import { constants, mkdtempSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { toTaskId } from '../../electron/shared/id.ts';
import type { OddCall, OddRule } from '../fake/odd-disk.ts';
import { useOddDisks } from '../fake/odd-disks.ts';
import { CoreHarness } from '../integration/core-harness.ts';
import { anArchivedTask, archivedOf, finish } from '../integration/upkeep-harness.ts';

/** A rule of which only the folder is not known yet. */
type Oddity<R = OddRule> = R extends OddRule ? Omit<R, 'below'> : never;

interface DiskCase {
  readonly disk: string;
  readonly rules: readonly Oddity[];
}

function refuse(
  calls: readonly OddCall[],
  code: string,
  how: Omit<Extract<Oddity, { kind: 'refuse' }>, 'kind' | 'calls' | 'code'> = {},
): Oddity {
  return { kind: 'refuse', calls, code, ...how };
}

const noLinks = refuse(['link'], 'EPERM');

const folderFlushes = ['EIO', 'EBADF'].map((code): DiskCase => ({
  disk: `a flush of a folder says ${code}`,
  rules: [refuse(['fsync'], code, { of: 'folder' })],
}));

const scanners = ['EPERM', 'EBUSY'].map((code): DiskCase => ({
  disk: `a scanner holds each file for two tries (${code})`,
  rules: [
    refuse(['rename', 'unlink'], code, { times: 2 }),
    refuse(['open'], code, { times: 2, of: 'file' }),
  ],
}));

const disks: readonly DiskCase[] = [
  { disk: 'names end at 143 bytes (eCryptfs)', rules: [{ kind: 'names', bytes: 143 }] },
  { disk: 'names end at 100 bytes', rules: [{ kind: 'names', bytes: 100 }] },
  {
    disk: 'only Latin letters are taken (vfat without utf8)',
    rules: [{ kind: 'letters', refused: '[^\\x00-\\xff]', code: 'EINVAL' }, noLinks],
  },
  {
    disk: 'emoji are no letters (EILSEQ)',
    rules: [{ kind: 'letters', refused: '[\\u{10000}-\\u{10ffff}]', code: 'EILSEQ' }],
  },
  {
    disk: 'it is mounted for another user (vfat, CIFS)',
    rules: [noLinks, refuse(['futimes', 'utimes', 'chmod'], 'EPERM')],
  },
  { disk: 'links end in EOPNOTSUPP', rules: [refuse(['link'], 'EOPNOTSUPP')] },
  ...['EEXIST', 'EPERM'].map((code) => ({
    disk: `no name can be replaced (${code}), nor given twice`,
    rules: [noLinks, refuse(['rename'], code, { isTaken: true })],
  })),
  {
    disk: 'flags of open(2) are refused',
    rules: [
      refuse(['open'], 'EINVAL', {
        flags: constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_DIRECTORY,
      }),
    ],
  },
  { disk: 'statfs says ENOSYS', rules: [refuse(['statfs'], 'ENOSYS')] },
  { disk: 'no file can be flushed (EINVAL)', rules: [refuse(['fsync'], 'EINVAL')] },
  ...(['none', 'restless', 'by-path'] as const).map((are) => ({
    disk: `files have numbers that are ${are}`,
    rules: [noLinks, { kind: 'numbers', are } as const],
  })),
  ...folderFlushes,
  ...scanners,
  {
    disk: 'there are 0 of 0 blocks (ramfs, rclone)',
    rules: [{ kind: 'space', bsize: 4096, blocks: 0, bavail: 0 }],
  },
];

const prompt =
  '一只金毛猎犬在开满野花的田野里奔跑阳光洒在它的毛发上镜头缓缓推进背景是远山与湖泊 🐕';

const aLongOne = {
  endpoint: 'runway',
  prompt,
  script: [{ state: 'success', video: 'aurora.mp4', thumbnail: 'aurora.jpg' }],
} as const;

async function everywhere(it: CoreHarness, folder: string): Promise<void> {
  const task = await anArchivedTask(it, aLongOne);
  expect(task.thumbnail, 'the picture').toBeDefined();
  const path = join(folder, 'archive', task.files[0]?.path ?? '');
  const bytes = await readFile(path);

  await finish(it, 'scrub', () => it.core.upkeep.integrityCheck.check());
  expect(archivedOf(it, task.id).damage).toBeUndefined();

  expect(it.core.names.change('{prompt} {endpoint} [{id}]').ok).toBe(true);
  await finish(it, 'rename', () => Promise.resolve(it.core.upkeep.renamer.start()));
  const renamed = archivedOf(it, task.id);
  expect(renamed.files[0]?.path).not.toBe(task.files[0]?.path);
  expect(await it.core.upkeep.renamer.plan()).toMatchObject({ count: 0 });

  const mirror = join(folder, 'mirror');
  expect(await it.core.upkeep.mirror.set(mirror)).toMatchObject({ ok: true });
  await it.until(() => it.core.upkeep.mirror.view?.state === 'copied');
  expect(it.core.upkeep.mirror.view).toMatchObject({ videos: 1, copied: 1, damaged: 0 });

  const to = join(folder, 'moved');
  expect(await it.core.setArchiveFolder({ path: to, choice: 'move' })).toMatchObject({ ok: true });
  await it.until(() => it.core.jobs.current === undefined);
  expect(it.core.settings.current().archiveFolder).toBe(to);
  expect(await readFile(join(to, renamed.files[0]?.path ?? ''))).toEqual(bytes);

  const id = toTaskId(task.id);
  await it.core.upkeep.trash.remove(id === undefined ? [] : [id], true);
  await it.until(() => it.trash.paths.length >= 3);
  expect(
    (await readdir(to, { recursive: true })).filter((name) => /\.(mp4|jpg)$/.test(name)),
  ).toEqual([]);
}

// One set of threads serves all: each rule is of its own case's folder.
const home = mkdtempSync(join(tmpdir(), 'reelkeep-odd-'));
const cases = disks.map((given, index) => ({ ...given, folder: join(home, String(index)) }));
const rules = cases.flatMap(({ rules: own, folder: below }) =>
  own.map((rule) => ({ below, ...rule })),
);
const odd = useOddDisks(rules);

afterAll(() => rm(home, { recursive: true, force: true }));

test.concurrent.each(cases)(
  'Where $disk, a video is archived, checked, renamed, mirrored, moved and removed',
  { timeout: 180_000 },
  async ({ folder }) => {
    await mkdir(folder);
    const it = await CoreHarness.start({ defaultArchiveFolder: join(folder, 'archive') });
    try {
      await everywhere(it, folder);
      expect(odd.unmet(folder), 'rules that were never met').toEqual([]);
    } finally {
      await it.stop();
    }
  },
);
