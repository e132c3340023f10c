import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, Platform, type Configuration } from 'electron-builder';
import type { ElectronRuntime } from '../setup/record.mjs';
import { readBundled } from './bundled.ts';
import { clamp } from './clamp.ts';
import { notices, readThirdParty } from './third-party.ts';

/** What is packed, and where to. */
export interface PackOptions {
  readonly projectDir: string;
  readonly runtime: ElectronRuntime;
  readonly outDir: string;
  readonly epochSeconds: number;
}

/** The builder’s configuration for this machine’s Electron. */
export function builderConfig({ projectDir, runtime, outDir }: PackOptions): Configuration {
  return {
    extends: join(projectDir, 'electron-builder.yml'),
    directories: { output: outDir },
    electronDist: runtime.distPath,
    electronVersion: runtime.version,
  };
}

/**
 * Packs the built app for this system into a folder, ready to run.
 * @returns the folder
 */
export async function pack(options: PackOptions): Promise<string> {
  const { projectDir, epochSeconds } = options;
  let folder = '';
  await build({
    projectDir,
    targets: Platform.current().createTarget('dir'),
    publish: 'never',
    config: {
      ...builderConfig(options),
      // The fallback holds a small app of its own, which runs ours from a folder. Here ours takes its place.
      afterExtract: async ({ appOutDir }) => {
        folder = appOutDir;
        await rm(join(appOutDir, 'resources', 'app'), { recursive: true, force: true });
      },
    },
  });
  const packages = readBundled().map((each) => readThirdParty(projectDir, each));
  const beside =
    process.platform === 'darwin' ? join(folder, 'Reelkeep.app/Contents/Resources') : folder;
  await writeFile(join(beside, 'THIRD-PARTY-NOTICES.txt'), notices(packages));
  await copyFile(join(projectDir, 'LICENSE'), join(beside, 'LICENSE.txt'));
  if (process.platform !== 'linux') return folder;
  await copyFile(join(projectDir, 'electron/cli/reelkeep.sh'), join(folder, 'reelkeep.sh'));
  // Who updates this copy is written down by the packages that can be updated.
  await rm(join(folder, 'resources/app-update.yml'), { force: true });
  clamp(folder, epochSeconds);
  return folder;
}
