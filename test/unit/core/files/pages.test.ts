import { rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Archive } from '../../../../electron/core/archive/archive.ts';
import { parseTemplate } from '../../../../electron/core/archive/naming/template.ts';
import { gateOf, isAnyBusy } from '../../../../electron/core/files/gate.ts';
import { Root } from '../../../../electron/core/files/root.ts';
import { succeed } from '../../../../electron/shared/outcome.ts';

const count = 4_321;
const pageSize = 1_000;

/** Full of files, for the tests that only look. */
let folder: string;
/** Of one test's own, and empty at first. */
let own: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-pages-'));
  fill(folder);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  own = await mkdtemp(join(tmpdir(), 'reelkeep-pages-own-'));
});

afterEach(() => {
  rmSync(own, { recursive: true });
});

function fill(path: string): void {
  for (let n = 0; n < count; n += 1) writeFileSync(join(path, `${String(n)} a fox.mp4`), '');
}

/** How often the event loop has come round. */
class Rounds {
  count = 0;
  #isOver = false;

  constructor() {
    const round = () => {
      this.count += 1;
      if (!this.#isOver) setImmediate(round);
    };
    setImmediate(round);
  }

  end(): void {
    this.#isOver = true;
  }
}

function place(): { root: string; segments: readonly string[] } {
  return { root: folder, segments: [] };
}

test.each(['names', 'files'] as const)(
  'a long listing of %s comes in pages, each in a turn of its own',
  async (what) => {
    const rounds = new Rounds();
    const pages: { size: number; round: number }[] = [];
    const onPage = (part: readonly unknown[]) => {
      pages.push({ size: part.length, round: rounds.count });
    };
    const last = await gateOf(folder).run('list', [place(), { files: what === 'files' }], {
      onPage,
    });
    pages.push({ size: last.length, round: rounds.count });
    rounds.end();
    expect(pages.map(({ size }) => size)).toEqual([
      pageSize,
      pageSize,
      pageSize,
      pageSize,
      count % pageSize,
    ]);
    expect(new Set(pages.map(({ round }) => round)).size).toBe(pages.length);
  },
);

test('a long listing is whole, sorted, and each name is in it once', async () => {
  const names = (await new Root(folder).list('')).map(({ name }) => name);
  expect(names).toHaveLength(count);
  expect(names).toEqual([...new Set(names)].sort());
});

test.each([[0], [pageSize], [pageSize * 2]])(
  'a folder with %i files more is listed to its last name',
  async (more) => {
    const root = new Root(join(own, 'm'));
    await new Root(own).makeFolder('m');
    for (let n = 0; n < more; n += 1) writeFileSync(join(own, 'm', String(n)), '');
    expect(await root.list('')).toHaveLength(more);
  },
);

test('a listing that nobody wants any more lets its thread go', async () => {
  const controller = new AbortController();
  const onPage = () => {
    controller.abort();
  };
  const { signal } = controller;
  const listing = gateOf(folder).run('list', [place(), { files: false }], { onPage, signal });
  await expect(listing).rejects.toMatchObject({ name: 'Stopped' });
  expect(isAnyBusy()).toBe(false);
});

test.each([
  ['12', 12],
  ['4320 A FOX', 4320],
  ['no fox', undefined],
])('of the names that begin with %j only those come', async (stem, first) => {
  const found = await new Root(folder).list('', 'names', stem);
  const wanted = Array.from({ length: count }, (_, n) => `${String(n)} a fox.mp4`).filter((name) =>
    name.startsWith(stem.toLowerCase()),
  );
  expect(found.map(({ name }) => name)).toEqual(wanted.sort());
  expect(found.length > 0).toBe(first !== undefined);
});

test('names that are composed otherwise are the same names', async () => {
  fill(own);
  await writeFile(join(own, 'cafe\u0301.mp4'), '');
  expect(await new Root(own).list('', 'names', 'CAF\u00c9')).toHaveLength(1);
});

test('a name is reserved beside thousands of files without bringing them here', async () => {
  const probe = () =>
    Promise.resolve(succeed({ extension: 'mp4', mimeType: 'video/mp4' } as const));
  fill(own);
  const archive = await Archive.open(own, { probe });
  if (!archive.ok) throw new Error(archive.failure.code);
  const { root } = archive.value;
  const listed: number[] = [];
  const list = root.list.bind(root);
  root.list = async (...input) => {
    const entries = await list(...input);
    listed.push(entries.length);
    return entries;
  };
  const template = parseTemplate('{prompt} {id}');
  if (!template.ok) throw new Error(template.failure.code);
  const input = { taskId: '7d2c58e1-4f6a-4c0e-9b3d-1a2b3c4d5e6f', prompt: 'a fox', atMs: 0 };
  await writeFile(join(own, 'A FOX 7d2c58e1.mp4'), '');
  expect(await archive.value.reserve(input, template.value)).toBe('a fox 7d2c58e14f6a');
  expect(listed).toEqual([1]);
});
