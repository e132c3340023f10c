import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  manifestEntries,
  manifestLine,
  manifestLines,
  manifestName,
  Manifests,
  planManifest,
  type OddManifest,
} from '../../../../../electron/core/archive/metadata/manifest.ts';
import { toRelativePath } from '../../../../../electron/core/files/relative-path.ts';
import { Root } from '../../../../../electron/core/files/root.ts';
import { hasSha256sum } from '../archive-harness.ts';

const hashA = 'a'.repeat(64);
const hashB = 'b'.repeat(64);
const one = { name: 'one.mp4', sha256: hashA };
const two = { name: 'two.mp4', sha256: hashB };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-manifest-'));
});
afterEach(() => rm(folder, { recursive: true }));

function read(): Promise<string> {
  return readFile(join(folder, manifestName), 'utf8');
}

describe('a line', () => {
  test.each([
    ['plain.mp4', `${hashA}  plain.mp4\n`],
    ['with space [7d2c].mp4', `${hashA}  with space [7d2c].mp4\n`],
    ['back\\slash', `\\${hashA}  back\\\\slash\n`],
    ['new\nline', `\\${hashA}  new\\nline\n`],
    ['carriage\rreturn', `\\${hashA}  carriage\\rreturn\n`],
  ])('of %j is what sha256sum writes', (name, line) => {
    expect(manifestLine({ name, sha256: hashA })).toBe(line);
  });
});

test('its entries are read back as they were, odd names and all; other lines are left out', async () => {
  const names = [
    'plain.mp4',
    'two  spaces',
    'back\\slash',
    '\\n',
    '\\\\r',
    'new\nline',
    'carriage\rreturn',
    '猫 🐈.jpg',
  ];
  const entries = names.map((name) => ({ name, sha256: hashA }));
  const others = `# by hand\n${hashB.slice(1)}  short.mp4\n${hashB}\n\n`;
  const binary = `${hashB} *binary.mp4\n`;
  const torn = `${hashB}  torn.mp4`;
  await writeFile(
    join(folder, manifestName),
    [...entries.map(manifestLine), others, binary, torn].join(''),
  );
  expect(await manifestEntries(new Root(folder), '')).toEqual([
    ...entries.filter(({ name }) => toRelativePath(name) !== undefined),
    { name: 'binary.mp4', sha256: hashB },
  ]);
});

test('a folder without a manifest has no entries', async () => {
  expect(await manifestEntries(new Root(folder), '')).toEqual([]);
});

describe('a manifest', () => {
  const lines = manifestLine(one) + manifestLine(two);
  test.each([
    ['that is empty gets the line', '', [one], { append: manifestLine(one) }],
    ['with the line stays', lines, [one], { append: '' }],
    [
      'with another hash of the file gets the new one',
      lines,
      [{ ...one, sha256: hashB }],
      { rewrite: manifestLine(two) + manifestLine({ ...one, sha256: hashB }) },
    ],
    ['torn in its last line is mended', `${lines}cccc`, [one], { rewrite: lines }],
    [
      'torn in the line itself gets it whole',
      manifestLine(one).slice(0, -3),
      [one],
      { rewrite: manifestLine(one) },
    ],
    ['keeps what others wrote', `# by hand\n${lines}`, [], { append: '' }],
  ])('%s', (...[, text, entries, plan]) => {
    expect(planManifest(text, entries)).toEqual(plan);
  });

  test('takes entries of many writers at a time, each once', async () => {
    const manifests = new Manifests(new Root(folder));
    const entries = Array.from({ length: 40 }, (_, index) => ({
      name: `${index}.mp4`,
      sha256: hashA,
    }));
    await Promise.all([...entries, ...entries].map((entry) => manifests.add('', [entry])));
    expect((await read()).trimEnd().split('\n').sort()).toEqual(
      entries.map((entry) => manifestLine(entry).trimEnd()).sort(),
    );
  });

  test('that cannot be written does not hold up the next writer', async () => {
    const manifests = new Manifests(new Root(folder));
    const failed = manifests.add('missing', [one]);
    const next = manifests.add('', [two]);
    await expect(failed).rejects.toMatchObject({ code: 'ENOENT' });
    await next;
    expect(await read()).toBe(manifestLine(two));
  });
});

test.runIf(hasSha256sum)(
  'sha256sum -c accepts it, odd names included (needs coreutils)',
  async () => {
    const names = [
      '2026-11-22 golden retriever [7d2c58e1].mp4',
      'back\\slash',
      'new\nline',
      '猫 🐈.jpg',
    ];
    const entries = names.map((name) => ({
      name,
      sha256: createHash('sha256').update(name).digest('hex'),
    }));
    await Promise.all(names.map((name) => writeFile(join(folder, name), name)));
    await new Manifests(new Root(folder)).add('', entries);
    const output = execFileSync('sha256sum', ['-c', '--strict', manifestName], { cwd: folder });
    expect(output.toString().match(/: OK/g)).toHaveLength(names.length);
  },
);

