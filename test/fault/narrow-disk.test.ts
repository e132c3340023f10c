import { mkdtempSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { describeAlert } from '../../electron/shared/messages/alerts.ts';
import type { OddRule } from '../fake/odd-disk.ts';
import { useOddDisks } from '../fake/odd-disks.ts';
import { CoreHarness } from '../integration/core-harness.ts';
import { anArchivedTask, archivedOf, aVideo } from '../integration/upkeep-harness.ts';

/** A rule of which only the folder is not known yet. */
type Oddity<R = OddRule> = R extends OddRule ? Omit<R, 'below'> : never;

interface NarrowDisk {
  readonly disk: string;
  readonly rules: readonly Oddity[];
  /** It does not take the name that a long Chinese prompt has made on another disk. */
  readonly refusesVideo?: true;
  /** Of the user's own files those that it does not take. */
  readonly leaves: readonly string[];
}

function letters(refused: string, code: string): Oddity {
  return { kind: 'letters', refused, code };
}

const long = `${'n'.repeat(150)}.txt`;
const own = ['notes.txt', 'Same.txt', 'same.txt', 'what?.txt', 'ends in a dot.', '雪🐕.txt', long];

/** Copies of a long name arrive under a short one: only the last step tells. */
const disks: readonly NarrowDisk[] = [
  {
    disk: 'names end at 143 bytes (eCryptfs)',
    rules: [{ kind: 'names', bytes: 143 }],
    refusesVideo: true,
    leaves: [long],
  },
  {
    disk: 'names end at 100 bytes',
    rules: [{ kind: 'names', bytes: 100 }],
    refusesVideo: true,
    leaves: [long],
  },
  ...['EINVAL', 'ENOENT'].map((code) => ({
    disk: `some letters are forbidden (FAT, ${code})`,
    rules: [letters('[<>:"|?*]', code)],
    leaves: ['what?.txt'],
  })),
  ...['EINVAL', 'EILSEQ'].map((code) => ({
    disk: `only Latin letters are taken (vfat without utf8, ${code})`,
    rules: [letters('[^\\x00-\\xff]', code)],
    refusesVideo: true as const,
    leaves: ['雪🐕.txt'],
  })),
  {
    disk: 'emoji are no letters (EILSEQ)',
    rules: [letters('[\\u{10000}-\\u{10ffff}]', 'EILSEQ')],
    leaves: ['雪🐕.txt'],
  },
  {
    disk: 'names end in no dot or blank (SMB)',
    rules: [letters('[. ]$', 'EINVAL')],
    leaves: ['ends in a dot.'],
  },
  {
    disk: 'capitals and small letters are the same (NTFS, APFS)',
    rules: [{ kind: 'caseless' }],
    leaves: ['same.txt'],
  },
];

const prompt =
  '一只金毛猎犬在开满野花的田野里奔跑阳光洒在它的毛发上镜头缓缓推进背景是远山与湖泊倒映着晚霞的天空';

// One set of threads serves all: each rule is of its own case's folders.
const home = mkdtempSync(join(tmpdir(), 'reelkeep-narrow-'));
const cases = disks.map((given, index) => ({ ...given, folder: join(home, String(index)) }));
const rules = cases.flatMap(({ rules: each, folder }) =>
  each.flatMap((rule) => ['moved', 'mirror'].map((to) => ({ below: join(folder, to), ...rule }))),
);
const odd = useOddDisks(rules);

afterAll(() => rm(home, { recursive: true, force: true }));

async function started(folder: string): Promise<CoreHarness> {
  await mkdir(folder);
  return CoreHarness.start({ defaultArchiveFolder: join(folder, 'archive') });
}

test.concurrent.each(cases)(
  'Moved where $disk, an archive has every video there, and the rest stays and is named',
  { timeout: 180_000 },
  async ({ folder, leaves }) => {
    const it = await started(folder);
    try {
      const { id, files } = await anArchivedTask(it, aVideo(prompt));
      const [from, to] = [join(folder, 'archive'), join(folder, 'moved')];
      const bytes = await readFile(join(from, files[0]?.path ?? ''));
      for (const name of own) await writeFile(join(from, name), name);

      await it.core.setArchiveFolder({ path: to, choice: 'move' });
      await it.until(() => it.core.alerts.list().length > 0);
      expect(odd.unmet(to), 'rules that were never met').toEqual([]);
      expect(it.core.settings.current().archiveFolder).toBe(to);
      const moved = archivedOf(it, id);
      expect(moved.damage).toBeUndefined();
      expect(await readFile(join(to, moved.files[0]?.path ?? ''))).toEqual(bytes);
      expect(await readFile(join(to, `${moved.reservedPath ?? ''}.json`), 'utf8')).toContain(id);
      for (const name of own.filter((each) => !leaves.includes(each)))
        expect(await readFile(join(to, name), 'utf8')).toBe(name);

      const alert = it.core.alerts.list().find(({ alert: { code } }) => code === 'archive-moved');
      expect(alert && describeAlert(alert.alert).sentence).toContain(leaves[0]);
      expect(await it.core.upkeep.mover.answer('delete-old-copy')).toMatchObject({ ok: true });
      for (const name of leaves) expect(await readFile(join(from, name), 'utf8')).toBe(name);
      const trashed = it.trash.paths.map((path) => path.slice(from.length + 1));
      expect(trashed.filter((path) => leaves.includes(path))).toEqual([]);
    } finally {
      await it.stop();
    }
  },
);

test.concurrent.each(cases.filter(({ refusesVideo }) => refusesVideo === true))(
  'Mirrored where $disk, every video that has a name there is copied, and the others are named',
  { timeout: 180_000 },
  async ({ folder }) => {
    const it = await started(`${folder}-mirrored`);
    try {
      const { files } = await anArchivedTask(it, aVideo(prompt));
      const plain = await anArchivedTask(it, aVideo('A fox'));
      const mirror = join(folder, 'mirror');
      expect(await it.core.upkeep.mirror.set(mirror)).toMatchObject({ ok: true });
      await it.until(() => it.core.upkeep.mirror.view?.state === 'failed');
      expect(odd.unmet(mirror), 'rules that were never met').toEqual([]);
      const view = it.core.upkeep.mirror.view;
      expect(view?.copied).toBe(1);
      expect(await readdir(join(mirror, plain.files[0]?.path ?? '', '..'))).toContain(
        plain.files[0]?.path.split('/').at(-1),
      );
      const [stem = ''] = (files[0]?.path ?? '').split(/\.\w+$/);
      expect(view?.failure).toMatchObject({ code: 'name-refused' });
      expect(view?.failure).toHaveProperty('path', expect.stringContaining(stem));
    } finally {
      await it.stop();
    }
  },
);
