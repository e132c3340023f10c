// node scripts/dist.ts [--with-unsupported-electron]
// Builds the app and packs it for this system into a folder in dist/, ready to run and with no download: from
// the Electron that the setup has found. Installers are electron-builder's own business.
// An Electron that gets no security fixes any more is packed only if told to, for a test of the packing itself.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, Platform } from 'electron-builder';
import { runCommand } from './desktop.ts';
import { electronRuntime } from './electron-runtime.ts';
import { electronVersion } from './setup/record.mjs';

const projectDir = fileURLToPath(new URL('..', import.meta.url));

const flag = '--with-unsupported-electron';

const majorOf = (version: string): number => Number.parseInt(version, 10);

/** Whether the Electron here may be packed; says why not, or that it is no one's to use. */
function mayPack(): boolean {
  const { kind, version } = electronRuntime();
  const wanted = electronVersion();
  if (majorOf(version) >= majorOf(wanted)) return true;
  if (process.argv.includes(flag)) {
    console.log(
      `dist: for tests only: Electron ${version} is packed, which gets no security fixes`,
    );
    return true;
  }
  console.error(
    `dist: refused: the Electron here is ${version} (${kind}), which gets no security fixes any more`,
  );
  console.error(
    `what helps: have the setup find Electron ${wanted} (ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH); ` +
      `to test the packing alone: npm run dist:dir -- ${flag}`,
  );
  return false;
}

async function pack(): Promise<void> {
  const runtime = electronRuntime();
  let folder = '';
  await build({
    projectDir,
    targets: Platform.current().createTarget('dir'),
    publish: 'never',
    config: {
      extends: join(projectDir, 'electron-builder.yml'),
      electronDist: runtime.distPath,
      electronVersion: runtime.version,
      // The fallback holds a small app of its own, which runs ours from a folder. Here ours takes its place.
      afterExtract: async ({ appOutDir }) => {
        folder = appOutDir;
        await rm(join(appOutDir, 'resources', 'app'), { recursive: true, force: true });
      },
    },
  });
  console.log(`packed with Electron ${runtime.version} (${runtime.kind}): ${folder}`);
}

if (mayPack()) {
  process.exitCode = await runCommand('electron-vite', ['build']);
  if (process.exitCode === 0) await pack();
} else {
  process.exitCode = 1;
}
