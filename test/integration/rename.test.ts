import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesOf } from '../../electron/shared/task.ts';
import { toTaskId } from '../../electron/shared/id.ts';
import { verifiedByManifest } from '../unit/core/archive/archive-harness.ts';
import { CoreHarness } from './core-harness.ts';

let it: CoreHarness;

beforeEach(async () => {
  it = await CoreHarness.start();
});

afterEach(() => it.stop());

const several = { state: 'success', video: 'aurora.mp4', results: ['tide.mp4'] } as const;

/** Two archived tasks, one of them with several results. */
async function twoTasks(): Promise<readonly string[]> {
  const prompt = 'a cup of coffee';
  const ids = [it.aTask(), it.provider.addTask({ endpoint: 'market', prompt, script: [several] })];
  for (const id of ids) it.add(id);
  for (const id of ids) await it.ends(id);
  return ids;
}

async function rename(template = '{endpoint}/{prompt}'): Promise<void> {
  expect(it.core.names.change(template).ok).toBe(true);
  const started = it.core.upkeep.renamer.start();
  if (!started.ok) throw new Error(started.failure.code);
  expect(await started.value.whenDone).toBeUndefined();
}

/** Every task's files are there, whole, in their manifests, and nothing else is. */
async function allIsWell(ids: readonly string[]): Promise<void> {
  const expected = new Set(['.reelkeep']);
  for (const id of ids) {
    const task = it.taskOf(id);
    expected.add(`${task.reservedPath ?? ''}.json`);
    for (const { path, sizeBytes } of filesOf(task)) {
      expected.add(path);
      expected.add(join(dirname(path), 'manifest-sha256.txt'));
      expect((await stat(join(it.folder, 'archive', path))).size).toBe(sizeBytes);
    }
    const sidecar = await readFile(
      join(it.folder, 'archive', `${task.reservedPath ?? ''}.json`),
      'utf8',
    );
    expect(JSON.parse(sidecar)).toMatchObject({ taskId: id, rawAnswer: {} });
  }
  expect(await it.files()).toEqual([...expected].sort());
  for (const manifest of [...expected].filter((path) => path.endsWith('.txt'))) {
    const here = [...expected].filter((path) => dirname(path) === dirname(manifest));
    const media = here.filter((path) => /\.(mp4|jpg)$/.test(path));
    const verified = await verifiedByManifest(join(it.folder, 'archive', dirname(manifest)));
    expect(verified).toHaveLength(media.length);
  }
}

test('renaming brings every file, the sidecars and the manifests to the new names', async () => {
  const ids = await twoTasks();
  expect((await it.core.upkeep.renamer.plan()).count).toBe(0);
  await rename();
  await allIsWell(ids);
  expect(await it.files()).toContain('market/a cup of coffee 2.mp4');
  expect((await it.core.upkeep.renamer.plan()).count).toBe(0);
  await rename('{prompt}');
  await allIsWell(ids);
  expect(await it.files()).toContain('a cup of coffee.mp4');
  await rename('{year}/{month}/{date} {prompt} [{id}]');
  await allIsWell(ids);
});

test('the plan says how many and shows examples', async () => {
  await twoTasks();
  it.core.names.change('{prompt}');
  const plan = await it.core.upkeep.renamer.plan();
  expect(plan.count).toBe(2);
  expect(plan.examples.map(({ to }) => to).sort()).toEqual([
    'A golden retriever running through a field of wildflowers',
    'a cup of coffee',
  ]);
});

test('somebody’s file in the way keeps its name, and the task gets another', async () => {
  const [, id = ''] = await twoTasks();
  await writeFile(join(it.folder, 'archive', 'a cup of coffee.mp4'), 'mine');
  await rename('{prompt}');
  expect(await readFile(join(it.folder, 'archive', 'a cup of coffee.mp4'), 'utf8')).toBe('mine');
  expect(it.taskOf(id).reservedPath).toBe(`a cup of coffee [${id.slice(0, 8)}]`);
});

test('a file that is not as it was archived keeps its task where it is', async () => {
  const [id = '', other = ''] = await twoTasks();
  const before = it.taskOf(id);
  const path = join(it.folder, 'archive', filesOf(before)[0]?.path ?? '');
  await writeFile(path, 'damaged');
  it.core.names.change('{prompt}');
  const started = it.core.upkeep.renamer.start();
  if (!started.ok) throw new Error(started.failure.code);
  expect(await started.value.whenDone).toMatchObject({ code: 'disk-error' });
  expect(it.taskOf(id)).toEqual(before);
  expect(await readFile(path, 'utf8')).toBe('damaged');
  expect(it.taskOf(other).reservedPath).toBe('a cup of coffee');
  const begin = before.record?.prompt ?? '';
  expect((await it.files()).filter((name) => name.startsWith(begin))).toEqual([]);
});

test('a video that is removed while it gets its new name has its files where its record says', async () => {
  const [id = '', other = ''] = await twoTasks();
  const renames = it.core.archiveManager.current?.renames ?? expect.fail();
  const add = renames.add.bind(renames);
  const renamed: string[] = [];
  renames.add = async (relocation, sidecar) => {
    const [first] = renamed;
    if (first !== undefined) void it.core.tasks.remove([toTaskId(first) ?? expect.fail()]);
    renamed.push(relocation.taskId);
    return add(relocation, sidecar);
  };
  await rename();
  const [removed = ''] = renamed;
  expect([id, other]).toContain(removed);
  const back = await it.core.upkeep.trash.putBack([toTaskId(removed) ?? expect.fail()]);
  expect(back).toMatchObject({ ok: true, value: { withoutFiles: [] } });
  await allIsWell([id, other]);
});

