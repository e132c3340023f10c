import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
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
  expect(files).toEqual(expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']));
});
