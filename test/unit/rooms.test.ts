import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { coreRooms, hostRooms, sharedRooms } from '../../scripts/rooms.ts';

const projectDir = resolve(import.meta.dirname, '../..');

/** Which file imports which, types included, as paths relative to the project. */
type Imports = ReadonlyMap<string, readonly string[]>;

function importsBelow(folder: string): Imports {
  const files = readdirSync(join(projectDir, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte)$/.test(name))
    .map((name) => join(folder, name));
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(projectDir, file), 'utf8');
      const found = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) =>
        relative(projectDir, resolve(projectDir, dirname(file), path)),
      );
      return [file, found];
    }),
  );
}

/** The first circle of imports that is found, as the files on it; `undefined` for none. */
function circleIn(imports: Imports): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    const start = path.indexOf(file);
    if (start >= 0) return path.slice(start);
    if (done.has(file)) return undefined;
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle !== undefined) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

describe('circles of imports', () => {
  test.each(['electron', 'renderer', 'scripts', 'test'])('there are none below %s', (folder) => {
    expect(circleIn(importsBelow(folder))).toBeUndefined();
  });

  test.each([
    [[['a', 'a']], ['a']],
    [
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
      ['a', 'b'],
    ],
    [
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'b'],
      ],
      ['b', 'c'],
    ],
  ])('one is found in %j', (edges, circle) => {
    expect(circleIn(new Map(edges.map(([from = '', to = '']) => [from, [to]])))).toEqual(circle);
  });
});

/** What a file imports to run, types left out. */
function loadedBy(file: string): readonly string[] {
  const text = readFileSync(join(projectDir, file), 'utf8');
  const statements = text.matchAll(/^\s*import\s+(?!type\b)([^'"]*?)(?:from\s+)?'([^']+)'/gm);
  return [...statements].flatMap(([, names = '', from = '']) => {
    const braced = /^\{(.*)\}\s*$/s.exec(names)?.[1]?.split(',') ?? [];
    const named = braced.map((name) => name.trim()).filter((name) => name !== '');
    const isTypesOnly = named.length > 0 && named.every((name) => name.startsWith('type '));
    return isTypesOnly ? [] : [from];
  });
}

test('the page loads Svelte and its icons, and nothing else, whatever it imports of what is shared', () => {
  const files = readdirSync(join(projectDir, 'renderer'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte)$/.test(name))
    .map((name) => join('renderer', name));
  const packages = new Map<string, string>();
  const seen = new Set(files);
  for (const file of seen) {
    for (const from of loadedBy(file)) {
      const path = relative(projectDir, resolve(projectDir, dirname(file), from));
      if (!from.startsWith('.')) packages.set(from, file);
      else if (/\.(ts|svelte)$/.test(path)) seen.add(path);
    }
  }
  const own = /^(svelte|@lucide\/svelte)(\/|$)/;
  expect([...packages].filter(([name]) => !own.test(name))).toEqual([]);
});

test.each(['electron', 'renderer'])('no folder below %s has more than 22 files', (folder) => {
  const entries = readdirSync(join(projectDir, folder), { recursive: true, withFileTypes: true });
  const counts = new Map<string, number>();
  for (const each of entries.filter(({ name }) => /\.(ts|svelte)$/.test(name))) {
    counts.set(each.parentPath, (counts.get(each.parentPath) ?? 0) + 1);
  }
  expect([...counts].filter(([, count]) => count > 22)).toEqual([]);
});

describe.each([
  ['shared', sharedRooms],
  ['core', coreRooms],
  ['host', hostRooms],
])('the rooms of %s', (half, rooms) => {
  const folder = join(projectDir, 'electron', half);

  test('are the folders that there are', () => {
    const entries = readdirSync(folder, { withFileTypes: true });
    const folders = entries.filter((each) => each.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(rooms.map(({ name }) => name).sort());
  });

  test.each(rooms.map(({ name, purpose }) => [name, purpose]))(
    'are in ARCHITECTURE.md: %s',
    (name, purpose) => {
      const text = readFileSync(join(projectDir, 'ARCHITECTURE.md'), 'utf8');
      expect(text.replace(/\s+/g, ' ')).toContain(`${name}/ ${purpose}`);
    },
  );
});

test('core has no file outside its rooms', () => {
  const core = join(projectDir, 'electron/core');
  expect(readdirSync(core).filter((name) => name.endsWith('.ts'))).toEqual([]);
});
