// node scripts/test-install.ts [--packed]
// Installs what `npm run dist` makes into clean systems of their own, uses it as a common user, upgrades and
// removes it. With --packed what lies in dist/ is taken, otherwise it is made first.
// Where this cannot be done it says so in one line, and nothing counts as passed.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './desktop.ts';
import { unsupportedFlag } from './dist/options.ts';
import { hasCommand } from './dist/tools.ts';

const projectDir = fileURLToPath(new URL('..', import.meta.url));

/** What is missing here, as a sentence; `undefined`: nothing. */
function hindrance(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return 'it installs Debian’s and Fedora’s packages for x64, and this is another system';
  }
  if (process.getuid?.() !== 0) return 'it needs root; what helps: sudo npm run test:install';
  const packages = {
    debootstrap: 'debootstrap',
    'dpkg-deb': 'dpkg',
    rpmbuild: 'rpm',
    unshare: 'util-linux',
    nsenter: 'util-linux',
  };
  const missing = Object.entries(packages).filter(([command]) => !hasCommand(command));
  if (missing.length === 0) return undefined;
  const names = missing.map(([command]) => command).join(', ');
  return `${names} missing; what helps: apt-get install ${missing.map(([, name]) => name).join(' ')}`;
}

async function main(): Promise<number> {
  const why = hindrance();
  if (why !== undefined) {
    console.log(`test:install: not run: ${why}`);
    return 0;
  }
  process.chdir(projectDir);
  const artefacts = join(projectDir, 'dist', 'install-test');
  const packed = join(projectDir, 'dist', 'linux-unpacked');
  const dist = ['scripts/dist.ts', unsupportedFlag];
  if (!process.argv.includes('--packed') || !existsSync(packed)) {
    const code = await runCommand('node', [...dist, '--dir']);
    if (code !== 0) return code;
  }
  rmSync(artefacts, { recursive: true, force: true });
  const targets = ['deb', 'rpm', 'AppImage', 'tar.gz'];
  const options = ['--packed', '--fast', `--out=${artefacts}`, ...targets];
  const code = await runCommand('node', [...dist, ...options]);
  if (code !== 0) return code;
  const env = { REELKEEP_ARTEFACTS: artefacts, REELKEEP_PACKED_DIR: packed };
  try {
    return await runCommand('vitest', ['run', '--config', 'test/install/vitest.config.ts'], env);
  } finally {
    rmSync(artefacts, { recursive: true, force: true });
  }
}

process.exitCode = await main();