/** Of the journal, and of the archive. */
type Step = 'begin' | 'end' | 'add' | 'finish';

/** A core that dies, for the archive and the ledger alike, after so many steps of a kind. */
function dieAfter(step: Step, count: number): Promise<void> {
  const renames = it.core.archiveManager.current?.renames;
  if (renames === undefined) throw new Error('The archive is not open.');
  let left = count;
  if (step === 'begin' || step === 'end') {
    return new Promise((resolve) => {
      it.core.upkeep.renamer.journal[step] = () => {
        resolve();
        return { code: 'not-saved', what: 'names', reason: 'other', detail: 'Power failure' }; // nothing is done after this
      };
    });
  }
  return new Promise((resolve) => {
    const real = renames[step].bind(renames) as (...input: readonly never[]) => Promise<unknown>; // one of two, called as it was
    Object.assign(renames, {
      [step]: async (...input: readonly never[]) => {
        if (left === 0) {
          resolve();
          return new Promise(() => undefined); // the process is gone: nothing after this happens
        }
        left -= 1;
        return real(...input);
      },
    });
  });
}

/** Renames, dies, and starts again with what was on disk, once `change` has had its hands on it. */
async function restartAfter(
  step: Step,
  count: number,
  change: (documents: Map<string, string>) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  it.core.names.change('{endpoint}/{prompt}');
  it.core.tasks.flush();
  const died = dieAfter(step, count);
  it.core.upkeep.renamer.start();
  await died;
  const onDisk = new Map(it.store.documents);
  it.core.poller.stop();
  await it.core.transfers.stop();
  await change(onDisk);
  it.store.documents.clear();
  for (const [name, text] of onDisk) it.store.documents.set(name, text);
  await it.restart();
  await it.core.archiveManager.open();
}

const oldJournal = () => join(it.folder, 'archive', '.reelkeep-rename.json');

/** The journal where earlier versions kept it: in the archive. */
async function asEarlier(documents: Map<string, string>): Promise<void> {
  const { archives } = JSON.parse(documents.get('renames') ?? '') as {
    archives: readonly { relocations: unknown }[];
  };
  documents.delete('renames');
  await writeFile(oldJournal(), JSON.stringify({ relocations: archives[0]?.relocations }));
}

test.each([
  ['add', 1],
  ['finish', 0],
  ['finish', 1],
  ['end', 0],
] as const)(
  'what an earlier version began and noted in the archive, up to step %s, %i of them done, is made good',
  async (...[step, count]) => {
    const ids = await twoTasks();
    await restartAfter(step, count, asEarlier);
    expect(await it.core.upkeep.renamer.recoverInterrupted()).toBeUndefined();
    await allIsWell(ids);
    await expect(readFile(oldJournal())).rejects.toThrow('ENOENT');
  },
);

test.each([
  ['begin', 0],
  ['add', 0],
  ['add', 1],
  ['finish', 0],
  ['finish', 1],
  ['end', 0],
] as const)(
  'a death before step %s, %i of them done, is made good by the next start',
  async (...[step, count]) => {
    const ids = await twoTasks();
    await restartAfter(step, count);
    expect(await it.core.upkeep.renamer.recoverInterrupted()).toBeUndefined();
    await allIsWell(ids);
    await rename();
    await allIsWell(ids);
  },
);

test('a journal that was put into the archive moves and removes nothing', async () => {
  const [first = '', second = ''] = await twoTasks();
  const [task, other] = [it.taskOf(first), it.taskOf(second)];
  const from = task.reservedPath ?? '';
  const root = join(it.folder, 'archive');
  // The same bytes under another name, an empty file and a part: the user's own.
  await writeFile(join(root, 'mine.mp4'), await readFile(join(root, `${from}.mp4`)));
  await writeFile(join(root, 'empty.mp4'), '');
  await writeFile(join(root, 'empty.mp4.part'), 'half');
  await writeFile(join(root, 'mine.json'), await readFile(join(root, `${from}.json`)));
  const claim = (taskId: string, to: string, base = from) => ({
    taskId,
    from: base,
    to,
    files: filesOf(task).map((file) => ({ ...file, path: to + file.path.slice(from.length) })),
  });
  const relocations = [
    claim('0123456789abcdef', 'mine'),
    claim(first, 'mine', 'elsewhere'),
    claim(first, 'mine'),
    claim(first, 'empty'),
    claim(first, from, 'mine'),
    claim(first, from, 'empty'),
    claim('__proto__', 'mine'),
    claim(first, '.'),
    claim(first, other.reservedPath ?? ''),
    claim(second, 'empty'),
  ];
  for (const each of [relocations, ...relocations.map((one) => [one])]) {
    await writeFile(oldJournal(), JSON.stringify({ relocations: each }));
    const before = await it.files();
    expect(await it.core.upkeep.renamer.recoverInterrupted()).toBeUndefined();
    const left = (await it.files()).filter((name) => name !== '.reelkeep-rename.json');
    expect(left).toEqual(before.filter((name) => name !== '.reelkeep-rename.json'));
  }
});