describe('where something else is in its place', () => {
  const oddities: readonly (readonly [what: string, make: (path: string) => Promise<void>])[] = [
    ['a folder', (path) => mkdir(path)],
    [
      'a folder that is not empty',
      (path) => mkdir(join(path, 'inside'), { recursive: true }).then(),
    ],
    ['a link to a file', (path) => symlink(join(folder, 'target'), path)],
    ['a link to nothing', (path) => symlink('/nowhere', path)],
    ['a link to itself', (path) => symlink(path, path)],
    [
      'a list beyond all bounds',
      async (path) => {
        await writeFile(path, '');
        await truncate(path, 64 * 1024 ** 2 + 1);
      },
    ],
    [
      'a huge hole',
      async (path) => {
        await writeFile(path, '');
        await truncate(path, 2 ** 40);
      },
    ],
    ...(process.getuid?.() === 0 || process.platform === 'win32'
      ? []
      : ([
          ['a file that nobody may read', (path: string) => writeFile(path, '', { mode: 0 })],
        ] as const)),
  ];

  test.each(oddities)('%s is set aside, told, and a new one is begun', async (_what, make) => {
    await make(join(folder, manifestName));
    const odd: OddManifest[] = [];
    const manifests = new Manifests(new Root(folder), { onOdd: (each) => odd.push(each) });
    await manifests.add('', [one]);
    await manifests.add('', [two]);
    expect(await read()).toBe(manifestLine(one) + manifestLine(two));
    const path = join(folder, manifestName);
    const keptAs = join(folder, 'manifest-sha256.set-aside-1.txt');
    expect(odd).toEqual([{ path, keptAs }]);
    expect(await readdir(folder)).toContain('manifest-sha256.set-aside-1.txt');
  });

  test('and under all names for it, it is told and left: the videos are proven without', async () => {
    for (const ending of [
      '',
      ...Array.from({ length: 9 }, (_, n) => `.set-aside-${String(n + 1)}`),
    ]) {
      await mkdir(join(folder, `manifest-sha256${ending}.txt`));
    }
    const odd: OddManifest[] = [];
    const manifests = new Manifests(new Root(folder), { onOdd: (each) => odd.push(each) });
    await manifests.add('', [one]);
    expect(odd).toEqual([{ path: join(folder, manifestName) }]);
  });

  test('no line is to be taken out of it', async () => {
    await mkdir(join(folder, manifestName));
    await new Manifests(new Root(folder)).remove('', [one.name]);
    expect(await readdir(folder)).toEqual([manifestName]);
  });

  test('beside it, it is written all the same', async () => {
    await writeFile(join(folder, manifestName), `${manifestLine(one)}torn`);
    await mkdir(join(folder, `${manifestName}.tmp`));
    await symlink('/nowhere', join(folder, `${manifestName}.2.tmp`));
    await new Manifests(new Root(folder)).add('', [two]);
    expect(await read()).toBe(manifestLine(one) + manifestLine(two));
  });
});

describe('a huge manifest', () => {
  const most = 64 * 1024 ** 2;
  const texts: readonly (readonly [what: string, isKept: boolean, text: () => string])[] = [
    ['of line ends', true, () => '\n'.repeat(most - 200)],
    ['of one line without an end', false, () => 'a'.repeat(most - 200)],
    ['of short lines', true, () => 'a\n'.repeat(most / 2 - 100)],
    [
      'of lines that are nearly long enough',
      true,
      () => `${'a'.repeat(66)}\n`.repeat(most / 67 - 10),
    ],
    ['of one line again and again', true, () => manifestLine(two).repeat(most / 80)],
  ];

  test.each(texts)(
    '%s is looked through by leaps, and keeps what it has',
    (_what, isKept, text) => {
      const whole = text();
      const plan = planManifest(whole, [one]);
      expect(plan).toEqual(isKept ? { append: manifestLine(one) } : { rewrite: manifestLine(one) });
    },
  );

  test('of 100,000 files is written, read and shortened without coming to the main thread', async () => {
    const entries = Array.from({ length: 100_000 }, (_, n) => ({
      name: `${'x'.repeat(120)} ${String(n)}.mp4`,
      sha256: hashA,
    }));
    await writeFile(join(folder, manifestName), entries.map(manifestLine).join(''));
    const root = new Root(folder);
    const whole = vi.spyOn(root, 'readText');
    const bytes = vi.spyOn(root, 'readBytes');
    const manifests = new Manifests(root);
    await manifests.add('', [one]);
    await manifests.remove(
      '',
      entries.slice(1).map(({ name }) => name),
    );
    expect(await manifestEntries(root, '')).toEqual([entries[0], one]);
    expect(await manifestLines(root, '')).toEqual(
      new Set([entries[0] ?? two, one].map(manifestLine)),
    );
    expect(whole).not.toHaveBeenCalled();
    expect(bytes).not.toHaveBeenCalled();
  });

  test('of other bytes than text keeps each of them', async () => {
    const others = Buffer.concat([Buffer.from([0xff, 0xfe, 0x00, 0x80]), Buffer.alloc(70, 0xe9)]);
    const wrong = manifestLine({ ...one, sha256: hashB });
    const before = Buffer.concat([others, Buffer.from(`\n${wrong}`), others, Buffer.from('\n')]);
    await writeFile(join(folder, manifestName), before);
    await new Manifests(new Root(folder)).add('', [one]);
    expect(await readFile(join(folder, manifestName))).toEqual(
      Buffer.concat([others, Buffer.from('\n'), others, Buffer.from(`\n${manifestLine(one)}`)]),
    );
  });
});
