import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  manifestEntries,
  manifestLine,
  manifestName,
  Manifests,
  planManifest,
} from '../../../../electron/core/archive/manifest.ts';
import { toRelativePath } from '../../../../electron/core/files/relative-path.ts';
import { Root } from '../../../../electron/core/files/root.ts';
import { hasSha256sum } from './archive-harness.ts';

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
