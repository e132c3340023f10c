import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  choosePartPath,
  chooseRepairPartPath,
} from '../../../../../electron/core/archive/naming/part-paths.ts';
import { removePart } from '../../../../../electron/core/archive/commit-part.ts';
import { Root } from '../../../../../electron/core/files/root.ts';

let folder: string;
let root: Root;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-parts-'));
  await writeFile(join(folder, 'mine'), 'mine');
  root = new Root(folder);
});

afterEach(() => rm(folder, { recursive: true }));

const chosen = (): Promise<string> => choosePartPath(root, 'a fox', 'video');

const usual = 'a fox.mp4.part';
const other = 'a fox.mp4.2.part';

const foreign: readonly (readonly [string, (path: string) => Promise<unknown>])[] = [
  ['a link', (path) => symlink(join(folder, 'mine'), path)],
  ['a link to nothing', (path) => symlink('nothing', path)],
  ['a folder', (path) => mkdir(path)],
];

test.each(['', '.json'])('an own file with the name %j is gone on with', async (ending) => {
  await writeFile(join(folder, usual + ending), '');
  expect(await chosen()).toBe(usual);
});

test.each(foreign)(
  "where %s has the part's or the note's name, another is used",
  async (_, plant) => {
    for (const ending of ['', '.json']) {
      await plant(join(folder, usual + ending));
      expect(await chosen()).toBe(other);
      await rm(join(folder, usual + ending), { recursive: true });
    }
  },
);

test("a part with a second name is somebody else's too", async () => {
  await link(join(folder, 'mine'), join(folder, usual));
  expect(await chosen()).toBe(other);
});

test('what was begun under the other name goes on there', async () => {
  await writeFile(join(folder, other), 'some bytes');
  expect(await chosen()).toBe(other);
});

test('where both are taken, whoever opens the usual one is told', async () => {
  await mkdir(join(folder, usual));
  await mkdir(join(folder, other));
  expect(await chosen()).toBe(usual);
});

test.each(foreign)(
  '%s is left as it is where a part and its note are removed',
  async (_, plant) => {
    await writeFile(join(folder, usual), '');
    await plant(join(folder, `${usual}.json`));
    await removePart(root, usual);
    expect((await root.list('')).map(({ name }) => name)).toEqual([`${usual}.json`, 'mine']);
  },
);

test.each(foreign)("a repair's bytes go another way round %s too", async (_, plant) => {
  for (const ending of ['', '.json', '.reelkeep-copy']) {
    const taken = join(folder, `a fox.mp4.repair.part${ending}`);
    expect(await chooseRepairPartPath(root, 'a fox.mp4')).toBe('a fox.mp4.repair.part');
    await plant(taken);
    expect(await chooseRepairPartPath(root, 'a fox.mp4')).toBe('a fox.mp4.again.part');
    await rm(taken, { recursive: true });
  }
});
