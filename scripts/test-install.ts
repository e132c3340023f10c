// node scripts/test-install.ts [--packed | --prepare]
// Installs what `npm run dist` makes into clean systems of their own, uses it as a common user, upgrades and
// removes it. With --packed what lies in dist/ is taken, otherwise it is made first. With --prepare only the clean
// systems are made, which need no package yet: they can come while others are at work.
// Where this cannot be done it says so in one line, and nothing counts as passed.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './desktop.ts';
import { unsupportedFlag } from './dist/options.ts';
import { hasCommand } from './dist/tools.ts';
import { installLibraries } from './setup/libraries.mjs';

const projectDir = fileURLToPath(new URL('..', import.meta.url));

/** The programs that it is done with, and Debian's packages that have them. */
const programs: readonly (readonly [program: string, debian: string])[] = [
  ['debootstrap', 'debootstrap'],
  ['dpkg-deb', 'dpkg'],
  ['rpmbuild', 'rpm'],
  ['unshare', 'util-linux'],
  ['nsenter', 'util-linux'],
];

/** What is needed of a system: a clean Debian lies in mounts of its own. */
const ownMounts = ['--mount', '--pid', '--fork', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt'];

/** What is missing here, as a sentence; `undefined`: nothing any more. */
async function hindrance(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return 'it installs Debian’s and Fedora’s packages for x64, and this is another system';
  if (process.getuid?.() !== 0) return 'it needs root; what helps: sudo npm run test:install';
  const missing = programs.filter(([program]) => !hasCommand(program)).map(([, name]) => name);
  if (missing.length > 0) await installLibraries(missing).catch(() => undefined);
  if (programs.some(([program]) => !hasCommand(program)))
    return `these cannot be had; what helps: apt-get install ${missing.join(' ')}`;
  const { status } = spawnSync('unshare', ownMounts);
  return status === 0 ? undefined : 'this container lets root mount nothing';
}

async function makePackages(artefacts: string, packed: string): Promise<number> {
  const dist = ['scripts/dist.ts', unsupportedFlag];
  if (!process.argv.includes('--packed') || !existsSync(packed)) {
    const code = await runCommand('node', [...dist, '--dir']);
    if (code !== 0) return code;
  }
  rmSync(artefacts, { recursive: true, force: true });
  const targets = ['deb', 'rpm', 'AppImage', 'tar.gz'];
  const options = ['--packed', '--fast', `--out=${artefacts}`, ...targets];
  return await runCommand('node', [...dist, ...options]);
}

async function main(): Promise<number> {
  process.chdir(projectDir);
  const why = await hindrance();
  if (why !== undefined) console.log(`test:install: not run: ${why}`);
  // What makes the clean systems says itself why it cannot.
  if (why !== undefined || (await runCommand('node', ['test/install/prepare.ts'])) !== 0) return 0;
  if (process.argv.includes('--prepare')) return 0;
  const artefacts = join(projectDir, 'dist', 'install-test');
  const packed = join(projectDir, 'dist', 'linux-unpacked');
  try {
    const code = await makePackages(artefacts, packed);
    if (code !== 0) return code;
    const env = { REELKEEP_ARTEFACTS: artefacts, REELKEEP_PACKED_DIR: packed };
    return await runCommand('vitest', ['run', '--config', 'test/install/vitest.config.ts'], env);
  } finally {
    rmSync(artefacts, { recursive: true, force: true });
  }
}

process.exitCode = await main();
