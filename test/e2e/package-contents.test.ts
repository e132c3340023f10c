import { lstat, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { libraries, parts } from '../../scripts/dist/dependencies.ts';
import { neededLibraries } from './elf.ts';
import { packagedPath } from './launch.ts';

// What reads the archive is electron-builder's: found from there, and pinned by the lock file.
const fromBuilder = createRequire(
  createRequire(createRequire(import.meta.url).resolve('electron-builder')).resolve(
    'app-builder-lib',
  ),
);

interface Asar {
  listPackage(archive: string, options: { isPack: boolean }): string[];
}

function executable(): string {
  const path = packagedPath();
  if (path === undefined) throw new Error('Nothing in dist/: run `npm run dist:dir`');
  return path;
}

const wanted = [
  ['runAsNode', FuseV1Options.RunAsNode, FuseState.DISABLE],
  ['NODE_OPTIONS', FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseState.DISABLE],
  ['--inspect', FuseV1Options.EnableNodeCliInspectArguments, FuseState.DISABLE],
  ['cookie encryption', FuseV1Options.EnableCookieEncryption, FuseState.ENABLE],
  ['ASAR integrity', FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseState.ENABLE],
  ['only app.asar', FuseV1Options.OnlyLoadAppFromAsar, FuseState.ENABLE],
  ['file: privileges', FuseV1Options.GrantFileProtocolExtraPrivileges, FuseState.DISABLE],
] as const;

for (const [name, fuse, state] of wanted) {
  test(`the packed executable’s fuse for ${name} is ${FuseState[state].toLowerCase()}d`, async () => {
    const wire = await getCurrentFuseWire(executable());
    expect(wire[fuse]).toBe(state);
  });
}

test('app.asar holds the built app alone: no source maps, sources, tests or packages', async () => {
  const asar = (await import(fromBuilder.resolve('@electron/asar'))) as Asar;
  const archive = join(dirname(executable()), 'resources', 'app.asar');
  const files = asar
    .listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/'));
  expect(files.length).toBeGreaterThan(5);
  const foreign = files.filter(
    (path) => !/^\/(package\.json|out(\/(main|preload|renderer)(\/.*)?)?)$/.test(path),
  );
  expect(foreign).toEqual([]);
  expect(files.filter((path) => /\.(map|ts|svelte)$/.test(path))).toEqual([]);
});

test('beside the archive lies no other code, and the licences of Electron and Chromium are kept', async () => {
  const folder = dirname(executable());
  const resources = await readdir(join(folder, 'resources'));
  expect(resources.filter((name) => /^app(\.asar\.unpacked)?$|^default_app/.test(name))).toEqual(
    [],
  );
  const files = await readdir(folder);
  expect(files).toEqual(
    expect.arrayContaining(['LICENSE.txt', 'LICENSE.electron.txt', 'LICENSES.chromium.html']),
  );
  const notices = await readFile(join(folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  for (const name of ['got', 'zod', 'svelte', 'electron-store', '@lucide/svelte']) {
    expect(notices).toContain(`\n${name} `);
  }
});

test('all that the packed programs ask the linker for is among what the packages depend on', async () => {
  const folder = dirname(executable());
  const needed = new Set<string>();
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if ((await lstat(path)).isFile()) neededLibraries(path)?.forEach((each) => needed.add(each));
  }
  expect(needed.size).toBeGreaterThan(20);
  const known = new Set([...libraries.map(({ soname }) => soname), ...parts]);
  expect([...needed].filter((each) => !known.has(each))).toEqual([]);
});

test('Reelkeep adds less than 4 MB to Electron, and nobody but its owner may write any of it', async () => {
  const folder = dirname(executable());
  const ours = ['resources/app.asar', 'reelkeep.sh', 'THIRD-PARTY-NOTICES.txt', 'LICENSE.txt'];
  const sizes = await Promise.all(ours.map(async (name) => (await lstat(join(folder, name))).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(4_000_000);
  expect((await readdir(join(folder, 'locales'))).sort()).toEqual([
    'en-US.pak',
    'ru.pak',
    'zh-CN.pak',
  ]);
  const names = await readdir(folder, { recursive: true });
  const modes = await Promise.all(
    names.map(async (name) => [name, (await lstat(join(folder, name))).mode & 0o7022] as const),
  );
  expect(modes.filter(([, mode]) => mode !== 0)).toEqual([]);
});
