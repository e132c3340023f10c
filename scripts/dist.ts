// node scripts/dist.ts
// Builds the app and packs it for this system into a folder in dist/, ready to run and with no download: from
// the Electron that the setup has found. Installers are electron-builder's own business.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, Platform } from 'electron-builder';
import { runCommand } from './desktop.ts';
import { electronRuntime } from './electron-runtime.ts';

const projectDir = fileURLToPath(new URL('..', import.meta.url));

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

process.exitCode = await runCommand('electron-vite', ['build']);
if (process.exitCode === 0) await pack();
